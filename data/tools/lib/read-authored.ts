/** Reads the authored files from disk. The only part of the authored side that does IO. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sortAuthored, type AuthoredData } from './authored-data.ts';

/** Root of the repository. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

const FOLDERS = [
  'data/syscalls',
  'data/flag-sets',
  'data/argmap',
  'data/structs',
  'data/exceptions',
];

const FILES = [
  'errno.yaml',
  'libc-calls.yaml',
  'distributions.yaml',
  'signals.yaml',
  'capabilities.yaml',
];

/** Every file under the authored folders, and the single ones, below `root`. */
export function readAuthored(root: string = ROOT): AuthoredData {
  const texts = new Map<string, string>();
  const add = (path: string): void => void texts.set(path, readFileSync(join(root, path), 'utf8'));
  for (const folder of FOLDERS) {
    for (const entry of listFiles(join(root, folder))) add(`${folder}/${entry}`);
  }
  const present = listFiles(join(root, 'data'));
  for (const file of FILES) if (present.includes(file)) add(`data/${file}`);
  return sortAuthored(texts);
}

/** Files below a folder, with `/`; a folder that does not exist has none. Editor backups (`.x`, `x~`) do not count. */
export function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/^\.|~$/.test(entry.name))
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(folder.length + 1)
          .replaceAll('\\', '/'),
      );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
