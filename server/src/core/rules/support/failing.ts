/** What calls return when they fail, by name, and where a function reads errno. */
import { nameOf, type CallExpr, type Expr, type FunctionIr } from '../../c/ir.ts';
import { ERROR_NUMBER, ZERO_ON_SUCCESS } from '../../c/libc-names.ts';
import { keepsErrno as keeps } from '../../c/libc-names.ts';
import { partsOf, type Node } from '../../c/walk.ts';
import type { FunctionContext } from '../rule.ts';

/** Library functions that return 0 or an error number and leave errno alone. */
export const RETURN_ERROR: readonly string[] = [...ERROR_NUMBER];

/** System calls whose wrapper returns 0 or -1 and nothing else. */
export const RETURN_ZERO: readonly string[] = [...ZERO_ON_SUCCESS];

/** True for library functions that leave errno alone. */
export function keepsErrno(name: string | undefined): boolean {
  return name !== undefined && keeps(name);
}

/** A place that looks at errno: the name itself, or a call that prints it. */
export interface ErrnoRead {
  readonly expr: Expr;
  /** `errno`, `perror()`. */
  readonly text: string;
}

/** Where a function reads errno, in source order; `undefined` when it also writes it. */
export function errnoReads(fn: FunctionIr, ctx: FunctionContext): readonly ErrnoRead[] | undefined {
  const out: ErrnoRead[] = [];
  const state = { written: false };
  const visit = (n: Node, parent: Node | undefined): void => {
    if (n.kind === 'name' && n.name === 'errno') {
      const left = parent?.kind === 'assign' && parent.left === n;
      if (left || (parent?.kind === 'unary' && parent.op !== '-' && parent.op !== '!'))
        state.written = true;
      else out.push({ expr: n, text: 'errno' });
    }
    for (const p of partsOf(n)) visit(p, n);
  };
  visit(fn.body, undefined);
  if (state.written) return undefined;
  for (const call of ctx.library('perror')) out.push({ expr: call, text: 'perror()' });
  return out.sort((a, b) => a.expr.start - b.expr.start);
}

/** Name of the function a call calls. */
export function nameOfCall(call: CallExpr): string | undefined {
  return nameOf(call.callee)?.replace(/^::/, '');
}
