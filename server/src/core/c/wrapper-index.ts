/** Finds the wrappers of one file and the segments that call them, or those of other files; keeps what it found by segment. */
import { paramsOf } from '../kb/cases.ts';
import type { Kb } from '../kb/kb.ts';
import type { SyscallCall } from './call-site.ts';
import type { FileEnv, OwnEnv } from './preprocess.ts';
import type { Segment } from './segment.ts';
import type { Summary } from './summaries.ts';
import { macroSummaries } from './macro-summaries.ts';
import { createUnit, type Unit, type UnitOptions } from './unit.ts';
import { occurrencesIn, type Occurrences } from './wrappers.ts';

export interface WrapperIndex {
  /**
   * The calls made through wrappers, each with its unit and the index of its segment; only the functions that hold one
   * are read. `units` are those read for their own calls; `names` leaves out other calls than these (kernel names), and
   * those that get nothing from their caller but paths.
   */
  calls(
    units: readonly Unit[],
    segments: readonly Segment[],
    ctx: WrapperContext,
    names?: ReadonlySet<string>,
  ): readonly WrappedCall[];
}

export type WrapperContext = UnitOptions & {
  readonly env: FileEnv;
  readonly own: OwnEnv;
  /** Wrappers of other files, each name once. */
  readonly outside: readonly Summary[];
};

export interface WrappedCall {
  readonly call: SyscallCall;
  readonly unit: Unit;
  readonly index: number;
}
interface Kept {
  readonly key: string;
  readonly env: FileEnv;
  readonly unit: Unit;
}
interface Place {
  readonly unit: Unit;
  readonly index: number;
}

/** How many wrappers may stand between a call in the text and the system call. */
export const MAX_WRAPPERS = 3;

/** An index for one file. */
export function createWrapperIndex(): WrapperIndex {
  const kept = new WeakMap<Segment, readonly Kept[]>();
  /** The same object as long as no name is new: what was read of a segment is kept by it. */
  let names: ReadonlySet<string> = new Set();

  /** The units that call wrappers, read with what is known of them. */
  function read(
    found: readonly Summary[],
    told: Counts,
    segments: readonly Segment[],
    ctx: WrapperContext,
  ): readonly Place[] {
    names = namesWith(
      names,
      [...found, ...ctx.outside].map((s) => s.name),
    );
    const wrapped = names;
    const at = segments.map((segment) => occurrencesIn(segment, wrapped, ctx.language));
    const functions = count(at.flatMap((o) => o.defined));
    const members = new Set(at.flatMap((o) => o.members));
    const summaries = new Map<string, Summary>();
    for (const s of ctx.outside) {
      const own = (functions.get(s.name) ?? 0) > 0 || ctx.own.macros.has(s.name);
      if (!own && !members.has(s.name)) summaries.set(s.name, s);
    }
    for (const s of found) {
      const only = isOnly(s.name, told, functions, ctx.env) && !members.has(s.name);
      if (only) summaries.set(s.name, s);
    }
    return segments.flatMap((segment, index) => {
      const uses = at[index]?.uses.filter((u) => summaries.has(u.name)) ?? [];
      return uses.length === 0 ? [] : [{ unit: unitOf(segment, uses, summaries, ctx), index }];
    });
  }

  function unitOf(
    segment: Segment,
    uses: Occurrences['uses'],
    summaries: ReadonlyMap<string, Summary>,
    ctx: WrapperContext,
  ): Unit {
    const used = [...new Set(uses.map((u) => u.name))].sort();
    const key = JSON.stringify(used.map((name) => summaries.get(name)));
    const before = kept.get(segment)?.filter((k) => k.env === ctx.env) ?? [];
    const known = before.find((k) => k.key === key);
    if (known) return known.unit;
    const unit = createUnit(segment, ctx.env, { ...ctx, wrappers: { summaries, uses } });
    kept.set(segment, [{ key, env: ctx.env, unit }, ...before.slice(0, MAX_WRAPPERS - 1)]);
    return unit;
  }

  return {
    calls(units, segments, ctx, wanted) {
      const told = units.flatMap((u) => [...u.summaries(), ...macroSummaries(u.segment, ctx)]);
      const outside = wanted
        ? ctx.outside.flatMap((s) => narrowed(s, wanted, ctx.kb))
        : ctx.outside;
      let places: readonly Place[] = [];
      for (let depth = 0; depth < MAX_WRAPPERS; depth++) {
        const found = wanted ? told.flatMap((s) => narrowed(s, wanted, ctx.kb)) : told;
        if (found.length + outside.length === 0) return [];
        const counts = count(told.map((s) => s.name));
        places = read(found, counts, segments, { ...ctx, outside });
        // A function that calls a wrapper may be one itself.
        const more = places.flatMap(({ unit }) => unit.summaries());
        const fresh = more.filter((s) => !counts.has(s.name));
        if (fresh.length === 0) break;
        told.push(...fresh);
      }
      return places.flatMap(({ unit, index }) =>
        unit.calls.flatMap((call) => (call.via === 'wrapper' ? [{ call, unit, index }] : [])),
      );
    },
  };
}

/** How many names that nobody asks for any more are carried along. */
const SPARE = 200;

function namesWith(before: ReadonlySet<string>, now: readonly string[]): ReadonlySet<string> {
  const missing = now.some((name) => !before.has(name));
  if (!missing && before.size <= now.length + SPARE) return before;
  return before.size > now.length + SPARE ? new Set(now) : new Set([...before, ...now]);
}

/** The summary with the wanted calls only; none when nothing is left. */
function narrowed(summary: Summary, wanted: ReadonlySet<string>, kb: Kb): readonly Summary[] {
  const forwards = summary.forwards.filter(({ call, via, args, returns }) => {
    const info = wanted.has(call) ? kb.call(call) : undefined;
    const params = info && paramsOf(info, via);
    const tells = args.some((a, i) => a.param !== undefined && params?.[i]?.kind !== 'path');
    return params !== undefined && (tells || returns === 'same');
  });
  return forwards.length === 0 ? [] : [{ ...summary, forwards }];
}

type Counts = ReadonlyMap<string, number>;

function count(names: Iterable<string>): Counts {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** One summary, and one definition in the file, as a function or as a macro. */
function isOnly(name: string, summaries: Counts, functions: Counts, env: FileEnv): boolean {
  const macros = env.macros.get(name)?.length ?? 0;
  return summaries.get(name) === 1 && (functions.get(name) ?? 0) + macros === 1;
}
