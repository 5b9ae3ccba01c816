/** Where a wait status comes from, and whether the function asks how the child ended. */
import { uncast, unparen, type CallExpr, type Expr, type FunctionIr } from '../../c/ir.ts';
import { declaredIn, walk, type Node } from '../../c/walk.ts';
import type { FunctionContext } from '../rule.ts';
import { callName } from './library.ts';
import { around } from './parents.ts';

const WAITS = ['wait', 'wait3', 'wait4', 'waitpid'];
const GIVES = ['system', 'pclose'];

/** A local variable that nothing but a wait call filled and nobody asked, or the result of system(). */
export function isOwnStatus(
  fn: FunctionIr,
  status: Expr,
  call: CallExpr,
  ctx: FunctionContext,
): boolean {
  if (status.kind === 'call') return GIVES.includes(callName(status));
  if (status.kind !== 'name' || !declaredIn(fn).has(status.name)) return false;
  const { name } = status;
  if (fn.params.some((p) => p.name === name)) return false;
  const filled: boolean[] = [];
  const asked: Node[] = [];
  walk(fn.body, (n) => {
    if (n.kind === 'decl') {
      for (const v of n.vars) if (v.name === name && v.init) filled.push(isGiven(v.init));
    }
    if (n.kind !== 'name' || n.name !== name || n === status) return;
    const p = around(fn, n, true);
    if (p?.kind === 'unary' && p.op === '&') {
      const by = around(fn, p, true);
      filled.push(by?.kind === 'call' && WAITS.includes(callName(by)));
    } else if (p?.kind === 'assign' && unparen(p.left) === n) filled.push(isGiven(p.right));
    else if (p && asks(p, n.start < call.start, ctx)) asked.push(p);
  });
  return filled.includes(true) && !filled.includes(false) && asked.length === 0;
}

/** The result of system(), or a number to begin with. */
function isGiven(value: Expr): boolean {
  const e = uncast(value);
  return e.kind === 'number' || (e.kind === 'call' && GIVES.includes(callName(e)));
}

/** True for what may tell that a signal ended the child, by what the status is used in. */
function asks(p: Node, before: boolean, ctx: FunctionContext): boolean {
  switch (p.kind) {
    case 'binary':
      // `status == 0` answers both questions.
      return before || /^(?:[&|^]|<<|>>|[<>]=?)$/.test(p.op);
    case 'unary':
      return p.op === '!';
    case 'call':
      // A macro, or a function that looks at the status.
      return /^(?!WEXITSTATUS$)[A-Z]/.test(ctx.text(p.callee));
    default:
      return p.kind === 'if' || p.kind === 'loop' || p.kind === 'conditional';
  }
}
