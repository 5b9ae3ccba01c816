/** Says what happens and runs other programs, for `npm start` and `npm test`. Node built-ins only: nothing is installed yet. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository: the nearest one above with a lock file, also from a bundle in `out/`. */
export const root = findRoot(dirname(fileURLToPath(import.meta.url)));

/** @param {string} dir @returns {string} */
function findRoot(dir) {
  if (existsSync(join(dir, 'package-lock.json'))) return dir;
  if (dirname(dir) === dir)
    throw new Error('This is no checkout of Syscall Lens: no package-lock.json.');
  return findRoot(dirname(dir));
}

/**
 * Prints one plain line about what happens next.
 * @param {string} line
 */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/** How to start npm: the one that started us, or the one on PATH. As [program, first arguments, needs a shell]. */
function npmProgram() {
  const script = process.env['npm_execpath'];
  if (script && /npm-cli\.c?js$/.test(script)) return [process.execPath, [script], false];
  return process.platform === 'win32' ? ['npm.cmd', [], true] : ['npm', [], false];
}

/**
 * Runs a program and resolves to its exit code; 127 when it cannot be started, 128 when a signal ended it.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export function run(program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, [...args], { cwd: root, stdio: 'inherit', ...options });
    child.once('error', () => resolve(127));
    child.once('exit', (code) => resolve(code ?? 128));
  });
}

/**
 * Runs npm with the given arguments and resolves to its exit code.
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export function npm(args, options = {}) {
  const [program, first, shell] = npmProgram();
  return run(program, [...first, ...args], { shell, ...options });
}
