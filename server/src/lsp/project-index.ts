/**
 * Feeds the index of the workspace: lists its folders, reads headers that open documents include, then the rest, a file
 * at a time between requests. Open documents win over the disk. Knows nothing of what is in a file.
 */
import type { Surroundings } from '../core/c/around.ts';
import { languageOf } from '../core/c/language.ts';
import type { SourceFile } from '../core/c/source-file.ts';
import type { LanguageService } from '../core/service.ts';
import type { SourceTree } from '../project/platform.ts';

export interface ProjectIndex {
  /** What a document of this address is to be opened with. */
  surroundings(uri: string): Surroundings;
  /** A document was opened, or opened anew. */
  opened(uri: string, file: SourceFile): void;
  /** Its text has changed. */
  edited(uri: string): void;
  closed(uri: string): void;
  /** Files came, went or changed on disk; addresses of files alone. */
  changedOnDisk(uris: readonly string[]): void;
  /** Reads the folders, or stops and forgets them. */
  follow(folders: readonly string[]): void;
  /** Another number whenever an answer about some document may have become another. */
  readonly generation: number;
  /** Called with the addresses of open documents that see something else than before. */
  onChange(listener: (uris: readonly string[]) => void): void;
}

export interface IndexSources {
  readonly service: Pick<LanguageService, 'open' | 'workspace'>;
  /** The disk; absent where there is none. */
  readonly tree: SourceTree | undefined;
  /** Path on disk of an address, `undefined` for any other. */
  readonly pathOf: (uri: string) => string | undefined;
  /** For the log of the client. */
  readonly say: (line: string) => void;
  readonly failed: (error: unknown) => void;
}

/** How many files of the folders are looked at. */
const MOST_FILES = 20_000;

/** An index without folders: it knows the open documents. */
export function createProjectIndex(sources: IndexSources): ProjectIndex {
  const { service, tree, say } = sources;
  const workspace = service.workspace({ maxFiles: MOST_FILES });
  const open = new Map<string, { readonly uri: string; readonly file: SourceFile; env: object }>();
  const listeners: ((uris: readonly string[]) => void)[] = [];
  const listed = new Set<string>();
  /** Paths to read, after the headers that somebody waits for. */
  let queue: string[] = [];
  let running = false;
  let round = 0;
  let whole = false;

  /** A path as the index has it; the address where there is no disk. */
  const nameOf = (uri: string): string => (sources.pathOf(uri) ?? uri).replace(/\\/g, '/');

  function tell(): void {
    const changed: string[] = [];
    for (const one of open.values()) {
      const env = one.file.env();
      if (env === one.env) continue;
      one.env = env;
      changed.push(one.uri);
    }
    if (changed.length > 0) for (const listener of listeners) listener(changed);
  }

  async function readOne(path: string): Promise<void> {
    const text = await tree?.read(path);
    if (open.has(path)) return;
    if (text === undefined) {
      workspace.remove(path);
      return;
    }
    const file = service.open(
      text,
      languageOf(path, text),
      undefined,
      workspace.surroundings(path),
    );
    workspace.put(path, file);
  }

  /** Reads until nothing is left to read; one at a time, so that requests come in between. */
  async function pump(): Promise<void> {
    if (running) return;
    running = true;
    const mine = round;
    let urgent = false;
    let at = 0;
    try {
      while (mine === round) {
        const missing = workspace.missing().find((path) => listed.has(path) && !open.has(path));
        if (missing === undefined && urgent) tell();
        urgent = missing !== undefined;
        const next = missing ?? queue[at++];
        if (next === undefined) break;
        if (!open.has(next)) await readOne(next);
        await new Promise((resolve) => setTimeout(resolve, 0));
      }
    } finally {
      running = false;
    }
    if (mine !== round) return;
    queue = [];
    if (whole && !workspace.full) workspace.complete();
    tell();
  }
  const start = (): void => {
    pump().catch(sources.failed);
  };

  async function list(folders: readonly string[], mine: number): Promise<void> {
    whole = folders.length > 0;
    for (const folder of folders) {
      const walked = await tree?.walk(folder, MOST_FILES);
      if (mine !== round || !walked) return;
      whole &&= walked.whole && walked.problems.length === 0;
      const names = walked.files.map((path) => path.replace(/\\/g, '/'));
      for (const name of names) listed.add(name);
      workspace.list(names);
      queue.push(...names);
      if (!walked.whole)
        say(`${folder}: only the first ${String(MOST_FILES)} files are read together`);
    }
    // What includes something may find it now.
    for (const one of open.values()) one.file.env();
    start();
  }

  return {
    surroundings: (uri) => workspace.surroundings(nameOf(uri)),
    opened(uri, file) {
      const name = nameOf(uri);
      workspace.put(name, file);
      open.set(name, { uri, file, env: file.env() });
      tell();
      if (workspace.missing().length > 0) start();
    },
    edited(uri) {
      const name = nameOf(uri);
      const seen = workspace.touched(name);
      const one = open.get(name);
      if (one) one.env = one.file.env();
      if (seen) tell();
      if (workspace.missing().length > 0) start();
    },
    closed(uri) {
      const name = nameOf(uri);
      if (!open.delete(name)) return;
      if (!listed.has(name)) {
        workspace.remove(name);
        tell();
        return;
      }
      queue.push(name);
      start();
    },
    changedOnDisk(uris) {
      const names = uris.map(nameOf).filter((name) => !open.has(name));
      if (round === 0 || names.length === 0) return;
      for (const name of names) listed.add(name);
      workspace.list(names);
      queue.push(...names);
      start();
    },
    follow(folders) {
      const mine = ++round;
      queue = [];
      for (const name of listed) if (!open.has(name)) workspace.remove(name);
      listed.clear();
      tell();
      if (folders.length > 0) list(folders, mine).catch(sources.failed);
    },
    get generation() {
      return workspace.generation;
    },
    onChange: (listener) => void listeners.push(listener),
  };
}
