/** Functions and macros of a project that wrap system calls: finds them by name and asks their files what they hand on. */
import type { SourceFile } from '../c/source-file.ts';
import type { Summary } from '../c/summaries.ts';
import type { SyntaxParser } from '../c/parser.ts';
import {
  definitionsIn,
  handsOn,
  mayCompose,
  namesIn,
  summaryAt as siteSummary,
  type Site,
  type Sites,
} from '../c/wrapper-sites.ts';
import { MAX_WRAPPERS } from '../c/wrapper-index.ts';
import { wordsBeforeParens } from '../c/wrappers.ts';
import type { Kb } from '../kb/kb.ts';
import type { Node } from './node.ts';

export interface ProjectWrappers {
  /** Takes in what a file defines, in place of what it did; true when that was something else. */
  register(node: Node): boolean;
  /** Works out now what would have to look into the file of a node. */
  settle(node: Node): void;
  /** True when a file defines a function or macro of the name that others can see. */
  defines(name: string): boolean;
  /** True when a function or macro of the name may hand parameters on to a call. */
  mayWrap(name: string): boolean;
  /** The summary that holds where `closure` is included, in C or C++; `wanted` as `Surroundings.summary` takes it. */
  summary(name: string, from: Caller, wanted: ReadonlySet<string> | undefined): Summary | undefined;
}

export interface WrapperOptions {
  readonly kb: Kb;
  readonly parser: SyntaxParser;
  /** The headers that a file includes, and those that they include. */
  readonly closureOf: (node: Node) => ReadonlySet<Node>;
  /** The file of a node, opened again when it was let go. */
  readonly fileOf: (node: Node) => SourceFile | undefined;
  /** Opens files that were let go: they do not change, so that what they hand on is asked once. */
  readonly reopen?: unknown;
}

/** The file that calls. */
export interface Caller {
  readonly closure: ReadonlySet<Node>;
  readonly language: 'c' | 'cpp';
}

interface Told {
  readonly summary: Summary | undefined;
}

