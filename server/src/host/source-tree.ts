/** Walks folders for C and C++ files, and reads them for the index. Node only; reads, and never throws. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { isIgnored } from '../project/effective.ts';
import type { PathProblem, ProjectSource, SourceTree, Walked } from '../project/platform.ts';

/** Names of C and C++ files; what a header holds is told by its contents. */
const sourceName = /\.(?:c|h|cc|cpp|cxx|c\+\+|hh|hpp|hxx|h\+\+|C|H)$/;
const neverEntered = new Set(['.git', '.hg', '.svn', 'node_modules']);
/** How much is looked at for a zero byte, as git does. */
const binaryProbe = 8000;

/** The disk, as the project files and `.gitignore` files leave it to be seen. */
export function createSourceTree(projects: ProjectSource): SourceTree {
  return {
    async walk(folder, most = Infinity) {
      const walked: Walk = { projects, most, folders: 0, files: [], problems: [] };
      await enter(folder, await rulesAbove(folder), walked);
      const { files, problems, folders } = walked;
      return { files, problems, whole: files.length < most && folders < most };
    },
    async read(path) {
      try {
        const data = await readFile(path);
        if (data.subarray(0, binaryProbe).includes(0)) return undefined;
        return data.toString('utf8').replace(/^\uFEFF/, '');
      } catch {
        return undefined;
      }
    },
  };
}

interface Walk extends Omit<Walked, 'whole'> {
  readonly projects: ProjectSource;
  readonly most: number;
  readonly files: string[];
  readonly problems: PathProblem[];
  folders: number;
}

async function enter(folder: string, above: readonly Rules[], walk: Walk): Promise<void> {
  const { files, most, projects } = walk;
  if (files.length >= most || walk.folders++ >= most) return;
  let entries;
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    walk.problems.push({ path: folder, error });
    return;
  }
  const own = entries.some((e) => e.name === '.gitignore') ? await rulesOf(folder) : undefined;
  const rules = own ? [...above, own] : above;
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  // Asked once for the folder: what governs one entry governs all.
  const project = await projects.find(join(folder, '_'));
  const base = project?.relative.slice(0, -1) ?? '';
  for (const entry of entries) {
    const path = join(folder, entry.name);
    const isFolder = entry.isDirectory();
    const wanted = isFolder
      ? !neverEntered.has(entry.name)
      : entry.isFile() && sourceName.test(entry.name);
    if (!wanted || leftOut(path, isFolder, rules)) continue;
    if (isIgnored(project?.project, base + entry.name)) continue;
    if (isFolder) await enter(path, rules, walk);
    else files.push(path);
  }
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
