/** A private copy of the demo folder: what a test types never reaches the repository. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../server/tools/setup/run.mjs';

/** The demo folder that `npm start` opens. */
export const demo = join(root, 'test', 'vscode', 'workspace');

/** Copies the demo folder to a short path under the temporary folder. */
export async function copyWorkspace(): Promise<{ folder: string; remove(): Promise<void> }> {
  const parent = await mkdtemp(join(tmpdir(), 'sl-ws-'));
  const folder = join(parent, 'demo');
  await cp(demo, folder, { recursive: true });
  return { folder, remove: () => rm(parent, { recursive: true, force: true }) };
}
