/** `npm run bench [-- FILE.c …]`: measures, prints figures and their ratios, judges nothing. Needs a built `dist/`. */
import { readFileSync } from 'node:fs';
import { measureCore } from './core.ts';
import { makeC } from './input.ts';
import { measureIndex } from './kb.ts';
import { measureProcesses } from './process.ts';

const files = process.argv.slice(2);
for (const path of files) await measureCore(path, readFileSync(path, 'latin1'));
if (files.length === 0) {
  await measureIndex();
  await measureCore('small', makeC(230));
  await measureCore('middle', makeC(5_000));
  await measureCore('large', makeC(250_000));
  await measureProcesses();
}
