/** From the paths of a command line to the files to lint, in a fixed order. Looks at names only, reads no source. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { isIgnored } from '../project/effective.ts';
import type { ProjectSource } from '../project/platform.ts';
import { reasonOf } from './read-source.ts';

/** A path that could not be looked at. */
export interface PathProblem {
  readonly path: string;
  readonly reason: string;
}
export interface Discovered {
  /** Absolute paths, each once. */
  readonly files: readonly string[];
  readonly problems: readonly PathProblem[];
}

/** Names of C and C++ files; what a header holds is told by its contents. */
const sourceName = /\.(?:c|h|cc|cpp|cxx|c\+\+|hh|hpp|hxx|h\+\+|C|H)$/;
const neverEntered = new Set(['.git', '.hg', '.svn', 'node_modules']);

/**
 * Files named on the command line are always taken. In folders: C and C++ files, without what `.gitignore`
 * files or the project file's `ignore` leave out; symbolic links are not followed. A path that does not exist
 * but holds `*`, `?`, `[` or `{` is taken as a glob. Folders are left when `most` files or folders were seen.
 */
export async function discover(
  paths: readonly string[],
  cwd: string,
  projects: ProjectSource | undefined,
  most = Infinity,
): Promise<Discovered> {
  const files = new Set<string>();
  const problems: PathProblem[] = [];
  const walk = createWalk(projects, files, problems, most);
  for (const path of paths) {
    const absolute = resolve(cwd, path);
    try {
      if ((await stat(absolute)).isDirectory()) await walk(absolute);
      else files.add(absolute);
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

type Walk = (folder: string) => Promise<void>;

function createWalk(
  projects: ProjectSource | undefined,
  files: Set<string>,
  problems: PathProblem[],
  most: number,
): Walk {
  let folders = 0;
  async function enter(folder: string, above: readonly Rules[]): Promise<void> {
    if (files.size >= most || folders++ >= most) return;
    let entries;
    try {
      entries = await readdir(folder, { withFileTypes: true });
    } catch (error) {
      problems.push({ path: folder, reason: reasonOf(error) });
      return;
    }
    const own = entries.some((e) => e.name === '.gitignore') ? await rulesOf(folder) : undefined;
    const rules = own ? [...above, own] : above;
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    // Asked once for the folder: what governs one entry governs all.
    const project = await projects?.find(join(folder, '_'));
    const base = project?.relative.slice(0, -1) ?? '';
    for (const entry of entries) {
      const path = join(folder, entry.name);
      const isFolder = entry.isDirectory();
      const wanted = isFolder
        ? !neverEntered.has(entry.name)
        : entry.isFile() && sourceName.test(entry.name);
      if (!wanted || leftOut(path, isFolder, rules)) continue;
      if (isIgnored(project?.project, base + entry.name)) continue;
      if (isFolder) await enter(path, rules);
      else files.add(path);
    }
  }
  return async (folder) => {
    await enter(folder, await rulesAbove(folder));
  };
}

/** The `.gitignore` of one folder. */
interface Rules {
  readonly folder: string;
  readonly ignore: Ignore;
}

/** The last `.gitignore` that has an opinion decides. */
function leftOut(path: string, isFolder: boolean, rules: readonly Rules[]): boolean {
  for (const { folder, ignore: matcher } of [...rules].reverse()) {
    const name = relative(folder, path).split(sep).join('/') + (isFolder ? '/' : '');
    const { ignored, unignored } = matcher.test(name);
    if (ignored || unignored) return ignored;
  }
  return false;
}

async function rulesOf(folder: string, file = '.gitignore'): Promise<Rules | undefined> {
  try {
    return { folder, ignore: ignore().add(await readFile(join(folder, file), 'utf8')) };
  } catch {
    return undefined;
  }
}

/** Rules of the folders above, up to the root of the git repository; none outside of a repository. */
async function rulesAbove(folder: string): Promise<Rules[]> {
  const found: Rules[] = [];
  for (let at = folder; ; at = dirname(at)) {
    const own = at === folder ? undefined : await rulesOf(at);
    if (own) found.unshift(own);
    if (await exists(join(at, '.git'))) {
      const local = await rulesOf(at, join('.git', 'info', 'exclude'));
      return local ? [local, ...found] : found;
    }
    if (dirname(at) === at) return [];
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
