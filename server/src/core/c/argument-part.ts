/** Where in an argument's expression a place stands. */
import { nameOf, uncast, type Expr } from './ir.ts';
import { partsOf, type Node } from './walk.ts';

/** True when the place is reached through `|`, parentheses, casts and `?:` alone. */
export function isOrPart(expr: Expr, base: number, at: number): boolean {
  let n: Node = expr;
  for (;;) {
    const within: Node | undefined = partsOf(n).find(
      (p) => base + p.start <= at && at < base + p.end,
    );
    if (!within) return true;
    const passes =
      (n.kind === 'binary' && n.op === '|') ||
      n.kind === 'paren' ||
      n.kind === 'cast' ||
      (n.kind === 'unary' && n.op === '-' && n === uncast(expr)) ||
      (n.kind === 'conditional' && within !== n.test);
    if (!passes) return false;
    n = within;
  }
}

/** True when the place stands between the parentheses of another function's call; macros in capitals do not count. */
export function insideOtherCall(expr: Expr, at: number): boolean {
  let n: Node | undefined = expr;
  while (n) {
    if (n.kind === 'call' && n.inside.start <= at && at <= n.inside.end) {
      // Function-like macros with a name in capitals only decorate their argument.
      const name = nameOf(n.callee);
      if (!name || /[a-z]/.test(name)) return true;
    }
    n = partsOf(n).find((p) => p.start <= at && at <= p.end);
  }
  return false;
}
