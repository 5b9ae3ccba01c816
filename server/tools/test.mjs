/** `npm test`: sets itself up, then checks everything: stale files, style and types, fast tests, real editors. */
import { join } from 'node:path';
import { importTool, withProject } from './setup/project.mjs';
import { npm, root, run, say } from './setup/run.mjs';

/** Name of a step → what runs it, resolving to an exit code. Each runs whatever came of the one before. */
const steps = {
  'types, style and generated files': () => npm(['run', '--silent', 'check']),
  'fast tests': () =>
    run(process.execPath, [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run']),
  'real editors': async () => {
    const choice = process.env['VSCODE_TEST'] || 'auto';
    if (choice === 'off') {
      say('editors: left out, VSCODE_TEST is off');
      return 0;
    }
    const { runEditors } = await importTool('test/vscode/run.ts');
    return runEditors(choice);
  },
};

await withProject(async () => {
  const failed = [];
  for (const [name, step] of Object.entries(steps)) {
    say(`\ntest: ${name}`);
    if ((await step()) !== 0) failed.push(name);
  }
  if (failed.length > 0) process.stderr.write(`failed: ${failed.join(', ')}\n`);
  return failed.length > 0 ? 1 : 0;
});
