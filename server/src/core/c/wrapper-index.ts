/** Finds the wrappers of one file and the segments that call them; keeps what it found by segment. */
import { paramsOf } from '../kb/cases.ts';
import type { Kb } from '../kb/kb.ts';
import type { SyscallCall } from './call-site.ts';
import type { FileEnv } from './preprocess.ts';
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
    ctx: UnitOptions & { readonly env: FileEnv },
    names?: ReadonlySet<string>,
  ): readonly WrappedCall[];
}

export interface WrappedCall {
  readonly call: SyscallCall;
  readonly unit: Unit;
  readonly index: number;
}
type Uses = Occurrences['uses'];
interface Kept {
  readonly key: string;
  readonly env: FileEnv;
  readonly unit: Unit;
}

/** An index for one file. */
export function createWrapperIndex(): WrapperIndex {
  const kept = new WeakMap<Segment, Kept>();
  /** The same object as long as the names are the same: what was read of a segment is kept by it. */
  let names: ReadonlySet<string> = new Set();
  return {
    calls(units, segments, ctx, wanted) {
      const all = units.flatMap((u) => [...u.summaries(), ...macroSummaries(u.segment, ctx)]);
      const found = wanted ? all.flatMap((s) => narrowed(s, wanted, ctx.kb)) : all;
      if (found.length === 0) return [];
      names = sameNames(names, new Set(found.map((s) => s.name)));
      const wrapped = names;
      const places: { readonly segment: Segment; readonly index: number; readonly uses: Uses }[] =
        [];
      const defined: string[] = [];
      segments.forEach((segment, index) => {
        const found = occurrencesIn(segment, wrapped);
        if (found.uses.length > 0) places.push({ segment, index, uses: found.uses });
        if (found.defined.length > 0) defined.push(...found.defined);
      });
      const told = count(all.map((s) => s.name));
      const functions = count(defined);
      const summaries = new Map(
        found
          .filter((s) => isOnly(s.name, told, functions, ctx.env))
          .map((s): [string, Summary] => [s.name, s]),
      );
      const out: WrappedCall[] = [];
      const add = (unit: Unit, index: number): void => {
        for (const call of unit.calls) if (call.via === 'wrapper') out.push({ call, unit, index });
      };
      for (const { segment, index, uses: named } of places) {
        const uses = named.filter((u) => summaries.has(u.name));
        if (uses.length === 0) continue;
        const key = JSON.stringify(
          [...new Set(uses.map((u) => u.name))].sort().map((n) => summaries.get(n)),
        );
        const before = kept.get(segment);
        if (before?.key === key && before.env === ctx.env) {
          add(before.unit, index);
          continue;
        }
        const unit = createUnit(segment, ctx.env, { ...ctx, wrappers: { summaries, uses } });
        kept.set(segment, { key, env: ctx.env, unit });
        add(unit, index);
      }
      return out;
    },
  };
}

function sameNames(before: ReadonlySet<string>, now: ReadonlySet<string>): ReadonlySet<string> {
  return before.size === now.size && [...now].every((name) => before.has(name)) ? before : now;
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
