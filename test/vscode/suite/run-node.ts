/** Runs mocha inside a Node extension host and writes its result where the runner looks. */
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import { runMocha, throwUnlessPassed } from './result.ts';

/** Loads the tests with mocha's globals in place, runs them and writes the file named by SYSCALL_LENS_RESULT. */
export async function runNodeSuite(load: () => Promise<unknown>): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', timeout: 30_000, reporter: 'min' });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await load();
  const result = await runMocha(mocha);
  const file = process.env.SYSCALL_LENS_RESULT;
  if (file === undefined)
    throw new Error('SYSCALL_LENS_RESULT is not set: nobody would see the result.');
  writeFileSync(file, JSON.stringify(result));
  throwUnlessPassed(result);
}
