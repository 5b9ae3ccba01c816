/** Whether what an expression names may be something else further down. */
import { unparen, type Expr, type FunctionIr } from '../../c/ir.ts';
import { walk } from '../../c/walk.ts';

/** The variables and members that an expression names. */
export function namesIn(expr: Expr): ReadonlySet<string> {
  const out = new Set<string>();
  walk(expr, (n) => {
    if (n.kind === 'name' || n.kind === 'member') out.add(n.name);
  });
  return out;
}

/**
 * True when one of the names may get another value between two offsets of the function: it is assigned to, counted up or
 * down, declared anew, or its address is taken.
 */
export function mayChangeBetween(
  fn: FunctionIr,
  names: ReadonlySet<string>,
  from: number,
  to: number,
): boolean {
  let changes = false;
  const is = (e: Expr): boolean => {
    const target = unparen(e);
    if (target.kind === 'name' || target.kind === 'member') return names.has(target.name);
    return target.kind === 'index' ? is(target.object) : false;
  };
  walk(fn.body, (n) => {
    if (n.end <= from || n.start >= to) return;
    if (n.kind === 'assign' && n.start >= from) changes ||= is(n.left);
    if (n.kind === 'unary' && n.start >= from && ['&', '++', '--'].includes(n.op)) {
      changes ||= is(n.operand);
    }
    if (n.kind === 'decl' && n.start >= from) changes ||= n.vars.some((v) => names.has(v.name));
  });
  return changes;
}
