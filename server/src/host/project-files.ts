/** Finds and reads project files on disk, for the command line and the Node server. Reads only; never throws. */
import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { emptyProject, parseProject, projectFileName, type KnownNames } from '../project/parse.ts';
import type { ProjectFile, ProjectSource } from '../project/platform.ts';

/**
 * Looks for the nearest project file upwards of a path, reading each folder once until `forget`. `known` is
 * asked only when there is a file to read.
 */
export function createProjectSource(known: () => Promise<KnownNames>): ProjectSource {
  let folders = new Map<string, Promise<ProjectFile | undefined>>();
  const inFolder = (folder: string): Promise<ProjectFile | undefined> => {
    const seen = folders.get(folder);
    if (seen !== undefined) return seen;
    const found = look(folder);
    folders.set(folder, found);
    return found;
  };
  const look = async (folder: string): Promise<ProjectFile | undefined> => {
    const here = await read(join(folder, projectFileName), known);
    if (here !== undefined) return here;
    const above = dirname(folder);
    return above === folder ? undefined : inFolder(above);
  };
  return {
    async find(path) {
      const file = resolve(path);
      const found = await inFolder(dirname(file));
      return found && { ...found, relative: pathFrom(dirname(found.path), file) };
    },
    read: (path) => read(resolve(path), known),
    forget: () => {
      folders = new Map();
    },
  };
}

async function read(
  path: string,
  known: () => Promise<KnownNames>,
): Promise<ProjectFile | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    const reason = `cannot be read (${code})`;
    return { path, project: emptyProject, problems: [{ line: 1, severity: 'error', reason }] };
  }
  return { path, ...parseProject(text, await known()) };
}

function pathFrom(folder: string, file: string): string {
  return relative(folder, file).split(sep).join('/');
}
