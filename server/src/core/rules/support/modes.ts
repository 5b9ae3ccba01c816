/** Modes of files as programs write them: which calls take one, and how numbers look in octal. Pure; judges nothing. */
import type { Argument, SyscallCall } from '../../c/call-site.ts';
import type { CallExpr, Expr, NumberExpr } from '../../c/ir.ts';
import { constantOf } from '../../c/value.ts';
import type { RuleContext } from '../rule.ts';
import { argumentOfKind } from './arguments.ts';

/** System calls that take a mode, by kernel name. */
export const MODE_CALLS: readonly string[] = [
  ...['open', 'openat', 'creat', 'mkdir', 'mkdirat', 'mknod', 'mknodat', 'chmod', 'fchmod'],
  ...['fchmodat', 'fchmodat2', 'umask', 'mq_open'],
];

/** Library functions that take a mode and are no system call, with the position of it (their pages of section 3). */
const POSITIONS: Readonly<Record<string, number>> = {
  lchmod: 1,
  mkfifo: 1,
  mkfifoat: 2,
  sem_open: 2,
  shm_open: 2,
};

export const MODE_FUNCTIONS: readonly string[] = Object.keys(POSITIONS);

/** The mode that a call of one of `MODE_FUNCTIONS` is given, or `undefined`. */
export function modeOfFunction(call: CallExpr): Expr | undefined {
  const { callee, args } = call;
  if (callee.kind !== 'name') return undefined;
  const at = POSITIONS[callee.name.replace(/^::/, '')];
  return at === undefined ? undefined : args[at];
}

/** The mode of a system call, when one is written. */
export function modeOf(call: SyscallCall): Argument | undefined {
  return argumentOfKind(call, 'mode');
}

/** A mode whose every bit is known, its type bits (S_IFREG) taken off. */
export function permissionsOf(expr: Expr, ctx: RuleContext): number | undefined {
  const value = constantOf(ctx.value(expr));
  // -1 says "as it is" to many a wrapper.
  return value === undefined || value > 0o177777n ? undefined : Number(value & 0o7777n);
}

/** As C writes it: `0644`, `0`. */
export function octal(mode: number | bigint): string {
  return mode === 0 || mode === 0n ? '0' : `0${mode.toString(8)}`;
}

/** True for a number in octal: `0644`, not `0`, `644` or `0x1a4`. */
export function isOctal(e: NumberExpr): boolean {
  return /^0[0-7]+[uUlL]*$/.test(e.text) && e.text !== '0';
}

/** How people call it in messages: the kernel's name in a raw call, else as written. */
export function calledAs(call: SyscallCall): string {
  return call.via === 'raw' ? call.name : call.spelled;
}
