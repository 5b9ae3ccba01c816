/** Whose errno a place sees: the last call on every way back that may have set it. */
import type { Point } from './graph.types.ts';
import { lastBefore, LOST } from './graph-walk.ts';
import { nameOf, unparen, type Expr } from './ir.ts';
import { calledName } from './leaving.ts';
import { keepsErrno, setsErrno } from './libc-names.ts';
import { sourceOf } from './sources.ts';
import type { PathContext } from './path-context.ts';
import type { ErrnoOwner } from './path-facts.ts';

/** How many copies of errno are followed. */
const MAX_COPIES = 8;

/** The owner of the errno that an expression holds, or that errno holds at a place; `undefined` when ways disagree. */
export function errnoOwnerOf(place: Expr, ctx: PathContext, depth = 0): ErrnoOwner | undefined {
  if (depth > MAX_COPIES || ctx.graph.unsure) return undefined;
  const e = unparen(place);
  if (e.kind === 'unary' && e.op === '-') return errnoOwnerOf(e.operand, ctx, depth);
  if (e.kind === 'name' && e.name !== 'errno') {
    const value = sourceOf(e, ctx)?.value;
    const from = value && unparen(value);
    const copy = from?.kind === 'unary' && from.op === '-' ? unparen(from.operand) : from;
    return copy?.kind === 'name' ? errnoOwnerOf(copy, ctx, depth + 1) : undefined;
  }
  const start = ctx.graph.pointOf(e);
  return start === undefined ? undefined : ownerBefore(start, ctx, depth);
}

function ownerBefore(start: number, ctx: PathContext, depth: number): ErrnoOwner | undefined {
  const found = lastBefore(start, ctx, (point) => eventAt(point, ctx, depth));
  const owner = found?.[0];
  const agreed = owner && found.every((other) => placeOf(other) === placeOf(owner));
  return agreed ? owner : undefined;
}

function placeOf(owner: ErrnoOwner): unknown {
  return owner.kind === 'call' ? owner.call.expr : owner.by;
}

/** What a point does to errno; `undefined` for nothing. */
function eventAt(
  point: Point,
  ctx: PathContext,
  depth: number,
): ErrnoOwner | typeof LOST | undefined {
  const { node } = point;
  if (node?.kind === 'opaque' || node?.kind === 'opaque-stmt') {
    return node.inner.length === 1 && node.inner[0]?.kind === 'block' ? undefined : LOST;
  }
  if (node?.kind === 'assign') {
    const left = nameOf(node.left);
    if (left !== 'errno')
      return left === undefined && isErrnoLocation(node.left) ? LOST : undefined;
    const right = unparen(node.right);
    if (right.kind === 'number' && right.value === 0n) return { kind: 'reset', by: node };
    return right.kind === 'name' ? (errnoOwnerOf(right, ctx, depth + 1) ?? LOST) : LOST;
  }
  if (node?.kind !== 'call') return undefined;
  const name = calledName(node);
  if (name === undefined) return LOST;
  const known = ctx.syscallOf(node);
  if (!known && ctx.macros.isMacro(name)) return LOST;
  if (!known && keepsErrno(name)) return undefined;
  if (
    known
      ? !known.broken && known.info.fails !== 'none' && known.info.fails !== 'errno'
      : setsErrno(name)
  ) {
    return { kind: 'call', call: { name, expr: node } };
  }
  if (known && !known.broken) return undefined;
  return ctx.macros.assertion(node) || ctx.macros.isValue(node) ? undefined : LOST;
}

/** `*__errno_location()` and its kind. */
function isErrnoLocation(left: Expr): boolean {
  const e = unparen(left);
  return e.kind === 'unary' && e.op === '*' && unparen(e.operand).kind === 'call';
}
