/** Finds the wrappers of one file and the segments that call them; keeps what it found by segment. */
import type { SyscallCall } from './call-site.ts';
import type { FileEnv } from './preprocess.ts';
import type { Segment } from './segment.ts';
import type { Summary } from './summaries.ts';
import { macroSummaries } from './macro-summaries.ts';
import { createUnit, type Unit, type UnitOptions } from './unit.ts';
import { occurrencesIn } from './wrappers.ts';

export interface WrapperIndex {
  /**
   * The calls made through wrappers, each with its unit and the index of its segment; only the functions that hold one
   * are read. `units` are those read for their own calls.
   */
  calls(
    units: readonly Unit[],
    segments: readonly Segment[],
    ctx: UnitOptions & { readonly env: FileEnv },
  ): readonly WrappedCall[];
}

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

/** An index for one file. */
export function createWrapperIndex(): WrapperIndex {
  const kept = new WeakMap<Segment, Kept>();
  return {
    calls(units, segments, ctx) {
      const found = units.flatMap((u) => [...u.summaries(), ...macroSummaries(u.segment, ctx)]);
      if (found.length === 0) return [];
      const names = [...new Set(found.map((s) => s.name))].sort();
      const all = segments.map((s) => occurrencesIn(s, names));
      const defined = all.flatMap((o) => o.defined);
      const summaries = new Map(
        found
          .filter((s) => isOnly(s, found, defined, ctx.env))
          .map((s): [string, Summary] => [s.name, s]),
      );
      const out: WrappedCall[] = [];
      const add = (unit: Unit, index: number): void => {
        for (const call of unit.calls) if (call.via === 'wrapper') out.push({ call, unit, index });
      };
      segments.forEach((segment, index) => {
        const uses = all[index]?.uses.filter((u) => summaries.has(u.name)) ?? [];
        if (uses.length === 0) return;
        const key = JSON.stringify(
          [...new Set(uses.map((u) => u.name))].sort().map((n) => summaries.get(n)),
        );
        const before = kept.get(segment);
        if (before?.key === key && before.env === ctx.env) {
          add(before.unit, index);
          return;
        }
        const unit = createUnit(segment, ctx.env, { ...ctx, wrappers: { summaries, uses } });
        kept.set(segment, { key, env: ctx.env, unit });
        add(unit, index);
      });
      return out;
    },
  };
}

/** One definition in the file, as a function or as a macro. */
function isOnly(
  summary: Summary,
  found: readonly Summary[],
  defined: readonly string[],
  env: FileEnv,
): boolean {
  const { name } = summary;
  if (found.filter((s) => s.name === name).length !== 1) return false;
  const functions = defined.filter((d) => d === name).length;
  const macros = env.macros.get(name)?.length ?? 0;
  return functions + macros === 1;
}
