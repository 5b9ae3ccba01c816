/** Where words stand in a file: what wakes rules that no system call wakes. Reads text; parses only what is asked for. */
import type { Kb } from '../kb/kb.ts';
import { watchList } from './calls.ts';
import { declaredIn } from './walk.ts';
import { type CallExpr, type DeclStmt, type FunctionIr, unparen } from './ir.ts';
import { isOwn } from './own-names.ts';
import { conditionsAt, isDead } from './preprocess.ts';
import type { Segment } from './segment.ts';
import { codeTokens } from './segment-tokens.ts';
import type { SourceFile } from './source-file.ts';
import type { Unit } from './unit.ts';
import { wordsIn, type Mention } from './word-scan.ts';

/** A function of a file that holds one of the words asked for. */
export interface PlacedFunction {
  readonly fn: FunctionIr;
  /** The words of those asked for that stand in it, comments included. */
  readonly words: ReadonlySet<string>;
  readonly unit: Unit;
  /** File offset that the function's own offsets are relative to. */
  readonly base: number;
}

const sets = new Map<string, ReadonlySet<string>>();

/** The set of these words; the same object for the same words, so that what is known by it is kept. */
export function wordSet(words: readonly string[]): ReadonlySet<string> {
  const sorted = [...new Set(words)].sort();
  const key = sorted.join(' ');
  let set = sets.get(key);
  if (!set) sets.set(key, (set = new Set(sorted)));
  return set;
}

const mentions = new WeakMap<Segment, WeakMap<ReadonlySet<string>, readonly Mention[]>>();

const made = new WeakMap<object, ReadonlySet<string>>();
const NO_WORDS: readonly string[] = [];

/**
 * The words of rules as `mentionsIn` takes them: the name of a system call counts only where it is called. Kept for as long
 * as the list lives, for one knowledge base.
 */
export function wakingWords(
  words: Iterable<string> & object = NO_WORDS,
  kb: Kb,
): ReadonlySet<string> {
  let set = made.get(words);
  if (!set) {
    const watch = watchList(kb);
    set = wordSet([...words].map((word) => (watch.has(word) ? `${word}(` : word)));
    made.set(words, set);
  }
  return set;
}

const parts = new WeakMap<ReadonlySet<string>, WeakMap<ReadonlySet<string>, object>>();

