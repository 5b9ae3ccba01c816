/** How a call's result is thrown away. */
import { unparen, type CallExpr, type FunctionIr, type Stmt } from '../../c/ir.ts';
import type { Node } from '../../c/walk.ts';
import { parentMap } from './parents.ts';

/**
 * `plain`: the call is a statement; `void`: behind `(void)`, `!` in between or not; `empty`: tested by an `if` that does
 * nothing either way.
 */
export type Ignored = 'plain' | 'void' | 'empty';

/** How a function ignores the result of a call, or `undefined` when somebody may look at it. */
export function ignoredIn(fn: FunctionIr, call: CallExpr): Ignored | undefined {
  const up = parentMap(fn);
  let n: Node = call;
  let isVoid = false;
  for (let p = up.get(n); p; n = p, p = up.get(p)) {
    if (p.kind === 'paren' || (p.kind === 'unary' && p.op === '!')) continue;
    if (p.kind === 'cast' && p.type === 'void') isVoid = true;
    else if (p.kind === 'binary' && /^[=!<>]=?$|^==$/.test(p.op)) continue;
    else if (p.kind === 'expr') {
      const bare = unparen(p.expr);
      return isVoid ? 'void' : bare.kind === 'call' ? 'plain' : undefined;
    } else if (p.kind === 'if' && p.test === n) {
      return isEmpty(p.yes) && (p.no === undefined || isEmpty(p.no)) ? 'empty' : undefined;
    } else return undefined;
  }
  return undefined;
}

/** `;` or `{}` as written: what the parser put in for a body behind `#endif` has no length. */
function isEmpty(s: Stmt): boolean {
  if (s.end <= s.start) return false;
  return (
    (s.kind === 'block' && s.body.every(isEmpty)) ||
    (s.kind === 'opaque-stmt' && s.inner.length === 0 && !s.broken && s.end - s.start <= 1)
  );
}
