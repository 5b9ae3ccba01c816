/** fcntl by what it does: the argument of F_SETFL. Judges nothing. */
import type { Argument, SyscallCall } from '../../c/call-site.ts';
import { nameOf, uncast, type Expr } from '../../c/ir.ts';
import { constantOf, mustTerm, signedOf } from '../../c/value.ts';
import type { RuleContext } from '../rule.ts';

/** The kernel's names of fcntl. */
export const FCNTL: readonly string[] = ['fcntl', 'fcntl64'];

/** The third argument of a call whose second certainly is `op`, or `undefined`. */
export function argumentOf(call: SyscallCall, op: string, ctx: RuleContext): Argument | undefined {
  const [, second, third] = call.args;
  if (second === undefined || third === undefined) return undefined;
  const value = ctx.value(second.expr);
  const number = constantOf(value);
  const wanted = ctx.kb.value(op, ctx.target.arch);
  const isOp = mustTerm(value, op) !== undefined || (number !== undefined && number === wanted);
  return isOp ? third : undefined;
}

const STANDARD: Readonly<Record<string, bigint>> = {
  STDERR_FILENO: 2n,
  STDIN_FILENO: 0n,
  STDOUT_FILENO: 1n,
};

/** Number of a descriptor that is written as one or by its name (STDIN_FILENO), or `undefined`. */
export function descriptorNumber(fd: Expr, ctx: RuleContext): bigint | undefined {
  const name = nameOf(uncast(fd));
  return (name === undefined ? undefined : STANDARD[name]) ?? signedOf(ctx.value(fd));
}