/** The words without their `(`, when all of them are among others; else `undefined`. */
function barePart(
  words: ReadonlySet<string>,
  all: ReadonlySet<string>,
): ReadonlySet<string> | undefined {
  let known = parts.get(all);
  if (!known) parts.set(all, (known = new WeakMap()));
  let part = known.get(words) as { readonly bare: ReadonlySet<string> | undefined } | undefined;
  if (!part) {
    const list = [...words];
    const isPart = list.every((w) => all.has(w));
    part = { bare: isPart ? new Set(list.map((w) => w.replace(/\($/, ''))) : undefined };
    known.set(words, part);
  }
  return part.bare;
}

/**
 * Places of the words in a segment, comments and strings included; kept as long as segment and set live. A word that ends
 * with `(` stands for calls of that name. `all` are words that the segment is searched for in any case: where the others are
 * among them, it is not searched again.
 */
export function mentionsIn(
  segment: Segment,
  words: ReadonlySet<string>,
  all?: ReadonlySet<string>,
): readonly Mention[] {
  let known = mentions.get(segment);
  if (!known) mentions.set(segment, (known = new WeakMap()));
  const before = known.get(words);
  if (before) return before;
  const some = all && all !== words ? barePart(words, all) : undefined;
  const found =
    all && some
      ? mentionsIn(segment, all).filter((m) => some.has(m.word))
      : wordsIn(segment.text, words);
  known.set(words, found);
  return found;
}

/** Stretches of a file that hold a word which rules ask about, in order; kept until the file changes. */
const stretches = new WeakMap<
  SourceFile,
  { readonly state: object; readonly list: readonly Stretch[] }
>();
interface Stretch {
  readonly segment: Segment;
  readonly base: number;
  readonly found: readonly Mention[];
}

function stretchesOf(file: SourceFile): readonly Stretch[] {
  const { state } = file;
  const before = stretches.get(file);
  if (before?.state === state) return before.list;
  const list: Stretch[] = [];
  for (const { segment, base } of file.segmentList()) {
    const found = mentionsIn(segment, file.words);
    if (found.length > 0) list.push({ segment, base, found });
  }
  stretches.set(file, { state, list });
  return list;
}

/** Those of the words that stand somewhere in the file. */
export function wordsWithin(file: SourceFile, words: ReadonlySet<string>): ReadonlySet<string> {
  const wanted = barePart(words, file.words);
  const out = new Set<string>();
  if (wanted) {
    for (const { found } of stretchesOf(file)) {
      for (const m of found) if (wanted.has(m.word)) out.add(m.word);
    }
    return out;
  }
  for (const { segment } of file.segmentList()) {
    for (const m of mentionsIn(segment, words)) out.add(m.word);
  }
  return out;
}

/**
 * Every function that holds one of the words, in order; each once, read when it is reached. `withCalls` are the words for
 * stretches of the file that make a system call.
 */
export function* functionsWith(
  file: SourceFile,
  words: ReadonlySet<string>,
  withCalls: ReadonlySet<string> = words,
): Iterable<PlacedFunction> {
  const isPart = barePart(withCalls, file.words) && barePart(words, file.words);
  for (const { segment, base } of isPart ? stretchesOf(file) : file.segmentList()) {
    const calls = segment.candidates.some((c) => c.inBody);
    const found = mentionsIn(segment, calls ? withCalls : words, file.words);
    if (found.length === 0) continue;
    const { unit } = file.unitAt(base);
    for (const fn of unit.functionsAt(found.map((m) => m.start))) {
      const inside = found.filter((m) => fn.start <= m.start && m.start < fn.end);
      yield { fn, words: new Set(inside.map((m) => m.word)), unit, base };
    }
  }
}

/** File offsets of a word in code: in functions, at file level and in directives, never in comments and literals. */
export function placesOf(file: SourceFile, word: string): readonly number[] {
  const out: number[] = [];
  for (const { segment, base } of file.segmentList()) {
    if (!segment.text.includes(word)) continue;
    for (const t of codeTokens(segment)) {
      if (t.kind === 'word' && t.text === word) out.push(base + t.start);
    }
  }
  return out;
}

/** A declaration at file level that holds a word. */
export interface PlacedDeclaration {
  readonly decl: DeclStmt;
  readonly unit: Unit;
  /** File offset that the declaration's own offsets are relative to. */
  readonly base: number;
}

const declared = new WeakMap<Unit, Map<string, readonly DeclStmt[]>>();

/** Every declaration at file level that holds a word in code, in order. */
export function* declarationsWith(file: SourceFile, word: string): Iterable<PlacedDeclaration> {
  const words = wordSet([word]);
  for (const { segment, base } of file.segmentList()) {
    const found = mentionsIn(segment, words);
    if (found.length === 0) continue;
    const { unit } = file.unitAt(base);
    let known = declared.get(unit);
    if (!known) declared.set(unit, (known = new Map<string, readonly DeclStmt[]>()));
    let list = known.get(word);
    if (!list) known.set(word, (list = unit.declarationsAt(found.map((m) => m.start))));
    for (const decl of list) yield { decl, unit, base };
  }
}

/** The only definition of a function in the file, or `undefined` when there is none or more than one. */
export function functionNamed(file: SourceFile, name: string): PlacedFunction | undefined {
  const heads = headsOf(file, name);
  // What stands in a namespace or `extern "C" { }` has no head at file level.
  const starts = heads.length > 0 || file.language === 'c' ? heads : placesOf(file, name);
  if (heads.length > 1) return undefined;
  let only: PlacedFunction | undefined;
  for (const start of starts) {
    const { unit, base } = file.unitAt(start);
    for (const fn of unit.functionsAt([start - base])) {
      if (fn.name !== name || fn === only?.fn) continue;
      if (only) return undefined;
      only = { fn, words: new Set([name]), unit, base };
    }
  }
  return only;
}

/** File offsets of the name in definitions at file level. */
function headsOf(file: SourceFile, name: string): readonly number[] {
  const out: number[] = [];
  for (const { segment, base } of file.segmentList()) {
    for (const f of segment.functions) if (f.name === name) out.push(base + f.start);
  }
  return out;
}

/**
 * Calls in a function of library functions and macros of these names, in source order: not the file's own, no member,
 * no local variable, nothing inside of a syntax error or `#if 0`.
 */
export function libraryCalls(
  fn: FunctionIr,
  unit: Unit,
  names: ReadonlySet<string>,
): readonly CallExpr[] {
  const { owns } = unit.env;
  let declared: ReadonlySet<string> | undefined;
  return fn.calls.flatMap(({ expr, broken }) => {
    const callee = unparen(expr.callee);
    if (broken || callee.kind !== 'name') return [];
    const name = callee.name.replace(/^(?:::|std::)/, '');
    if (!names.has(name)) return [];
    if (name === callee.name ? isOwn(owns, name) : owns.has(name)) return [];
    declared ??= declaredIn(fn);
    if (declared.has(name) || isDead(conditionsAt(unit.segment, expr.start))) return [];
    return [expr];
  });
}
