/** Looks for programs of the host. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Path of the first program of one of these names on PATH; undefined when there is none. */
export function findOnPath(names: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((dir) => dir !== '');
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  const files = names.flatMap((name) => endings.map((ending) => name + ending));
  return files
    .flatMap((name) => folders.map((dir) => join(dir, name)))
    .find((path) => existsSync(path));
}

/** Whether a program of this name is on PATH. */
export function onPath(name: string): boolean {
  return findOnPath([name]) !== undefined;
}
