/** Functions and macros of a project that wrap system calls: finds them by name and asks their files what they hand on. */
import { macroSummaries } from '../c/macro-summaries.ts';
import type { Segment } from '../c/segment.ts';
import type { SourceFile } from '../c/source-file.ts';
import type { Summary } from '../c/summaries.ts';
import type { SyntaxParser } from '../c/parser.ts';
import { createUnit, type Unit } from '../c/unit.ts';
import { MAX_WRAPPERS } from '../c/wrapper-index.ts';
import { occurrencesIn, wordsBeforeParens } from '../c/wrappers.ts';
import type { Kb } from '../kb/kb.ts';
import type { Node } from './node.ts';

export interface ProjectWrappers {
  /** Takes in what a file defines, in place of what it did; true when that was something else. */
  register(node: Node): boolean;
  /** True when a function or macro of the name may hand parameters on to a call. */
  mayWrap(name: string): boolean;
  /** The summary that holds where `closure` is included, in C or C++; `wanted` as `Surroundings.summary` takes it. */
  summary(name: string, from: Caller, wanted: ReadonlySet<string> | undefined): Summary | undefined;
}

/** The file that calls. */
export interface Caller {
  readonly closure: ReadonlySet<Node>;
  readonly language: 'c' | 'cpp';
}

interface Site {
  readonly segment: Segment;
  readonly base: number;
  readonly isMacro: boolean;
  readonly isStatic: boolean;
}
type Sites = ReadonlyMap<string, readonly Site[]>;

/** Functions without a system call of their own are looked into up to this length: what only hands on is short. */
const SHORT = 3000;

/** An empty table. */
export function createProjectWrappers(
  options: { readonly kb: Kb; readonly parser: SyntaxParser },
  closureOf: (node: Node) => ReadonlySet<Node>,
): ProjectWrappers {
  const definers = new Map<string, Set<Node>>();
  const sitesOf = new WeakMap<SourceFile, { readonly edits: number; readonly sites: Sites }>();
  const composed = new WeakMap<Segment, { readonly key: string; readonly unit: Unit }>();
  const busy = new Set<string>();
  let may = new Map<string, boolean>();

  const sites = (file: SourceFile): Sites => {
    const known = sitesOf.get(file);
    if (known?.edits === file.edits) return known.sites;
    const found = definitionsIn(file);
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
    for (const { file } of definers.get(name) ?? []) {
      if (file) found ||= (sites(file).get(name) ?? []).some((s) => worth(s, file, depth));
    }
    may.set(key, found);
    return found;
  }
  function worth({ segment, isMacro }: Site, file: SourceFile, depth: number): boolean {
    if (isMacro || segment.candidates.some((c) => c.inBody)) return true;
    if (depth + 1 >= MAX_WRAPPERS || segment.text.length > SHORT) return false;
    return wordsBeforeParens(segment).some(
      (word) =>
        mayBe(word, depth + 1) ||
        (sites(file).get(word) ?? []).some(
          (s) => s.segment !== segment && worth(s, file, depth + 1),
        ),
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
    const { file } = node;
    const key = `${node.path}\0${name}`;
    if (!file || busy.has(key)) return undefined;
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
    { segment, base, isMacro }: Site,
    wanted: ReadonlySet<string> | undefined,
    depth: number,
  ): Summary | undefined {
    const env = file.env();
    const only = (of: readonly Summary[]): Summary | undefined => {
      const found = of.filter((s) => s.name === name);
      return found.length === 1 ? found[0] : undefined;
    };
    if (isMacro) {
      return only(macroSummaries(segment, { kb: options.kb, arch: file.arch, env }));
    }
    if (segment.candidates.some((c) => c.inBody && (wanted?.has(c.name) ?? true))) {
      const direct = only(file.unitAt(base).unit.summaries());
      if (direct) return direct;
    }
    if (depth + 1 >= MAX_WRAPPERS || segment.text.length > SHORT) return undefined;
    const inner = new Map<string, Summary>();
    const caller = { closure: closureOf(node), language: file.language };
    for (const word of wordsBeforeParens(segment)) {
      if (word === name) continue;
      const summary = sites(file).has(word)
        ? agreedHere(node, file, word, wanted, depth + 1)
        : mayBe(word, depth + 1)
          ? summaryFor(word, caller, wanted, depth + 1)
          : undefined;
      if (summary) inner.set(word, summary);
    }
    if (inner.size === 0) return undefined;
    const key = JSON.stringify([env.key.length, ...inner.values()]);
    const before = composed.get(segment);
    if (before?.key === key && before.unit.env === env) return only(before.unit.summaries());
    const { uses } = occurrencesIn(segment, new Set(inner.keys()), file.language);
    const { arch, language } = file;
    const unit = createUnit(segment, env, {
      ...{ ...options, arch, language, wrappers: { summaries: inner, uses } },
    });
    composed.set(segment, { key, unit });
    return only(unit.summaries());
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
      const names = [...sites(file)].flatMap(([name, all]) =>
        all.some((s) => visible(node, s)) ? [name] : [],
      );
      node.definitions = { shape, names };
      for (const name of names) {
        const nodes = definers.get(name);
        if (nodes) nodes.add(node);
        else definers.set(name, new Set([node]));
      }
      return true;
    },
    mayWrap: (name) => definers.has(name) && mayBe(name, 0),
    summary: (name, from, wanted) => summaryFor(name, from, wanted, 0),
  };
}

/** Functions of a file, and macros of it that hold a call, with the segments they stand in. */
function definitionsIn(file: SourceFile): Sites {
  const out = new Map<string, Site[]>();
  const add = (name: string, site: Site): void => {
    const all = out.get(name);
    if (all) all.push(site);
    else out.set(name, [site]);
  };
  for (const { segment, base } of file.segmentList()) {
    for (const { name, isStatic } of segment.functions) {
      add(name, { segment, base, isMacro: false, isStatic });
    }
    if (!segment.candidates.some((c) => c.inDirective)) continue;
    for (const { name, params } of segment.defines) {
      if (params) add(name, { segment, base, isMacro: true, isStatic: true });
    }
  }
  return out;
}
