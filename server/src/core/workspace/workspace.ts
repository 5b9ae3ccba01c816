/**
 * The index of a project: which files it has, what they include, and what each file gets from the others. Pure: whoever
 * owns it lists paths and puts in files; nothing here reads one.
 */
import type { Around, Include, Surroundings } from '../c/around.ts';
import type { SyntaxParser } from '../c/parser.ts';
import type { Activity } from '../c/project-facts.ts';
import type { SourceFile } from '../c/source-file.ts';
import type { Kb } from '../kb/kb.ts';
import { aroundOf, seenOf, type MacroTable } from './headers.ts';
import { newNode, type Closure, type Edges, type Node } from './node.ts';
import { createProjectWrappers } from './project-wrappers.ts';
import { resolveInclude } from './resolve.ts';

export interface Workspace {
  /** Paths that there are, with `/` between names; those of an earlier list stay. */
  list(paths: Iterable<string>): void;
  /** What a file of this path is to be opened with. */
  surroundings(path: string): Surroundings;
  /** Takes in a file that was opened with its surroundings, in place of an earlier one; false when there is no room. */
  put(path: string, file: SourceFile): boolean;
  /** To be told when a file that was put in has been edited; true when others may see it. */
  touched(path: string): boolean;
  /**
   * Lets a file go that nobody edits, with everything that was parsed of it; what others see of it stays. It is opened
   * again with `reopen` when one of its functions is asked for.
   */
  rest(path: string): void;
  /** The path is there no more. */
  remove(path: string): void;
  /** Listed headers that were looked for and have not been put in, first asked first. */
  missing(): readonly string[];
  /** Everything that is listed has been put in, and the list is whole: what was not seen is not there. */
  complete(): void;
  /** Another number after every change that somebody may see. */
  readonly generation: number;
  /** A file had no room. */
  readonly full: boolean;
}

export interface WorkspaceOptions {
  readonly kb: Kb;
  readonly parser: SyntaxParser;
  /** Files and UTF-16 units of text that there is room for. */
  readonly maxFiles?: number;
  readonly maxLength?: number;
  /** Opens a file that was let go. A project whose files may rest is one that does not change. */
  readonly reopen?: (path: string) => SourceFile | undefined;
}

/** Headers of one file beyond this are left out: nothing that is read by people includes more. */
const MOST_HEADERS = 2000;

/** How many files that were let go may be open again. */
const MOST_REOPENED = 40;

