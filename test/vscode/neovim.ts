/** Runs the stdio server under Neovim, a second real client. The checks are in `neovim.lua`. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../server/tools/setup/run.mjs';
import { within, type Outcome } from './outcome.ts';
import { copyWorkspace } from './workspace.ts';

/** Starts Neovim without any configuration; each line `ok NAME` or `FAIL NAME: why` it prints is one outcome. */
export async function runInNeovim(): Promise<Outcome[]> {
  const workspace = await copyWorkspace();
  const script = join(root, 'test', 'vscode', 'neovim.lua');
  const args = ['--headless', '-u', 'NONE', '-i', 'NONE', '-n', '-S', script];
  const child = spawn('nvim', args, {
    cwd: workspace.folder,
    env: { ...process.env, SYSCALL_LENS_SERVER: join(root, 'dist', 'server.js') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  // Headless Neovim prints messages on stderr.
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  try {
    const exit = new Promise<number>((resolve) => {
      child.once('exit', (code) => {
        resolve(code ?? 128);
      });
    });
    const code = await within(60, 'Neovim', exit);
    const outcomes = readOutcomes(output);
    const failed = outcomes.some((outcome) => outcome.error !== undefined);
    if (outcomes.length > 0 && (code === 0 || failed)) return outcomes;
    return [...outcomes, { name: 'the script ends well', error: `exit ${code}: ${output.trim()}` }];
  } finally {
    child.kill('SIGKILL');
    await workspace.remove();
  }
}

function readOutcomes(output: string): Outcome[] {
  return [...output.matchAll(/^(ok|FAIL) (.+?)(?:: (.*))?\r?$/gm)].map(([, word, name, why]) =>
    word === 'ok' ? { name: name ?? '' } : { name: name ?? '', error: why ?? 'failed' },
  );
}
