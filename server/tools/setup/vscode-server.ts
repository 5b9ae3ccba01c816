/** Starts a VS Code server on this machine for a browser, and ends all of it again. Knows no test and no browser. */
import { randomBytes } from 'node:crypto';
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Editor } from './editors.ts';

/** What a started server is asked to be. Paths are absolute. */
export interface ServerOptions {
  /** Packed extension to install before the start. */
  readonly vsix?: string;
  /** Folder of a built extension to run from where it lies. */
  readonly extension?: string;
  /** User settings on top of the quiet ones below. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Added to the environment of server and extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** Makes the page obey `extensionTestsPath`; without it no test ever runs. */
  readonly driver?: boolean;
}

/** A running server; `stop` ends its process group and removes its data. */
export interface RunningServer {
  readonly authority: string;
  /** Address that opens a folder; `payload` as VS Code's web client takes it. */
  url(folder: string, payload?: readonly (readonly [string, string])[]): string;
  /** Everything the server printed so far. */
  log(): string;
  /** Settles when the server ended. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** Nothing that phones, moves, greets or asks. */
const quiet = {
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'workbench.reduceMotion': 'on',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'security.workspace.trust.enabled': false,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'git.enabled': false,
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
};

/** Starts `editor` on 127.0.0.1 with a random token; throws with the server's log when it does not listen in 60 s. */
export async function startServer(editor: Editor, options: ServerOptions): Promise<RunningServer> {
  // Short: the extension host makes sockets in it, and their paths may have 107 bytes.
  const data = await mkdtemp(join(tmpdir(), 'sl-'));
  const env = serverEnvironment(data, options.env);
  const main = join(editor.dir, 'out', 'server-main.js');
  const common = [main, '--server-data-dir', data, '--accept-server-license-terms'];
  await mkdir(join(data, 'data', 'User'), { recursive: true });
  await writeFile(
    join(data, 'data', 'User', 'settings.json'),
    JSON.stringify({ ...quiet, ...options.settings }, null, 2),
  );
  if (options.vsix !== undefined)
    await installVsix(editor, [...common, '--install-extension', options.vsix], env);
  if (options.extension !== undefined) await linkExtension(data, options.extension);
  const token = randomBytes(16).toString('hex');
  const child = spawn(
    editor.node,
    [
      ...common,
      ...['--host', '127.0.0.1', '--port', '0', '--connection-token', token],
      ...['--telemetry-level', 'off', '--disable-workspace-trust'],
      ...(options.driver === true ? ['--enable-smoke-test-driver'] : []),
    ],
    { cwd: data, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (log += text));
  const ended = new Promise<void>((resolve) =>
    child.once('exit', () => {
      resolve();
    }),
  );
  const stop = async (): Promise<void> => {
    await endGroup(child, ended);
    await rm(data, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const authority = `127.0.0.1:${await listening(child, () => log)}`;
    return {
      authority,
      url: (folder, payload) => address(authority, token, folder, payload),
      log: () => log,
      ended,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Runs the server's own installer; throws with what it printed when it fails. */
async function installVsix(
  { node, version }: Editor,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<void> {
  await promisify(execFile)(node, args, { env }).catch((error: unknown) => {
    throw new Error(`VS Code ${version} did not install the extension: ${String(error)}`);
  });
}

/** A server without a list of installed extensions takes what it finds in its folder, links included. */
async function linkExtension(data: string, extension: string): Promise<void> {
  await mkdir(join(data, 'extensions'), { recursive: true });
  await symlink(extension, join(data, 'extensions', 'syscall-lens'), 'junction');
}

/** The environment of the server: ours, private places for sockets, and no gallery to ask. */
function serverEnvironment(data: string, more: ServerOptions['env']): NodeJS.ProcessEnv {
  // VSCODE_… is set when we run inside an integrated terminal: the server would speak to that window.
  const ours = Object.entries(process.env).filter(([name]) => !name.startsWith('VSCODE_'));
  return {
    ...Object.fromEntries(ours),
    ...more,
    TMPDIR: data,
    XDG_RUNTIME_DIR: data,
    EXTENSIONS_GALLERY: '{}',
  };
}

/** The port from the server's ready line. */
function listening(child: ChildProcess, log: () => string): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      clearTimeout(timer);
      reject(new Error(`The VS Code server ${why}:\n${log()}`));
    };
    const timer = setTimeout(() => {
      fail('did not listen within 60 s');
    }, 60_000);
    const died = (code: number | null): void => {
      fail(`ended with exit ${String(code)}`);
    };
    child.once('exit', died);
    child.once('error', (error) => {
      fail(`did not start (${error.message})`);
    });
    child.stdout?.on('data', () => {
      const port = /Extension host agent listening on (\d+)/.exec(log())?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      child.off('exit', died);
      resolve(Number(port));
    });
  });
}

/** Ends the server and every extension host it forked: asks first, insists after five seconds. */
async function endGroup(child: ChildProcess, ended: Promise<void>): Promise<void> {
  const signal = (name: NodeJS.Signals): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, name);
    } catch {
      // The group has ended already.
    }
  };
  signal('SIGTERM');
  const timer = setTimeout(() => {
    signal('SIGKILL');
  }, 5_000);
  if (child.pid !== undefined) await ended;
  clearTimeout(timer);
  signal('SIGKILL');
}

function address(
  authority: string,
  token: string,
  folder: string,
  payload: readonly (readonly [string, string])[] = [],
): string {
  const query = new URLSearchParams({ tkn: token, folder });
  if (payload.length > 0) query.set('payload', JSON.stringify(payload));
  return `http://${authority}/?${query.toString()}`;
}
