/** Parameters that a call has and its author left out, as the arguments that are written decide them. */
import type { SyscallCall } from '../../c/call-site.ts';
import { effectiveParam, paramsOf } from '../../kb/cases.ts';
import type { Decider, EffectiveParam } from '../../kb/cases.ts';
import type { Value } from '../../c/value.ts';
import type { RuleContext } from '../rule.ts';

/** A parameter without an argument. */
export interface MissingParam {
  /** Position, from 0. */
  readonly index: number;
  /** What it is, the written arguments considered. */
  readonly param: EffectiveParam;
  /** Another argument (a command) surely makes it this; false for a parameter that always is. */
  readonly decided: boolean;
}

/** The parameters behind the last written argument, in order; none for a call through a wrapper. */
export function missingParams(call: SyscallCall, ctx: RuleContext): readonly MissingParam[] {
  if (call.via === 'wrapper') return [];
  const { info, via } = call;
  const params = paramsOf(info, via);
  const all = {
    kb: ctx.kb,
    arch: ctx.target.arch,
    params,
    alias: (via === 'libc' ? info.raw : info.params) ?? [],
    decider: (position: number): Decider | undefined => {
      const arg = call.args[position];
      return arg && decider(ctx.value(arg.expr));
    },
  };
  return params.flatMap((plain, index) => {
    const param = index < call.args.length ? undefined : effectiveParam(index, all);
    if (param === undefined) return [];
    const decided =
      param.undecided !== true &&
      plain.cases !== undefined &&
      (param.name !== plain.name || param.type !== plain.type || param.group !== plain.group);
    return [{ index, param, decided }];
  });
}

function decider({ ones, zeros, must, may, spelled }: Value): Decider | undefined {
  if ((ones | zeros) === 0n) return undefined;
  const named = spelled && must.length === may.length;
  return { names: named ? must.flatMap((t) => t.name ?? []) : [], bits: { ones, zeros } };
}

/** `3rd` of 3. */
export function ordinal(n: number): string {
  return `${n.toString()}${['th', 'st', 'nd', 'rd'][n] ?? 'th'}`;
}
