/**
 * The wrappers of one file by name: what hover, completion and signature help ask about one place. Reads only what
 * defines the name, and the function that calls it.
 */
import type { Surroundings } from './around.ts';
import { watchList } from './calls.ts';
import { headAround } from './brackets.ts';
import type { FileEnv, OwnEnv } from './preprocess.ts';
import { codeTokens } from './segment-tokens.ts';
import type { Segment } from './segment.ts';
import type { Summary } from './summaries.ts';
import { createUnit, type Unit, type UnitOptions } from './unit.ts';
import { definitionsIn, summaryAt, type Site, type Sites } from './wrapper-sites.ts';
import { hasMember } from './wrappers.ts';

/** What is asked of the file. */
export interface WrapperHost {
  readonly edits: number;
  segmentList(): Iterable<{ readonly segment: Segment; readonly base: number }>;
  unitAt(offset: number): { readonly unit: Unit };
  env(): FileEnv;
  own(): OwnEnv;
}

export interface NamedWrappers {
  /** What the function or macro that a bare name calls hands on; `undefined` when that is nothing, or not certain. */
  summary(name: string): Summary | undefined;
  /** The unit with the calls that the wrapper makes whose parentheses stand innermost around an offset of a segment. */
  unitAround(segment: Segment, at: number): Unit | undefined;
}

interface Kept {
  readonly key: string;
  readonly unit: Unit;
}

/** For one file, alone or seen from its project. */
export function createNamedWrappers(
  host: WrapperHost,
  options: UnitOptions,
  surroundings: Surroundings | undefined,
): NamedWrappers {
  let known: { readonly edits: number; readonly sites: Sites } | undefined;
  const kept = new WeakMap<Segment, Kept>();
  const { kb, arch, language } = options;

  const sites = (): Sites => {
    if (known?.edits !== host.edits)
      known = { edits: host.edits, sites: definitionsIn(host.segmentList()) };
    return known.sites;
  };

  function summaryFor(name: string, depth: number): Summary | undefined {
    const here = sites().get(name) ?? [];
    const found = here.length > 0 ? ownSummary(name, here, depth) : outsideSummary(name);
    if (!found || language === 'c') return found;
    const members = [...host.segmentList()].some(({ segment }) => hasMember(segment, name));
    return members ? undefined : found;
  }

  function ownSummary(name: string, here: readonly Site[], depth: number): Summary | undefined {
    const env = host.env();
    const [site] = here;
    const functions = here.filter((s) => !s.isMacro).length;
    if (!site || functions + (env.macros.get(name)?.length ?? 0) !== 1) return undefined;
    return summaryAt(name, site, {
      ...{ kb, arch, env, options, depth, wanted: undefined },
      unit: () => host.unitAt(site.base).unit,
      inner: (word) => summaryFor(word, depth + 1),
    });
  }

  function outsideSummary(name: string): Summary | undefined {
    if (!surroundings?.mayWrap(name) || watchList(kb).has(name) || host.own().macros.has(name))
      return undefined;
    return surroundings.summary(name, undefined);
  }

  return {
    summary: (name) => summaryFor(name, 0),
    unitAround(segment, at) {
      const head = headAround(codeTokens(segment), at);
      const summary = head && summaryFor(head.text, 0);
      if (!head || !summary) return undefined;
      const env = host.env();
      const key = JSON.stringify([head.start, summary]);
      const before = kept.get(segment);
      if (before?.key === key && before.unit.env === env) return before.unit;
      const uses = [{ name: head.text, start: head.start, inDirective: false, inBody: true }];
      const summaries = new Map([[summary.name, summary]]);
      const unit = createUnit(segment, env, { ...options, wrappers: { summaries, uses } });
      kept.set(segment, { key, unit });
      return unit;
    },
  };
}
