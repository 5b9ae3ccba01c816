/** Opens the built extension in a VS Code: the one installed here, else a fetched server that a browser shows. */
import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { editor } from './editors.ts';
import { onPath } from './on-path.ts';
import { root, run, say } from './run.mjs';
import { startServer } from './vscode-server.ts';

/** What to show. */
interface Place {
  readonly folder: string;
  readonly file: string | undefined;
}

/** The folder and file named on the command line; the demo when there is none. Throws when it does not exist. */
function place(argument: string | undefined): Place {
  const demo = join(root, 'test', 'vscode', 'workspace');
  if (argument === undefined) return { folder: demo, file: join(demo, 'demo.c') };
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), argument);
  if (!existsSync(path)) throw new Error(`${argument}: no such file or folder`);
  if (statSync(path).isDirectory()) return { folder: path, file: undefined };
  return { folder: dirname(path), file: path };
}

/** Opens `argument` and resolves to an exit code: at once with VS Code installed, else when the server ends. */
export async function open(argument: string | undefined): Promise<number> {
  const where = place(argument);
  if (onPath('code')) return openInstalled(where);
  try {
    return await openServer(where);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    say(
      'VS Code could not be started here. Install it (its command must be `code`) and run `npm start` again.',
    );
    say('Meanwhile, this is what the command line says:\n');
    return lint(where);
  }
}

async function openInstalled({ folder, file }: Place): Promise<number> {
  say(`start: opening ${folder} in VS Code with the extension`);
  const args = ['--new-window', `--extensionDevelopmentPath=${root}`, folder];
  const more = file === undefined ? [] : [file];
  return run('code', [...args, ...more], { shell: process.platform === 'win32' });
}

async function openServer({ folder, file }: Place): Promise<number> {
  say('start: there is no `code` on PATH, so a VS Code server is used');
  const server = await startServer(await editor('floor'), { extension: root });
  const remote = `vscode-remote://${server.authority}`;
  const payload = file === undefined ? [] : ([['openFile', `${remote}${file}`]] as const);
  const url = server.url(folder, payload);
  say(`\nSyscall Lens in VS Code: ${url}\n`);
  say('Press Ctrl-C to end it.');
  const interrupted = new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => {
        done();
      });
  });
  await openBrowser(url);
  await Promise.race([interrupted, server.ended]);
  await server.stop();
  return 0;
}

/** Shows the address in the user's browser, where a person sits in front of one. */
async function openBrowser(url: string): Promise<void> {
  if (!process.stdout.isTTY) return;
  const display = process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY;
  if (process.platform === 'darwin') await run('open', [url]);
  else if (process.platform === 'linux' && display && onPath('xdg-open'))
    await run('xdg-open', [url]);
}

/** The last resort shows findings, which are no failure here. */
async function lint({ folder, file }: Place): Promise<number> {
  const code = await run(process.execPath, [join(root, 'dist', 'cli.js'), 'lint', file ?? folder]);
  return code === 1 ? 0 : code;
}
