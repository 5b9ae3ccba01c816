/** Brings a checkout to the state in which it can run: packages installed, bundles built. Node built-ins only. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { npm, root, run, say } from './run.mjs';

const lowest = [20, 19];

/** Throws with a sentence for people when this Node is too old. */
function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > lowest[0] || (major === lowest[0] && minor >= lowest[1])) return;
  throw new Error(
    `Node ${process.versions.node} is too old: Syscall Lens needs Node ${lowest.join('.')} or newer.`,
  );
}

/** Whether `node_modules` holds what the lock file asks for. npm writes its own list last, so half an install fails. */
function isInstalled() {
  const list = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(list)) return false;
  const packages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const there = packages(list);
  return Object.entries(packages(join(root, 'package-lock.json'))).every(
    // Optional packages are for other platforms, most of them.
    ([path, { optional, version }]) => path === '' || optional || there[path]?.version === version,
  );
}

/** Installs the packages of `package-lock.json` unless they lie there already; throws when npm fails. */
async function install() {
  if (isInstalled()) {
    say('packages: installed already');
    return;
  }
  say('packages: installing (npm ci)');
  const code = await npm(['ci', '--no-fund', '--no-audit', '--loglevel=error']);
  if (code !== 0) throw new Error(`npm ci failed (exit ${code}). Is the npm registry reachable?`);
}

/** Fills `dist/`; throws when a bundle cannot be made. */
async function build() {
  say('build: bundling client, server and CLI into dist/');
  const code = await run(process.execPath, [join(root, 'server', 'tools', 'build.mjs')]);
  if (code !== 0) throw new Error(`The build failed (exit ${code}).`);
}

/**
 * Bundles one of our TypeScript tools into `out/tools/` and imports it; to be called after `install`.
 * @param {string} entry path inside the repository
 */
export async function importTool(entry) {
  const { build: bundle } = await import('esbuild');
  const outfile = join(root, 'out', 'tools', entry.replace(/^.*\/(.*)\.ts$/, '$1.mjs'));
  await bundle({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
  });
  return import(pathToFileURL(outfile).href);
}

/**
 * Sets the checkout up and runs a command of ours; its number is the exit code, an error is one line on stderr.
 * @param {() => Promise<number | void>} command
 */
export async function withProject(command) {
  try {
    requireNode();
    await install();
    await build();
    process.exitCode = (await command()) ?? 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
