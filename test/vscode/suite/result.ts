/** What a suite tells its runner, as JSON. Types and the mocha-to-result conversion only; imports nothing at run time. */
import type { Outcome } from '../outcome.ts';

/** The result file (Node) or the log line behind `resultMark` (web worker). */
export interface SuiteResult {
  readonly outcomes: readonly Outcome[];
}

/** Starts the one line a web worker can hand out. */
export const resultMark = 'syscall-lens-result ';

/** Runs a loaded mocha and resolves to what each of its tests came to; hooks that fail count as tests. */
export function runMocha(mocha: Mocha): Promise<SuiteResult> {
  return new Promise((resolve) => {
    const outcomes: Outcome[] = [];
    mocha
      .run(() => {
        resolve({ outcomes });
      })
      .on('pass', (test) => {
        outcomes.push({ name: test.fullTitle() });
      })
      .on('fail', (test, error: unknown) => {
        const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
        outcomes.push({ name: test.fullTitle(), error: why });
      });
  });
}

/** Throws when a test failed or none ran: VS Code turns that into a non-zero exit. */
export function throwUnlessPassed({ outcomes }: SuiteResult): void {
  const failed = outcomes.filter((outcome) => outcome.error !== undefined).length;
  if (failed > 0 || outcomes.length === 0)
    throw new Error(`${failed} of ${outcomes.length} tests failed`);
}
