/** A suite with one failing test: proves that the runner reports it. Never part of the product's tests. */
import assert from 'node:assert/strict';
import { runNodeSuite } from './run-node.ts';

/** Called by VS Code (`extensionTestsPath`). */
export const run = (): Promise<void> =>
  runNodeSuite(() => {
    test('one and one is three', () => {
      assert.equal(1 + 1, 3);
    });
    return Promise.resolve();
  });
