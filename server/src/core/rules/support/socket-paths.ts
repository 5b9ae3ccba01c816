/** What a function copies into `sun_path`, and whether it looks at the length first. */
import { nameOf, uncast, type CallExpr, type Expr, type FunctionIr } from '../../c/ir.ts';
import { walk } from '../../c/walk.ts';
import type { FunctionContext } from '../rule.ts';
import { mayChangeBetween, namesIn } from './changes.ts';

/** True for the path of a local socket: `addr.sun_path`. */
export function isPath(expr: Expr): boolean {
  const e = uncast(expr);
  return e.kind === 'member' && e.name === 'sun_path';
}

/** The first text that a printf writes with `%s`, when its format is written here. */
export function textOf(call: CallExpr, ctx: FunctionContext): Expr | undefined {
  const format = call.args[1] && uncast(call.args[1]);
  if (format?.kind !== 'string') return undefined;
  const parts = ctx
    .text(format)
    .match(/%(?:%|[-+ #0-9.*]*[a-zA-Z]+)/g)
    ?.filter((p) => p !== '%%');
  const at = parts?.findIndex((p) => /^%-?\d*s$/.test(p)) ?? -1;
  return at < 0 || parts?.some((p) => p.includes('*')) === true ? undefined : call.args[2 + at];
}

/** Text of any length: a parameter, a member, a word of the command line, a variable of the environment. */
export function isAnyText(e: Expr, fn: FunctionIr, ctx: FunctionContext): boolean {
  if (e.kind === 'call') return ctx.library('getenv').includes(e);
  if (e.kind === 'index') return nameOf(e.object) === 'argv';
  if (e.kind === 'member') return e.name !== 'sun_path';
  if (e.kind !== 'name') return false;
  if (fn.params.some((p) => p.name === e.name)) {
    return !mayChangeBetween(fn, new Set([e.name]), fn.start, e.start);
  }
  const from = ctx.mentions('getenv', e) ? ctx.paths(e)?.resource(e) : undefined;
  return from?.kind === 'call' && from.name === 'getenv';
}

/** Names of the room that there is. */
const ROOMS = ['UNIX_PATH_MAX', 'SUN_LEN_MAX', 'SUNPATHLEN', 'UNIX_PATH_LEN', 'UNIXSTR_PATH_MAX'];

/** The function compares a length, or speaks of the room that there is, outside of the call itself. */
export function looksAtLength(fn: FunctionIr, call: CallExpr, ctx: FunctionContext): boolean {
  if (ROOMS.some((word) => ctx.mentions(word, call))) return true;
  const asks = ctx.library('strlen', 'strnlen');
  const lengths = new Set<string>();
  const isLength = (e: Expr): boolean => asks.some((a) => e.start <= a.start && a.end <= e.end);
  let found = false;
  walk(fn.body, (n) => {
    if (call.start <= n.start && n.end <= call.end) return;
    if (n.kind === 'sizeof') found ||= isSizeofPath(n);
    if (n.kind === 'number') found ||= [104n, 107n, 108n].includes(n.value ?? 0n);
    if (n.kind === 'decl') {
      for (const v of n.vars) if (v.init && isLength(v.init)) lengths.add(v.name);
    }
    if (n.kind === 'assign' && isLength(n.right)) for (const m of namesIn(n.left)) lengths.add(m);
    if (n.kind === 'binary' && /^[<>]=?$/.test(n.op)) {
      found ||= isLength(n) || [...namesIn(n)].some((name) => lengths.has(name));
    }
  });
  return found;
}

/** True for `sizeof(addr.sun_path)`. */
export function isSizeofPath(expr: Expr): boolean {
  const e = uncast(expr);
  return e.kind === 'sizeof' && e.operand !== undefined && isPath(e.operand);
}

/** Some element of the path is assigned to: the final 0. */
export function isEnded(fn: FunctionIr): boolean {
  let found = false;
  walk(fn.body, (n) => {
    const target = n.kind === 'assign' ? uncast(n.left) : undefined;
    if (target?.kind === 'index') found ||= isPath(target.object);
  });
  return found;
}
