/** The suite as the Node extension host runs it. */
import { runNodeSuite } from './run-node.ts';

/** Called by VS Code (`extensionTestsPath`). */
export const run = (): Promise<void> => runNodeSuite(() => import('./all.ts'));
