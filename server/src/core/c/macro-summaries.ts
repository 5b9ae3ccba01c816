/** Summaries of function-like macros whose body is one system call: `#define MAP(n, prot) mmap(NULL, n, prot, …)`. Pure. */
import type { Kb } from '../kb/kb.ts';
import { evaluate } from './constants.ts';
import { nameOf, uncast, type Expr } from './ir.ts';
import { isExpectation, isRetry } from './leaving.ts';
import { PACKED_UNKNOWN, packValue } from './packed-value.ts';
import type { FileEnv } from './preprocess.ts';
import type { Segment } from './segment.ts';
import { castTo, conversions, handedAs, type ForwardedArg, type Summary } from './summaries.ts';
import { partsOf, type Node } from './walk.ts';

/** What values are computed for. */
export interface MacroContext {
  readonly kb: Kb;
  readonly arch: string;
  readonly env: FileEnv;
}

/** The wrappers among the macros of a segment; a macro defined twice is none. */
export function macroSummaries(segment: Segment, ctx: MacroContext): readonly Summary[] {
  if (!segment.candidates.some((c) => c.inDirective)) return [];
  const out: Summary[] = [];
  for (const { name, params } of segment.defines) {
    const all = ctx.env.macros.get(name);
    const body = all?.length === 1 ? all[0]?.body : undefined;
    if (!params?.length || !body || !params.every((p) => /^\w+$/.test(p))) continue;
    const summary = read(name, params, body, ctx);
    if (summary) out.push(summary);
  }
  return out;
}

function read(
  name: string,
  params: readonly string[],
  body: Expr,
  ctx: MacroContext,
): Summary | undefined {
  let e = uncast(body);
  const retries = e.kind === 'call' && isRetry(e);
  while (e.kind === 'call' && e.args[0] && (isRetry(e) || isExpectation(e))) e = uncast(e.args[0]);
  const spelled = e.kind === 'call' ? nameOf(e.callee) : undefined;
  if (e.kind !== 'call' || spelled === undefined || ctx.env.owns.has(spelled)) return undefined;
  const info = ctx.kb.call(spelled);
  if (!info || info.homonym || (info.libc.glibc === undefined && !info.libc.musl)) return undefined;
  const args = e.args.map((a) => argument(a, params, ctx));
  if (!args.some((a) => a.param !== undefined)) return undefined;
  const forward = {
    call: info.name,
    via: 'libc',
    spelled,
    args,
    returns: 'same',
    retries,
  } as const;
  return { name, params: params.length, forwards: [forward] };
}

function argument(expr: Expr, params: readonly string[], ctx: MacroContext): ForwardedArg {
  const position = (e: Expr): number => params.indexOf(nameOf(uncast(e)) ?? '');
  const mentions = (n: Node): boolean =>
    n.kind === 'name' ? params.includes(n.name) : partsOf(n).some(mentions);
  const packed = (e: Expr): ForwardedArg => {
    const value = mentions(e) ? undefined : packValue(evaluate(e, ctx));
    return value === undefined ? {} : { value };
  };
  const param = position(expr);
  if (param >= 0) return handedAs(param, conversions(expr));
  const e = uncast(expr);
  if (e.kind !== 'binary' || e.op !== '|') return packed(expr);
  const [left, right] = [position(e.left), position(e.right)];
  if (left >= 0 === right >= 0) return packed(expr);
  const more = left >= 0 ? e.right : e.left;
  // What is done to all bits is done to those of each side.
  const around = conversions(expr);
  const own = castTo(left >= 0 ? e.left : e.right, around);
  const handed = handedAs(Math.max(left, right), conversions(own));
  return { value: PACKED_UNKNOWN, ...packed(castTo(more, around)), ...handed };
}
