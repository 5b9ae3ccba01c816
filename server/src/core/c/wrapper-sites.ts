/** Where functions and macros are defined that may wrap a system call, and what the one at a place hands on. */
import { detached } from '../text/detached.ts';
import { macroSummaries, type MacroContext } from './macro-summaries.ts';
import type { Segment } from './segment.ts';
import type { Summary } from './summaries.ts';
import { createUnit, type Unit, type UnitOptions } from './unit.ts';
import { MAX_WRAPPERS } from './wrapper-index.ts';
import { occurrencesOf, wordsBeforeParens } from './wrappers.ts';

/** A definition of a function, or of a macro that holds a call. */
export interface Site {
  readonly segment: Segment;
  /** File offset of the segment. */
  readonly base: number;
  /** Where its name stands in the segment, and where the next definition does. */
  readonly start: number;
  readonly end: number;
  readonly isMacro: boolean;
  readonly isStatic: boolean;
}
export type Sites = ReadonlyMap<string, readonly Site[]>;

/** Functions of a file, and macros of it that hold a call, with the segments they stand in; parses nothing. */
export function definitionsIn(
  segments: Iterable<{ readonly segment: Segment; readonly base: number }>,
): Sites {
  const out = new Map<string, Site[]>();
  const add = (name: string, site: Site): void => {
    const all = out.get(name);
    if (all) all.push(site);
    else out.set(name, [site]);
  };
  for (const { segment, base } of segments) {
    segment.functions.forEach(({ name, start, isStatic }, i) => {
      const end = segment.functions[i + 1]?.start ?? segment.text.length;
      add(name, { segment, base, start, end, isMacro: false, isStatic });
    });
    for (const { name, start } of wrappingMacros(segment)) {
      add(name, { segment, base, start, end: start, isMacro: true, isStatic: true });
    }
  }
  return out;
}

/** Names by which other files may call what segments of a header, or of another file, define. */
export function namesIn(
  segments: Iterable<{ readonly segment: Segment }>,
  isHeader: boolean,
): ReadonlySet<string> {
  const out = new Set<string>();
  for (const { segment } of segments) {
    for (const { name, isStatic } of segment.functions) {
      if (isHeader || !isStatic) out.add(detached(name));
    }
    if (isHeader) for (const { name } of wrappingMacros(segment)) out.add(detached(name));
  }
  return out;
}

/** Macros with parameters, where one of the segment holds a call. */
function wrappingMacros({ candidates, defines }: Segment): Segment['defines'] {
  return candidates.some((c) => c.inDirective) ? defines.filter((d) => d.params) : [];
}

/** How much text of a call is looked at for parameters, in UTF-16 units. */
const CALL = 300;

/**
 * A look at the text: does a function name one of its parameters in a call that makes it worth parsing? `wanted` are
 * the words of such calls, all when absent.
 */
export function handsOn(
  { segment, start, end }: Site,
  wanted: ReadonlySet<string> | undefined,
): boolean {
  const inside = segment.candidates.filter(
    (c) => c.inBody && c.start > start && c.start < end && (wanted?.has(c.name) ?? true),
  );
  if (inside.length === 0) return false;
  const head = segment.text.slice(start, segment.text.indexOf('{', start));
  if (head.includes('...')) return false;
  const params = new Set(
    head
      .slice(head.indexOf('(') + 1)
      .split(/[,;)]/)
      .flatMap((part) => /(\w+)[\s\]\d[]*$/.exec(part)?.[1] ?? []),
  );
  if (params.size === 0) return false;
  return inside.some((c) => {
    const [call = ''] = segment.text.slice(c.start, c.start + CALL).split(';', 1);
    return call.match(/\w+/g)?.some((word) => params.has(word)) === true;
  });
}

/** Functions without a system call of their own are looked into up to this length: what only hands on is short. */
const SHORT = 1500;

/** True when the function may be a wrapper of wrappers, this many of them away from where somebody asked. */
export function mayCompose({ segment }: Site, depth: number): boolean {
  return depth + 1 < MAX_WRAPPERS && segment.text.length <= SHORT;
}

/** What a definition is read with. */
export interface SiteReading extends MacroContext {
  readonly options: UnitOptions;
  readonly wanted: ReadonlySet<string> | undefined;
  /** Wrappers between it and where somebody asked. */
  readonly depth: number;
  /** The unit of its segment, read for the calls that it makes itself. */
  readonly unit: () => Unit;
  /** The summary of a function that it calls. */
  readonly inner: (name: string) => Summary | undefined;
}

const composed = new WeakMap<Segment, { readonly key: string; readonly unit: Unit }>();

/** What the definition of `name` at a place hands on; `undefined` when that is nothing, or not certain. */
export function summaryAt(name: string, site: Site, reading: SiteReading): Summary | undefined {
  const { segment, isMacro } = site;
  const { env, wanted } = reading;
  const only = (of: readonly Summary[]): Summary | undefined => {
    const found = of.filter((s) => s.name === name);
    return found.length === 1 ? found[0] : undefined;
  };
  if (isMacro) return only(macroSummaries(segment, reading));
  if (handsOn(site, wanted)) {
    const direct = only(reading.unit().summaries());
    if (direct) return direct;
  }
  if (!mayCompose(site, reading.depth)) return undefined;
  const inner = new Map<string, Summary>();
  for (const word of wordsBeforeParens(segment)) {
    const summary = word === name ? undefined : reading.inner(word);
    if (summary) inner.set(word, summary);
  }
  if (inner.size === 0) return undefined;
  const key = JSON.stringify([env.key.length, ...inner.values()]);
  const before = composed.get(segment);
  if (before?.key === key && before.unit.env === env) return only(before.unit.summaries());
  const { options } = reading;
  const { uses } = occurrencesOf(segment, new Set(inner.keys()), options.language);
  const unit = createUnit(segment, env, { ...options, wrappers: { summaries: inner, uses } });
  composed.set(segment, { key, unit });
  return only(unit.summaries());
}
