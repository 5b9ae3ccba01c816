/** Brings a checkout to the state in which it can run: packages installed, bundles built. Node built-ins only. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { npm, root, run, say } from './run.mjs';

const lowest = [20, 19];
const stamp = join(root, 'node_modules', '.syscall-lens-lock');

/** Throws with a sentence for people when this Node is too old. */
function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > lowest[0] || (major === lowest[0] && minor >= lowest[1])) return;
  throw new Error(
    `Node ${process.versions.node} is too old: Syscall Lens needs Node ${lowest.join('.')} or newer.`,
  );
}

/** What must match for the installed packages to count as current. */
function lockDigest() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

/** Installs the packages of `package-lock.json` unless they lie there already; throws when npm fails. */
async function install() {
  const digest = lockDigest();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) {
    say('packages: installed already');
    return;
  }
  say('packages: installing (npm ci)');
  const code = await npm(['ci', '--no-fund', '--no-audit', '--loglevel=error']);
  if (code !== 0) throw new Error(`npm ci failed (exit ${code}). Is the npm registry reachable?`);
  writeFileSync(stamp, digest);
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