/** An empty index. */
export function createWorkspace(options: WorkspaceOptions): Workspace {
  const { kb, maxFiles = 20_000, maxLength = 64_000_000 } = options;
  const nodes = new Map<string, Node>();
  const named = new Map<string, Node[]>();
  const views = new Map<string, View>();
  const macros: MacroTable = new Map();
  const shown = new Map<Activity, number>();
  const wanted = new Set<Node>();
  const reopened: Node[] = [];
  const wrappers = createProjectWrappers({
    ...options,
    closureOf: (node) => viewOf(node.path).closure().all,
    fileOf,
  });
  let [generation, listing, files, length] = [0, 0, 0, 0];
  let [full, whole] = [false, false];

  interface View extends Surroundings {
    closure(): Closure;
  }

  function nodeOf(path: string): Node {
    let node = nodes.get(path);
    if (!node) {
      nodes.set(path, (node = newNode(path)));
      const base = path.slice(path.lastIndexOf('/') + 1);
      const same = named.get(base);
      if (same) same.push(node);
      else named.set(base, [node]);
      listing++;
      generation++;
    }
    return node;
  }

  /** The file of a node, opened again when it was let go. */
  function fileOf(node: Node): SourceFile | undefined {
    if (node.file || !node.resting) return node.file;
    node.file = options.reopen?.(node.path);
    if (node.file) reopened.push(node);
    const oldest = reopened.length > MOST_REOPENED ? reopened.shift() : undefined;
    if (oldest) oldest.file = undefined;
    return node.file;
  }

  function edgesOf(node: Node, includes: readonly Include[]): Edges {
    const known = node.edges;
    if (known?.includes === includes && known.listing === listing) return known;
    const found = includes.map((one) => ({
      to: resolveInclude(one, node.folder, (base) => named.get(base) ?? []),
      sure: !one.conditional,
    }));
    const to = found.flatMap((one) => one.to);
    const sure = found.flatMap((one) => (one.sure && one.to.length === 1 ? one.to : []));
    return (node.edges = { includes, listing, to, sure });
  }

  function closureFrom(start: Node, includes: readonly Include[]): Closure {
    const follow = (which: 'to' | 'sure'): Set<Node> => {
      const found = new Set(edgesOf(start, includes)[which]);
      for (const node of found) {
        if (found.size > MOST_HEADERS) break;
        if (node.file || node.resting)
          for (const next of edgesOf(node, node.includes)[which]) found.add(next);
        else if (!node.refused) wanted.add(node);
      }
      found.delete(start);
      return found;
    };
    return { all: follow('to'), sure: follow('sure') };
  }

  /** Looks at what a header says, and at it again when that has changed. */
  function look(node: Node): number {
    const { seen } = node;
    if (seen && !node.file && node.resting) return seen.stamp;
    const file = fileOf(node);
    if (seen && seen.own === file?.own()) return seen.stamp;
    for (const name of seen?.own.macros.keys() ?? []) macros.get(name)?.delete(node);
    node.seen = file && seenOf(file, kb, seen);
    for (const name of node.seen?.own.macros.keys() ?? []) {
      const at = macros.get(name);
      if (at) at.add(node);
      else macros.set(name, new Set([node]));
    }
    return node.seen?.stamp ?? 0;
  }

  function viewOf(path: string): View {
    let view = views.get(path);
    if (!view) views.set(path, (view = createView(nodeOf(path))));
    return view;
  }

  function createView(node: Node): View {
    let last: Around | undefined;
    let from: readonly Include[] | undefined;
    let closure: Closure = { all: new Set(), sure: new Set() };
    let at = -1;
    const around = (includes: readonly Include[]): Around => {
      if (last && includes === from && at === generation) return last;
      [from, at] = [includes, generation];
      closure = closureFrom(node, includes);
      let key = '';
      for (const header of closure.all)
        key += `${String(look(header))}${closure.sure.has(header) ? ' ' : '? '}`;
      if (last?.key !== key) last = aroundOf(closure, key, macros);
      return last;
    };
    return {
      around,
      get generation() {
        return generation;
      },
      defines(name) {
        const { all } = this.closure();
        return wrappers.defines(name) || [...(macros.get(name) ?? [])].some((n) => all.has(n));
      },
      mayWrap: (name) => wrappers.mayWrap(name),
      summary(name, words) {
        const language = node.file?.language ?? (/\.(?:c|h)$/.test(node.path) ? 'c' : 'cpp');
        return wrappers.summary(name, { closure: this.closure().all, language }, words);
      },
      closure() {
        around(node.file?.inclusions() ?? from ?? node.includes);
        return closure;
      },
      has(what) {
        const others = (shown.get(what) ?? 0) - (node.activities.has(what) ? 1 : 0);
        if (others > 0) return 'yes';
        return whole && !full ? (node.activities.has(what) ? 'yes' : 'no') : 'unknown';
      },
    };
  }

  function showing(node: Node, now: ReadonlySet<Activity>): void {
    for (const what of node.activities) shown.set(what, (shown.get(what) ?? 0) - 1);
    for (const what of now) shown.set(what, (shown.get(what) ?? 0) + 1);
    node.activities = now;
  }

  function take(node: Node): boolean {
    const { file } = node;
    const now = file?.activities() ?? new Set<Activity>();
    const same = now.size === node.activities.size && [...now].every((w) => node.activities.has(w));
    if (!same) showing(node, now);
    const shape = wrappers.register(node);
    const includes = node.edges !== undefined && node.edges.includes !== file?.inclusions();
    node.includes = file?.inclusions() ?? [];
    const own = node.seen !== undefined && node.seen.own !== file?.own();
    const changed = !same || shape || includes || own;
    if (changed) generation++;
    return changed;
  }

  return {
    list(paths) {
      for (const path of paths) nodeOf(path);
    },
    surroundings: viewOf,
    put(path, file) {
      const node = nodeOf(path);
      const before = node.file;
      if (!before && (files >= maxFiles || length + file.length > maxLength)) {
        full = true;
        node.refused = true;
        wanted.delete(node);
        return false;
      }
      files += before ? 0 : 1;
      length += file.length - (before?.length ?? 0);
      node.file = file;
      wanted.delete(node);
      generation++;
      take(node);
      return true;
    },
    touched(path) {
      const node = nodes.get(path);
      return node?.file !== undefined && take(node);
    },
    rest(path) {
      const node = nodes.get(path);
      if (!node?.file || !options.reopen) return;
      if (node.isHeader) look(node);
      wrappers.settle(node);
      node.resting = true;
      node.file = undefined;
      // What it sees is worked out again when somebody asks for one of its functions.
      views.delete(path);
    },
    remove(path) {
      const node = nodes.get(path);
      if (!node) return;
      if (node.file) {
        files--;
        length -= node.file.length;
      }
      node.resting = false;
      node.file = undefined;
      take(node);
      look(node);
      nodes.delete(path);
      wanted.delete(node);
      const base = path.slice(path.lastIndexOf('/') + 1);
      named.set(
        base,
        (named.get(base) ?? []).filter((n) => n !== node),
      );
      views.delete(path);
      listing++;
      generation++;
    },
    missing: () => [...wanted].map((node) => node.path),
    complete() {
      whole = true;
      generation++;
    },
    get generation() {
      return generation;
    },
    get full() {
      return full;
    },
  };
}
