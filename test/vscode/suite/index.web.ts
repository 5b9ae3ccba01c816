/** The suite as the web worker extension host runs it. */
import 'mocha/mocha.js';
import { resultMark, runMocha, throwUnlessPassed } from './result.ts';

/** Called by VS Code (`extensionTestsPath`). A worker has no file to write: the result is one log line. */
export async function run(): Promise<void> {
  mocha.setup({ ui: 'tdd', timeout: 30_000, reporter: 'min' });
  await import('./all.ts');
  const result = await runMocha(mocha);
  console.log(resultMark + JSON.stringify(result));
  throwUnlessPassed(result);
}
