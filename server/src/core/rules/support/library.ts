/** Names and types that rules about library calls share. */
import type { CallExpr, Expr } from '../../c/ir.ts';
import { calledName } from '../../c/leaving.ts';
import { keepsErrno, setsErrno } from '../../c/libc-names.ts';
import type { PathFacts, Resource } from '../../c/path-facts.ts';
import type { RuleContext } from '../rule.ts';
import { signedOf } from '../../c/value.ts';

export type { PathFacts, Resource };

/** Name of the function a call calls, without a leading `::` or `std::`; empty for members and pointers. */
export function callName(call: CallExpr): string {
  return calledName(call)?.replace(/^std::/, '') ?? '';
}

/** The one of these constants that an expression certainly has the value of on the target, or `undefined`. */
export function constantAmong<N extends string>(
  expr: Expr,
  names: readonly N[],
  ctx: RuleContext,
): N | undefined {
  const number = signedOf(ctx.value(expr));
  if (number === undefined) return undefined;
  return names.find((name) => ctx.kb.value(name, ctx.target.arch) === number);
}

/** Functions that replace the program: the pages of exec(3), execve(2), execveat(2) and fexecve(3). */
export const EXEC_CALLS: readonly string[] = [
  ...['execl', 'execle', 'execlp', 'execv', 'execve', 'execveat', 'execvp', 'execvpe', 'fexecve'],
];

/** True for library functions of which it is known that they come back to the caller. */
export function comesBack(name: string): boolean {
  return keepsErrno(name) || setsErrno(name) || name === 'free' || EXEC_CALLS.includes(name);
}
