/** Fast tests: everything under `test/` but the real editors and the benchmarks, which have runners of their own. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/vscode/**', 'test/bench/**'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // One process per file costs more than the tests themselves on two cores.
    pool: 'threads',
    allowOnly: false,
    snapshotFormat: { escapeString: false, printBasicPrototype: false },
  },
});
