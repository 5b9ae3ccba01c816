/** Writes the list of all rules; first, because everything else that is generated reads it. `-- --check` writes nothing. */
import { writeFileSync } from 'node:fs';
import { ruleIndex } from './gen/rule-index.ts';

const ROOT = new URL('../../', import.meta.url);
if (!process.argv.includes('--check')) {
  writeFileSync(new URL(ruleIndex.path, ROOT), ruleIndex.render());
}