/** An empty table. */
export function createProjectWrappers(options: WrapperOptions): ProjectWrappers {
  const { closureOf, fileOf } = options;
  const told = new WeakMap<ReadonlySet<string>, Map<string, Told>>();
  const definers = new Map<string, Set<Node>>();
  const sitesOf = new WeakMap<SourceFile, { readonly edits: number; readonly sites: Sites }>();
  const busy = new Set<string>();
  let may = new Map<string, boolean>();

  const sites = (file: SourceFile): Sites => {
    const known = sitesOf.get(file);
    if (known?.edits === file.edits) return known.sites;
    const found = definitionsIn(file.segmentList());
    sitesOf.set(file, { edits: file.edits, sites: found });
    return found;
  };
  const visible = (node: Node, site: Site): boolean => node.isHeader || !site.isStatic;

  function mayBe(name: string, depth: number): boolean {
    const key = `${String(depth)} ${name}`;
    const known = may.get(key);
    if (known !== undefined) return known;
    may.set(key, false);
    let found = false;
    for (const node of definers.get(name) ?? []) {
      const file: SourceFile | undefined = found ? undefined : fileOf(node);
      if (file) found ||= (sites(file).get(name) ?? []).some((s) => worth(s, file, depth));
    }
    may.set(key, found);
    return found;
  }
  function worth(site: Site, file: SourceFile, depth: number): boolean {
    const { segment, isMacro } = site;
    if (isMacro || handsOn(site, undefined)) return true;
    if (!mayCompose(site, depth)) return false;
    return wordsBeforeParens(segment).some(
      (word) =>
        mayBe(word, depth + 1) ||
        (sites(file).get(word) ?? []).some((s) => s !== site && worth(s, file, depth + 1)),
    );
  }

  function summaryFor(
    name: string,
    from: Caller,
    wanted: ReadonlySet<string> | undefined,
    depth: number,
  ): Summary | undefined {
    const all = [...(definers.get(name) ?? [])];
    const included = all.filter((node) => from.closure.has(node));
    const nodes = included.length > 0 ? included : sourcesOf(all, from);
    const found = nodes.map((node) => agreed(node, name, wanted, depth));
    const [first] = found;
    const text = JSON.stringify(first);
    return found.every((s) => s && JSON.stringify(s) === text) ? first : undefined;
  }

  /** The one source file that has the function; a C++ name belongs to a header's declaration that is not looked at. */
  function sourcesOf(all: readonly Node[], from: Caller): readonly Node[] {
    const sources = all.filter((node) => !node.isHeader);
    return from.language === 'c' && sources.length === 1 ? sources : [];
  }

  /** What all definitions of a name in a file agree on. */
  function agreed(
    node: Node,
    name: string,
    wanted: ReadonlySet<string> | undefined,
    depth: number,
  ): Summary | undefined {
    if (!options.reopen || !wanted || depth > 0) return agreedNow(node, name, wanted, depth);
    let known = told.get(wanted);
    if (!known) told.set(wanted, (known = new Map<string, Told>()));
    const key = `${node.path}\0${name}`;
    let answer = known.get(key);
    if (!answer) known.set(key, (answer = { summary: agreedNow(node, name, wanted, depth) }));
    return answer.summary;
  }

  function agreedNow(
    node: Node,
    name: string,
    wanted: ReadonlySet<string> | undefined,
    depth: number,
  ): Summary | undefined {
    const key = `${node.path}\0${name}`;
    const file = busy.has(key) ? undefined : fileOf(node);
    if (!file) return undefined;
    busy.add(key);
    try {
      const here = (sites(file).get(name) ?? []).filter((s) => visible(node, s));
      const found = here.map((site) => summaryAt(node, file, name, site, wanted, depth));
      const [first] = found;
      const text = JSON.stringify(first);
      return found.every((s) => s && JSON.stringify(s) === text) ? first : undefined;
    } finally {
      busy.delete(key);
    }
  }

  function summaryAt(
    node: Node,
    file: SourceFile,
    name: string,
    site: Site,
    wanted: ReadonlySet<string> | undefined,
    depth: number,
  ): Summary | undefined {
    const { arch, language } = file;
    const caller = { closure: closureOf(node), language };
    const inner = (word: string): Summary | undefined => {
      if (sites(file).has(word)) return agreedHere(node, file, word, wanted, depth + 1);
      return mayBe(word, depth + 1) ? summaryFor(word, caller, wanted, depth + 1) : undefined;
    };
    return siteSummary(name, site, {
      ...{ kb: options.kb, arch, env: file.env(), options: { ...options, arch, language } },
      ...{ wanted, depth, unit: () => file.unitAt(site.base).unit, inner },
    });
  }

  /** A function of the same file, static ones among them. */
  function agreedHere(
    node: Node,
    file: SourceFile,
    name: string,
    wanted: ReadonlySet<string> | undefined,
    depth: number,
  ): Summary | undefined {
    const here = sites(file).get(name) ?? [];
    const [site] = here;
    const key = `${node.path}\0${name}`;
    if (here.length !== 1 || !site || busy.has(key)) return undefined;
    busy.add(key);
    try {
      return summaryAt(node, file, name, site, wanted, depth);
    } finally {
      busy.delete(key);
    }
  }

  return {
    register(node) {
      const { file } = node;
      const shape = file?.shape();
      if (shape === node.definitions?.shape) return false;
      for (const name of node.definitions?.names ?? []) definers.get(name)?.delete(node);
      node.definitions = undefined;
      may = new Map();
      if (!file || !shape || (!node.isHeader && file.language !== 'c')) return true;
      const names = [...namesIn(file.segmentList(), node.isHeader)];
      node.definitions = { shape, names };
      for (const name of names) {
        const nodes = definers.get(name);
        if (nodes) nodes.add(node);
        else definers.set(name, new Set([node]));
      }
      return true;
    },
    settle(node) {
      for (const name of node.definitions?.names ?? []) {
        for (let depth = MAX_WRAPPERS - 1; depth >= 0; depth--) mayBe(name, depth);
      }
    },
    defines: (name) => (definers.get(name)?.size ?? 0) > 0,
    mayWrap: (name) => definers.has(name) && mayBe(name, 0),
    summary: (name, from, wanted) => summaryFor(name, from, wanted, 0),
  };
}
