/** Calls in a signal handler that are not async-signal-safe, its own and those of functions it calls. */
import { nameOf, unparen } from '../../c/ir.ts';
import type { CallExpr, Expr, FunctionIr, Stmt } from '../../c/ir.ts';
import type { Node } from '../../c/walk.ts';
import type { FileContext, FunctionSite } from '../rule.ts';
import { callName } from './library.ts';
import { parentMap } from './parents.ts';
import { UNSAFE_CALLS } from './unsafe-calls-table.ts';

/** How far functions of the file are followed, and how many of them for one handler. */
const DEPTH = 3;
const MOST_FOLLOWED = 24;

export interface Unsafe {
  /** The call in the function asked about. */
  readonly call: CallExpr;
  /** The unsafe call that it leads to, when it is another one. */
  readonly inner?: { readonly call: CallExpr; readonly base: number };
}

/** Unsafe calls that a function makes itself, in source order. */
export function directUnsafe({ ctx }: FunctionSite, file: FileContext): readonly CallExpr[] {
  return ctx.library(...UNSAFE_CALLS).filter((call) => {
    const name = callName(call);
    // The file may have a function of its own by such a name.
    return !file.kb.signalSafe(name) && file.functionNamed(name) === undefined;
  });
}

/**
 * True for a call of a handler that is also called by hand, where the signal is 0: behind `if (sig) _exit(1);`, or in
 * the other branch of a test of it.
 */
export function isOutsideHandler(fn: FunctionIr, call: Node): boolean {
  const [signal] = fn.params;
  if (!signal?.name) return false;
  const up = parentMap(fn);
  const isSignal = (e: Expr): boolean => nameOf(unparen(e)) === signal.name;
  const ends = (s: Stmt | undefined): boolean => {
    const last = s?.kind === 'block' ? s.body.at(-1) : s;
    if (last?.kind === 'return') return true;
    const e = last?.kind === 'expr' ? unparen(last.expr) : undefined;
    return e?.kind === 'call' && /^(?:_exit|_Exit|quick_exit|abort)$/.test(nameOf(e.callee) ?? '');
  };
  for (let n: Node = call, p = up.get(n); p; n = p, p = up.get(p)) {
    if (p.kind === 'if' && p.no === n && isSignal(p.test)) return true;
    if (p.kind !== 'block') continue;
    for (const s of p.body) {
      if (s === n) break;
      if (s.kind === 'if' && isSignal(s.test) && ends(s.yes)) return true;
    }
  }
  return false;
}

/** The first call of a handler that is unsafe or leads to one that is. */
export function unsafeCall(handler: FunctionSite, file: FileContext): Unsafe | undefined {
  return firstIn(handler, file, DEPTH, new Set([handler.fn.name]));
}

function firstIn(
  site: FunctionSite,
  file: FileContext,
  depth: number,
  seen: Set<string>,
): Unsafe | undefined {
  const direct = new Set(directUnsafe(site, file));
  for (const { expr, broken } of site.fn.calls) {
    if (broken || (depth === DEPTH && isOutsideHandler(site.fn, expr))) continue;
    if (direct.has(expr)) return { call: expr };
    const name = callName(expr);
    if (depth === 0 || name === '' || seen.has(name) || seen.size > MOST_FOLLOWED) continue;
    seen.add(name);
    const next = file.functionNamed(name);
    const found = next && firstIn(next, file, depth - 1, seen);
    if (found) {
      return { call: expr, inner: found.inner ?? { call: found.call, base: next.base } };
    }
  }
  return undefined;
}
