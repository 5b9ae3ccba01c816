/** What a function has done with a socket before a call. */
import type { SyscallCall } from '../../c/call-site.ts';
import { uncast, type Expr, type FunctionIr } from '../../c/ir.ts';
import { walk } from '../../c/walk.ts';
import { signedOf } from '../../c/value.ts';
import type { RuleContext } from '../rule.ts';
import { mayChangeBetween, namesIn } from './changes.ts';

/**
 * System calls of these names on the same socket before this one: on every way to it, with nothing assigned to what
 * holds the descriptor in between, and not known to have failed. Source order.
 */
export function earlierOn(
  call: SyscallCall,
  names: readonly string[],
  ctx: RuleContext,
): readonly SyscallCall[] {
  const fd = call.args[0];
  const { fn } = call;
  if (fd === undefined || fn === undefined) return [];
  const text = compact(ctx.text(uncast(fd.expr)));
  const variables = namesIn(fd.expr);
  const found = ctx.before(call).filter((c) => {
    const first = names.includes(c.name) ? c.args[0] : undefined;
    return (
      first !== undefined &&
      c.via === 'libc' &&
      compact(ctx.text(uncast(first.expr))) === text &&
      !mayChangeBetween(fn, variables, c.end, call.start)
    );
  });
  if (found.length === 0) return [];
  const paths = ctx.paths(call);
  const before = paths?.certainlyBefore(call.expr) ?? [];
  return found.filter((c) => {
    if (!before.some((b) => b.expr === c.expr)) return false;
    const states = paths?.testedBefore(c.expr, call.expr);
    return states === undefined || [...states].some((s) => s !== 'failed');
  });
}

const compact = (text: string): string => text.replace(/\s+/g, '');

/** The socket() that made what a call works on, with what is known of its family and type. */
export interface Made {
  readonly by: SyscallCall;
  readonly domain: bigint | undefined;
  /** Without SOCK_CLOEXEC and SOCK_NONBLOCK. */
  readonly type: bigint | undefined;
}

/** Where the descriptor of a call comes from, when it is a socket() of this function on every way. */
export function madeBy(call: SyscallCall, ctx: RuleContext): Made | undefined {
  const fd = call.args[0];
  const from = fd && ctx.paths(call)?.resource(fd.expr);
  const by = from?.kind === 'call' && from.via === 'result' ? from.syscall : undefined;
  if (by?.name !== 'socket') return undefined;
  const [domain, type] = by.args.map((a) => signedOf(ctx.value(a.expr)));
  return { by, domain, type: type === undefined ? undefined : type & 0xfn };
}

/** True when a value is one of these constants on the target. */
export function isOneOf(
  value: bigint | undefined,
  names: readonly string[],
  ctx: RuleContext,
): boolean {
  if (value === undefined) return false;
  return names.some((name) => ctx.kb.value(name, ctx.target.arch) === value);
}

/** True when a descriptor is copied, kept somewhere or given to a function other than those known to do no harm. */
export function isHandedOn(name: string, fn: FunctionIr, harmless: ReadonlySet<string>): boolean {
  const is = (e: Expr | undefined): boolean => {
    const x = e && uncast(e);
    return x?.kind === 'name' && x.name === name;
  };
  let out = false;
  walk(fn.body, (n) => {
    if (n.kind === 'call') {
      const callee = uncast(n.callee);
      const known = callee.kind === 'name' && harmless.has(callee.name);
      if (!known && n.args.some((a) => namesIn(a).has(name))) out = true;
    }
    if (n.kind === 'assign' && is(n.right)) out = true;
    if (n.kind === 'unary' && n.op === '&' && is(n.operand)) out = true;
    if (n.kind === 'decl' && n.vars.some((v) => is(v.init))) out = true;
    if (n.kind === 'init' && n.entries.some((e) => is(e.value))) out = true;
    if (n.kind === 'opaque' || n.kind === 'opaque-stmt') out = true;
  });
  return out;
}
