/** Descriptors, mappings and blocks given back, and what uses them afterwards. */
import { lastBefore, LOST } from './graph-walk.ts';
import type { Point } from './graph.types.ts';
import { unparen, type CallExpr, type Expr } from './ir.ts';
import { calledName } from './leaving.ts';
import { keepsErrno } from './libc-names.ts';
import {
  compact,
  coreOf,
  effectOn,
  lvalueOf,
  type Lvalue,
  type PathContext,
} from './path-context.ts';
import type { LaterUse, PathCall } from './path-facts.ts';
import type { Node } from './walk.ts';

/** Functions that give back their first argument. */
const RELEASES = new Set([
  'close',
  'munmap',
  'free',
  'fclose',
  'closedir',
  'pclose',
  'shmdt',
  'cfree',
]);

/** The lvalue that a call gives back, or `undefined`. */
function releasedBy(call: CallExpr, ctx: PathContext): Lvalue | undefined {
  const name = calledName(call);
  const first = call.args[0];
  if (!first || name === undefined || !RELEASES.has(name) || ctx.macros.isMacro(name))
    return undefined;
  if (ctx.flow.declares(name) || mayRunLater(call, ctx)) return undefined;
  return lvalueOf(first, ctx);
}

/** True inside what looks like a macro of the program, which may keep it for the end of the block: `DEFER(close(fd))`. */
function mayRunLater(call: CallExpr, { flow, macros }: PathContext): boolean {
  for (let p = flow.parents.get(call); p; p = flow.parents.get(p)) {
    const name = p.kind === 'call' ? calledName(p) : undefined;
    if (p.kind !== 'call' || name === undefined || /[a-z]/.test(name) || keepsErrno(name)) continue;
    if (flow.through(p) === undefined && macros.assertion(p) === undefined) return true;
  }
  return false;
}

/** True when the point gives back exactly this lvalue. */
function releases(point: Point, lv: Lvalue, ctx: PathContext): CallExpr | undefined {
  const call = point.node?.kind === 'call' ? point.node : undefined;
  return call && releasedBy(call, ctx)?.text === lv.text ? call : undefined;
}

/** The calls of which one was the last to touch the lvalue on every way to the expression. */
export function closersOf(expr: Expr, ctx: PathContext): readonly PathCall[] | undefined {
  const lv = lvalueOf(expr, ctx);
  const start = ctx.graph.pointOf(unparen(expr));
  if (!lv || start === undefined || ctx.graph.unsure || !ctx.order.reachable(start))
    return undefined;
  if (ctx.flow.declares(lv.base ?? '') && ctx.flow.typeOf(lv.base ?? '') === undefined)
    return undefined;
  const last = lastBefore(
    start,
    ctx,
    (point) => releases(point, lv, ctx) ?? (effectOn(point, lv, ctx) ? LOST : undefined),
  );
  const found = new Set(last);
  if (found.size === 0) return undefined;
  const sorted = [...found].sort((a, b) => a.start - b.start);
  return sorted.map((c) => ({ name: calledName(c) ?? '', expr: c }));
}

/** Uses of what a call gives back, on any way that assigns nothing between. */
export function usesAfter(call: CallExpr, ctx: PathContext): readonly LaterUse[] {
  const lv = releasedBy(call, ctx);
  const start = ctx.graph.pointOf(call);
  if (!lv || start === undefined || ctx.graph.unsure || !ctx.order.reachable(start)) return [];
  if (ctx.flow.declares(lv.base ?? '') && ctx.flow.typeOf(lv.base ?? '') === undefined) return [];
  const out = new Map<Expr, LaterUse>();
  const seen = new Set<number>();
  const todo = ctx.graph.next(start).map((e) => e.to);
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    const point = ctx.graph.points[id];
    if (!point || seen.has(id)) continue;
    seen.add(id);
    for (const use of usesAt(point.node, lv, ctx)) {
      const certain = closersOf(use.expr, ctx) !== undefined;
      out.set(use.expr, { ...use, certain });
    }
    if (!effectOn(point, lv, ctx)) todo.push(...ctx.graph.next(id).map((e) => e.to));
  }
  return [...out.values()].sort((a, b) => a.expr.start - b.expr.start);
}

/** Where one point hands the lvalue to a call, or follows it. */
function usesAt(node: Node | undefined, lv: Lvalue, ctx: PathContext): Omit<LaterUse, 'certain'>[] {
  const is = (e: Expr): boolean => compact(ctx.textOf(coreOf(e, ctx))) === lv.text;
  if (node?.kind === 'call') {
    const name = calledName(node);
    const renewed = name === 'dup2' || name === 'dup3' ? node.args[1] : undefined;
    return node.args
      .filter((a) => a !== renewed && is(a))
      .map((a) => ({ expr: coreOf(a, ctx), kind: 'argument' as const, call: node }));
  }
  const object =
    node?.kind === 'index' || (node?.kind === 'member' && node.arrow)
      ? node.object
      : node?.kind === 'unary' && node.op === '*'
        ? node.operand
        : undefined;
  return object && is(object) ? [{ expr: coreOf(object, ctx), kind: 'dereferenced' }] : [];
}
