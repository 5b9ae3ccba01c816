/** The files of one run of `lint` as a project: reads them, and the headers that they include, before the first is judged. */
import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { languageOf } from '../core/c/language.ts';
import type { SourceFile } from '../core/c/source-file.ts';
import type { LanguageService, RequestContext } from '../core/service.ts';
import type { Workspace } from '../core/workspace/workspace.ts';
import type { ProjectSource } from '../project/platform.ts';
import type { Io } from './io.ts';
import { readSource, type Source, type SourceOnDisk } from './read-source.ts';

/** A file as read, and opened as one of the project. */
export interface ReadFile {
  readonly source: SourceOnDisk;
  readonly file: SourceFile;
}

export interface RunIndex {
  /** A file that was asked for; reads it when there was no room for it. Throws a `SourceError` that says why not. */
  take(path: string): ReadFile;
  /** Opens another text as the file of a path. */
  open(path: string, text: string, ctx: RequestContext): SourceFile;
  /** The file has been judged. */
  done(path: string): void;
}

/** How much a run keeps, in files and UTF-16 units, some five bytes each; what is beyond is judged without the other files. */
const ROOM = { maxFiles: 60_000, maxLength: 64_000_000 };
/** How far the project around single files is looked through for headers. */
const AROUND = 20_000;

export interface IndexedRun {
  readonly service: LanguageService;
  readonly io: Io;
  /** Paths as given; none for standard input. */
  readonly paths: readonly string[];
  /** Absolute paths of the files to judge. */
  readonly files: readonly string[];
  readonly governed: (path: string) => Promise<RequestContext>;
  /** Standard input and the path it stands for. */
  readonly stdin?: { readonly path: string; readonly source: Source };
}

/** Reads everything. What cannot be read is left to whoever judges it. */
export async function createRunIndex(run: IndexedRun): Promise<RunIndex> {
  const { service, io, files, governed, stdin } = run;
  const read = new Map<string, ReadFile>();
  const arches = new Map<string, string>();
  const workspace = service.workspace({ ...ROOM, reopen: (name) => fromDisk(osPath(name)) });
  const openAs = (path: string, text: string, arch: string | undefined): SourceFile =>
    service.open(text, languageOf(path, text), arch, workspace.surroundings(nameOf(path)));
  const fromDisk = (path: string): SourceFile | undefined => {
    try {
      return openAs(path, readSource(path).text, arches.get(path));
    } catch {
      return undefined;
    }
  };
  workspace.list(files.map(nameOf));
  let all = true;
  for (const path of files) {
    const { arch } = (await governed(path)).target;
    arches.set(path, arch);
    try {
      const source = readSource(path);
      const file = openAs(path, source.text, arch);
      if (workspace.put(nameOf(path), file)) read.set(path, { source, file });
    } catch {
      all = false;
    }
  }
  if (stdin) {
    const { path, source } = stdin;
    const { arch } = (await governed(path)).target;
    workspace.put(nameOf(path), openAs(path, source.text, arch));
    read.set(path, {
      source: { ...source, path, stamp: '' },
      file: openAs(path, source.text, arch),
    });
  }
  const whole = await readAround(run, workspace, [...read], fromDisk);
  if (workspace.full) {
    io.stderr.write('syscall-lens: too many files to look at all of them together\n');
  } else if (all && whole) workspace.complete();
  return {
    take(path) {
      const known = read.get(path);
      if (known) return known;
      const source = readSource(path);
      return { source, file: openAs(path, source.text, arches.get(path)) };
    },
    open: (path, text, ctx) => openAs(path, text, ctx.target.arch),
    done(path) {
      if (read.delete(path)) workspace.rest(nameOf(path));
    },
  };
}

/** Lists the projects around the paths given, and reads the headers that are included; true when nothing else is there. */
async function readAround(
  { io, paths, files, stdin }: IndexedRun,
  workspace: Workspace,
  read: readonly (readonly [string, ReadFile])[],
  fromDisk: (path: string) => SourceFile | undefined,
): Promise<boolean> {
  const { projects } = io.platform;
  const given = stdin ? [stdin.path] : paths.map((path) => resolve(io.cwd, path));
  const folders = given.filter((path) => !files.includes(path) && path !== stdin?.path);
  const roots = new Map<string, boolean>();
  let whole = true;
  for (const path of given) {
    const root = await rootOf(path, io.cwd, projects);
    const covered = root !== undefined && folders.some((folder) => isIn(root, folder));
    whole &&= covered;
    if (root !== undefined && !covered) roots.set(root, true);
  }
  const curious = read.filter(
    ([, { file }]) => file.inclusions().length > 0 && file.countCalls() > 0,
  );
  if (roots.size === 0 || curious.length === 0) return whole;
  for (const root of roots.keys()) {
    const walked = await io.platform.tree?.walk(root, AROUND);
    workspace.list((walked?.files ?? []).map(nameOf));
  }
  for (const [, { file }] of curious) file.env();
  for (let missing = workspace.missing(); missing.length > 0;) {
    for (const name of missing) {
      const file = fromDisk(osPath(name));
      if (file) workspace.put(name, file);
      else workspace.remove(name);
    }
    for (const [, { file }] of curious) file.env();
    missing = workspace.missing();
  }
  return whole;
}

/** Folder of the nearest project file or repository, or else the working folder where the path lies in it. */
async function rootOf(
  path: string,
  cwd: string,
  projects: ProjectSource | undefined,
): Promise<string | undefined> {
  const project = await projects?.find(join(path, '_'));
  if (project) return dirname(project.path);
  for (let at = path; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) break;
  }
  return isIn(path, cwd) ? cwd : undefined;
}

function isIn(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return (
    way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && resolve(folder, way) === path)
  );
}

/** A path as the index knows it. */
function nameOf(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}

function osPath(name: string): string {
  return sep === '/' ? name : name.split('/').join(sep);
}
