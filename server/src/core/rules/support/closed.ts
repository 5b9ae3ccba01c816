/** Descriptors that a function closes and goes on with. */
import type { PathCall } from '../../c/path-facts.ts';
import { constantOf } from '../../c/value.ts';
import { nameOf, unparen, type CallExpr, type Expr, type FunctionIr } from '../../c/ir.ts';
import { declaredIn } from '../../c/walk.ts';
import type { FunctionContext } from '../rule.ts';
import { baseOf, isFixedPlace } from './places.ts';

const declared = new WeakMap<FunctionIr, ReadonlySet<string>>();

/** The first of the close() calls that on every way closed the descriptor before this expression, or `undefined`. */
export function closedBefore(
  expr: Expr,
  fn: FunctionIr,
  ctx: FunctionContext,
): PathCall | undefined {
  const e = unparen(expr);
  if (e.kind === 'number' || !isFixedPlace(e, ctx)) return undefined;
  // A name from elsewhere may be a number, which the next open() gets again.
  let names = declared.get(fn);
  if (!names) declared.set(fn, (names = declaredIn(fn)));
  if (!names.has(baseOf(e) ?? '')) return undefined;
  const text = ctx.text(e);
  if (!fn.calls.some((c) => closes(c.expr) && ctx.text(c.expr.inside).trim() === text)) {
    return undefined;
  }
  // -1 may be closed as often as one likes.
  if (constantOf(ctx.value(e)) !== undefined) return undefined;
  const closers = ctx.paths(e)?.closedAt(e);
  return closers?.every((c) => c.name === 'close') === true ? closers[0] : undefined;
}

function closes(call: CallExpr): boolean {
  return nameOf(call.callee)?.replace(/^::/, '') === 'close';
}
