/** Which constants of a group a value certainly holds, or certainly does not. Pure. */
import type { Argument, SyscallCall } from '../../c/call-site.ts';
import type { Expr } from '../../c/ir.ts';
import { fieldOf, hasBits } from '../../c/value.ts';
import type { Value } from '../../c/value.ts';
import { partsOf } from '../../c/walk.ts';
import { asWord, bitsInField, own, toBigInt } from '../../kb/constants.ts';
import type { FlagField, FlagGroup, FlagMember } from '../../kb/kb.types.ts';
import type { RuleContext } from '../rule.ts';

/** A call as people know it: `openat` for `syscall(SYS_openat, …)`, else as written. */
export function shownName(call: SyscallCall): string {
  return call.via === 'raw' ? call.name : call.spelled;
}

/** The group that an argument takes in this call, or `undefined`. */
export function groupOf(arg: Argument, ctx: RuleContext): FlagGroup | undefined {
  return arg.param?.group === undefined ? undefined : ctx.kb.group(arg.param.group);
}

/** Value of a constant as a 64-bit word on the target; `undefined` where it does not exist there. */
export function wordOf(name: string, ctx: RuleContext): bigint | undefined {
  const value = ctx.kb.value(name, ctx.target.arch);
  return value === undefined ? undefined : asWord(value);
}

/** Bits of a field on the target; 0 when it has none there. */
export function maskOf(field: FlagField, ctx: RuleContext): bigint {
  const arch = ctx.kb.arch(ctx.target.arch)?.name ?? ctx.target.arch;
  return toBigInt(own(field.differs, arch) ?? field.mask) ?? 0n;
}

/**
 * Does the value hold the member? A member of a field counts when the field has its value, any other when all of its
 * bits are set. `unknown` as well for flags that are 0 and for constants that the target lacks.
 */
export function holds(
  name: string,
  group: FlagGroup,
  value: Value,
  ctx: RuleContext,
): 'yes' | 'no' | 'unknown' {
  const word = wordOf(name, ctx);
  const member = ctx.kb.member(group.id, name);
  if (word === undefined || member === undefined) return 'unknown';
  const field = group.fields?.find((f) => f.name === member.field);
  if (field !== undefined) {
    const mask = maskOf(field, ctx);
    const wanted = bitsInField(word, field);
    const have = fieldOf(value, mask);
    if (mask === 0n) return 'unknown';
    if (have !== undefined) return have === wanted ? 'yes' : 'no';
    return (value.ones & mask & ~wanted) !== 0n || (value.zeros & wanted) !== 0n ? 'no' : 'unknown';
  }
  if (word === 0n) return 'unknown';
  if (hasBits(value, word)) return 'yes';
  return (value.zeros & word) === 0n ? 'unknown' : 'no';
}

/** Members that the value spells in any case: named in it, directly or through macros and local variables. */
export function spelledMembers(
  group: FlagGroup,
  value: Value,
  ctx: RuleContext,
): readonly FlagMember[] {
  const names = new Set(value.must.flatMap((t) => (t.name === undefined ? [] : [t.name])));
  return group.members.filter(
    (m) =>
      names.has(m.name) &&
      value.must.some((t) => t.name === m.name && t.value === wordOf(m.name, ctx)),
  );
}

/** MS_MGC_VAL in the upper half of mount's flags: the kernel takes it off (kernel:fs/namespace.c path_mount). */
const MOUNT_MAGIC = 0xc0ed0000n;
const MOUNT_MAGIC_MASK = 0xffff0000n;

/** What the kernel looks at of a value: without the magic number that old programs add to the flags of mount. */
export function seenByKernel(group: FlagGroup, value: Value): Value {
  if (group.id !== 'mount-flags' || (value.ones & MOUNT_MAGIC_MASK) !== MOUNT_MAGIC) return value;
  const mask = MOUNT_MAGIC_MASK;
  return { ...value, ones: value.ones & ~mask, zeros: value.zeros | mask };
}

/**
 * True when numbers and macros alone make up the expression, on one way: no variable, no call, no `?:`. A name in small
 * letters counts as a variable, for what a macro of another file does to one cannot be seen.
 */
export function isConstantExpr(expr: Expr): boolean {
  if (expr.kind === 'name') return /^[A-Z_][A-Z_0-9]*$/.test(expr.name);
  if (expr.kind === 'conditional' || expr.kind === 'call' || expr.kind === 'opaque') return false;
  return partsOf(expr).every((part) => isConstantExpr(part as Expr));
}
