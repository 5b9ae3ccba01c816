/** Packs the built extension as the VSIX that the Marketplace and Open VSX take. */
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { vsce } from './pins.ts';
import { npm, root, say } from './run.mjs';

/** Most bytes the package may have; more is an error, not a warning. */
const limit = 3_000_000;

/** Packs `dist/` and what package.json names into `out/syscall-lens.vsix`; returns its path. Throws above 3 MB. */
export async function packVsix(): Promise<string> {
  const path = join(root, 'out', 'syscall-lens.vsix');
  await mkdir(join(root, 'out'), { recursive: true });
  const pack = [
    'vsce',
    'package',
    '--no-dependencies',
    '--no-rewrite-relative-links',
    '--out',
    path,
  ];
  const code = await npm(['exec', '--yes', '--loglevel=error', '--package', vsce, '--', ...pack], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (code !== 0) throw new Error(`${vsce} could not pack the extension (exit ${code}).`);
  const { size } = await stat(path);
  if (size > limit) throw new Error(`The VSIX has ${size} bytes, more than the ${limit} allowed.`);
  say(`package: out/syscall-lens.vsix, ${(size / 1e6).toFixed(2)} MB`);
  return path;
}
