/** The one value that reaches a use of a local variable, over all ways that lead there. */
import { lastBefore, LOST } from './graph-walk.ts';
import { unparen, type CallExpr, type Expr } from './ir.ts';
import { calledName } from './leaving.ts';
import { compact, effectOn, lvalueOf, type Lvalue, type PathContext } from './path-context.ts';

/** What a variable holds at a place: this value, what a call wrote through its address, or what the caller passed. */
export interface Source {
  readonly value?: Expr;
  readonly out?: CallExpr;
  readonly parameter?: true;
}

/** Functions that write a descriptor or address to an argument, and which. */
const OUT: Readonly<Record<string, number>> = {
  ...{ pipe: 0, pipe2: 0, socketpair: 3, openpty: 0, posix_memalign: 0, asprintf: 0 },
};

/** The only source of what an lvalue holds where it stands; `undefined` when there are several, or none can be told. */
export function sourceOf(expr: Expr, ctx: PathContext): Source | undefined {
  const lv = lvalueOf(expr, ctx);
  const start = ctx.graph.pointOf(unparen(expr));
  if (!lv || start === undefined || ctx.graph.unsure) return undefined;
  if (lv.expr.kind === 'name' && ctx.flow.typeOf(lv.expr.name) === undefined) return undefined;
  const found = lastBefore(start, ctx, (point, id): Source | typeof LOST | undefined => {
    if (id === ctx.graph.entry) {
      const isGiven = lv.expr.kind === 'name' && ctx.flow.isParameter(lv.expr.name);
      return isGiven ? { parameter: true } : LOST;
    }
    const call = point.node?.kind === 'call' ? point.node : undefined;
    if (call && writes(call, lv, ctx)) return { out: call };
    const effect = effectOn(point, lv, ctx);
    if (effect?.kind === 'lost') return LOST;
    return effect && { value: effect.value };
  });
  const source = found?.[0];
  const agreed =
    source && found.every((one) => one.value === source.value && one.out === source.out);
  return agreed ? source : undefined;
}

/** True when the call is one that writes this lvalue through an argument. */
function writes(call: CallExpr, lv: Lvalue, ctx: PathContext): boolean {
  const index = OUT[calledName(call) ?? ''];
  const arg = index === undefined ? undefined : call.args[index];
  if (!arg || ctx.macros.isMacro(calledName(call) ?? '')) return false;
  let e = unparen(arg);
  while (e.kind === 'cast') e = unparen(e.operand);
  const target = e.kind === 'unary' && e.op === '&' ? unparen(e.operand) : e;
  const object = lv.expr.kind === 'index' ? unparen(lv.expr.object) : undefined;
  const whole = compact(ctx.textOf(target));
  if (e !== target) {
    if (whole === lv.text) return true;
    return target.kind === 'index' && object !== undefined && isFirst(target.index)
      ? compact(ctx.textOf(unparen(target.object))) === compact(ctx.textOf(object))
      : false;
  }
  return object !== undefined && whole === compact(ctx.textOf(object));
}

function isFirst(e: Expr): boolean {
  const x = unparen(e);
  return x.kind === 'number' && x.value === 0n;
}
