/** Packs the built extension as the VSIX that the Marketplace and Open VSX take. */
import { cp, mkdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { glob } from 'tinyglobby';
import { vsce } from './pins.ts';
import { npm, root, say } from './run.mjs';

/** Most bytes the package may have; more is an error, not a warning. */
const limit = 3_000_000;

/** Packs what `.vscodeignore` lets through into `out/syscall-lens.vsix`; returns its path. Throws above 3 MB. */
export async function packVsix(): Promise<string> {
  const path = join(root, 'out', 'syscall-lens.vsix');
  const folder = await stage();
  const pack = ['vsce', 'package', '--no-dependencies', '--no-rewrite-relative-links'];
  const more = ['--allow-missing-repository', '--out', path];
  const code = await npm(
    [
      'exec',
      '--yes',
      '--ignore-scripts',
      '--loglevel=error',
      '--package',
      vsce,
      '--',
      ...pack,
      ...more,
    ],
    { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  if (code !== 0) throw new Error(`${vsce} could not pack the extension (exit ${code}).`);
  const { size } = await stat(path);
  if (size > limit) throw new Error(`The VSIX has ${size} bytes, more than the ${limit} allowed.`);
  say(`package: out/syscall-lens.vsix, ${(size / 1e6).toFixed(2)} MB`);
  return path;
}

/** Copies the shipped files alone into `out/package/`: in the checkout vsce would read every fetched editor first. */
async function stage(): Promise<string> {
  const folder = join(root, 'out', 'package');
  await rm(folder, { recursive: true, force: true });
  const lines = (await readFile(join(root, '.vscodeignore'), 'utf8')).split('\n');
  const shipped = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
  for (const file of await glob([...shipped, '.vscodeignore'], {
    cwd: root,
    expandDirectories: false,
  })) {
    await mkdir(join(folder, file, '..'), { recursive: true });
    await cp(join(root, file), join(folder, file));
  }
  return folder;
}
