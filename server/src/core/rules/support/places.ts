/** Expressions that stand for the same object wherever they are written in a function. */
import { unparen, type Expr } from '../../c/ir.ts';
import { constantOf } from '../../c/value.ts';
import type { RuleContext } from '../rule.ts';

/** A name, member or dereference without an index that may change: `fd`, `s->fd`, `fds[0]`. */
export function isFixedPlace(expr: Expr, ctx: Pick<RuleContext, 'value'>): boolean {
  const e = unparen(expr);
  switch (e.kind) {
    case 'name':
      return true;
    case 'member':
      return isFixedPlace(e.object, ctx);
    case 'index':
      return isFixedPlace(e.object, ctx) && constantOf(ctx.value(e.index)) !== undefined;
    default:
      return e.kind === 'unary' && e.op === '*' && isFixedPlace(e.operand, ctx);
  }
}

/** The name a place starts at: `s` of `s->fds[0]`. */
export function baseOf(expr: Expr): string | undefined {
  const e = unparen(expr);
  if (e.kind === 'name') return e.name;
  if (e.kind === 'member' || e.kind === 'index') return baseOf(e.object);
  return e.kind === 'unary' ? baseOf(e.operand) : undefined;
}
