/** From the paths of a command line to the files to lint, in a fixed order. Looks at names only, reads no source. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { SourceTree } from '../project/platform.ts';
import { reasonOf } from './read-source.ts';

export interface Discovered {
  /** Absolute paths, each once. */
  readonly files: readonly string[];
  /** Paths that could not be looked at, and why. */
  readonly problems: readonly { readonly path: string; readonly reason: string }[];
}

/**
 * Files named on the command line are always taken. In folders: C and C++ files, without what `.gitignore`
 * files or the project file's `ignore` leave out; symbolic links are not followed. A path that does not exist
 * but holds `*`, `?`, `[` or `{` is taken as a glob.
 */
export async function discover(
  paths: readonly string[],
  cwd: string,
  tree: SourceTree | undefined,
): Promise<Discovered> {
  const files = new Set<string>();
  const problems: { path: string; reason: string }[] = [];
  for (const path of paths) {
    const absolute = resolve(cwd, path);
    try {
      if ((await stat(absolute)).isDirectory()) {
        const walked = await tree?.walk(absolute);
        for (const file of walked?.files ?? []) files.add(file);
        for (const { path: at, error } of walked?.problems ?? []) {
          problems.push({ path: at, reason: reasonOf(error) });
        }
      } else files.add(absolute);
    } catch (error) {
      const matched = /[*?[{]/.test(path) ? await expand(path, cwd) : [];
      if (matched.length === 0) problems.push({ path: absolute, reason: reasonOf(error) });
      for (const file of matched) files.add(file);
    }
  }
  return { files: [...files], problems };
}

async function expand(pattern: string, cwd: string): Promise<string[]> {
  const { glob } = await import('tinyglobby');
  return (await glob(pattern, { cwd, absolute: true, dot: false })).sort();
}
