/** Finding the argument a rule is about, by what it takes rather than by its name, which differs in raw calls. */
import type { Argument, SyscallCall } from '../../c/call-site.ts';
import { fieldOf, hasBits, lacksBits } from '../../c/value.ts';
import type { Value } from '../../c/value.ts';
import { asWord, own, toBigInt } from '../../kb/constants.ts';
import type { ParamKind } from '../../kb/kb.types.ts';
import type { RuleContext } from '../rule.ts';

/** The argument that takes flags of the group this constant belongs to, or `undefined`. */
export function argumentTaking(
  call: SyscallCall,
  constant: string,
  ctx: RuleContext,
): Argument | undefined {
  const groups = ctx.kb.constant(constant)?.groups ?? [];
  return call.args.find((a) => a.param?.group !== undefined && groups.includes(a.param.group));
}

/** The first argument of a kind, or `undefined`. */
export function argumentOfKind(call: SyscallCall, kind: ParamKind): Argument | undefined {
  return call.args.find((a) => a.param?.kind === kind);
}

/** Bits of a constant on the target; `undefined` where it does not exist there or has none. */
export function bitsOf(constant: string, ctx: RuleContext): bigint | undefined {
  const value = ctx.kb.value(constant, ctx.target.arch);
  return value === undefined || value === 0n ? undefined : asWord(value);
}

/** True when every bit of the constant is certainly set. */
export function isSet(value: Value, constant: string, ctx: RuleContext): boolean {
  const bits = bitsOf(constant, ctx);
  return bits !== undefined && hasBits(value, bits);
}

/** True when every bit of the constant is certainly clear, or the target does not have it. */
export function isClear(value: Value, constant: string, ctx: RuleContext): boolean {
  const bits = bitsOf(constant, ctx);
  return bits === undefined || lacksBits(value, bits);
}

/** Value of a field of the argument's group (MAP_TYPE), when all its bits are known. */
export function fieldIn(
  arg: Argument,
  field: string,
  value: Value,
  ctx: RuleContext,
): bigint | undefined {
  const group = arg.param?.group === undefined ? undefined : ctx.kb.group(arg.param.group);
  const found = group?.fields?.find((f) => f.name === field);
  const mask = toBigInt(own(found?.differs, ctx.target.arch) ?? found?.mask ?? '');
  return mask === undefined || mask === 0n ? undefined : fieldOf(value, mask);
}

/** True when the argument is a number as written, through casts, signs and parentheses: no variable, no macro. */
export function isWritten(arg: Argument): boolean {
  let e = arg.expr;
  while (e.kind === 'paren' || e.kind === 'cast' || e.kind === 'unary') {
    e = e.kind === 'paren' ? e.inner : e.operand;
  }
  return e.kind === 'number';
}
