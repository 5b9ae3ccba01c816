/** What the questions about one function's paths share: its graph, its names, and what changes an lvalue on the way. */
import type { Span } from '../text/span.ts';
import type { SyscallCall } from './call-site.ts';
import type { Flow } from './flow.ts';
import type { Graph, Point } from './graph.types.ts';
import type { GraphOrder } from './graph-order.ts';
import { nameOf, unparen, type CallExpr, type DeclStmt, type Expr, type Variable } from './ir.ts';
import { calledName } from './leaving.ts';
import { HARMLESS, keepsErrno, setsErrno } from './libc-names.ts';
import type { MacroReading } from './macro-reading.ts';
import type { Value } from './value.ts';
import { partsOf, walk, type Node } from './walk.ts';

export interface PathContext {
  readonly graph: Graph;
  readonly order: GraphOrder;
  readonly flow: Flow;
  readonly textOf: (span: Span) => string;
  readonly valueOf: (e: Expr) => Value;
  /** The system call that a call expression is, as recognised by the unit. */
  readonly syscallOf: (e: CallExpr) => SyscallCall | undefined;
  readonly macros: MacroReading;
  /** Width of `long` on the architecture in question. */
  readonly longBits: 32 | 64;
  /** Bytes of a structure by tag, where known. */
  readonly structSize: (tag: string) => bigint | undefined;
  /** A callee may change what is passed to it by reference. */
  readonly cpp: boolean;
  /** Names that something unseen may write: their address is taken, or a lambda assigns to them. */
  readonly exposed: ReadonlySet<string>;
  readonly declarations: ReadonlyMap<
    string,
    { readonly variable: Variable; readonly by: DeclStmt }
  >;
}

/** Names whose values a call may change although it does not show, and where each name is declared. */
export function readNames(flow: Flow): Pick<PathContext, 'exposed' | 'declarations'> {
  const exposed = new Set<string>();
  const declarations = new Map<string, { variable: Variable; by: DeclStmt }>();
  const visit = (n: Node, opaque: boolean): void => {
    if (n.kind === 'decl') for (const v of n.vars) declarations.set(v.name, { variable: v, by: n });
    const written =
      n.kind === 'unary' && n.op === '&'
        ? nameOf(n.operand)
        : opaque && n.kind === 'assign'
          ? nameOf(n.left)
          : undefined;
    if (written !== undefined) exposed.add(written);
    const inside = opaque || (n.kind === 'opaque' && n.inner[0]?.kind !== 'block');
    for (const p of partsOf(n)) visit(p, inside);
  };
  visit(flow.fn.body, false);
  return { exposed, declarations };
}

/** What an expression is worth without parentheses, casts, left sides of commas, retry and `LIKELY` macros. */
export function coreOf(expr: Expr, ctx: Pick<PathContext, 'macros'>): Expr {
  let e = unparen(expr);
  for (;;) {
    const first = e.kind === 'call' && ctx.macros.isValue(e) ? e.args[0] : undefined;
    const inner = e.kind === 'cast' ? e.operand : e.kind === 'comma' ? e.right : first;
    if (!inner) return e;
    e = unparen(inner);
  }
}

/** A place that holds a value: a name, member, element or dereference. */
export interface Lvalue {
  /** As written, white space removed. */
  readonly text: string;
  /** The name it starts at, as `s` in `s->fd`. */
  readonly base: string | undefined;
  /** A local variable that nothing but an assignment by name can change. */
  readonly own: boolean;
  readonly expr: Expr;
}

/** The lvalue an expression is, through parentheses and casts; `undefined` for anything else. */
export function lvalueOf(expr: Expr, ctx: PathContext): Lvalue | undefined {
  const e = coreOf(expr, ctx);
  const is =
    e.kind === 'name' ||
    e.kind === 'member' ||
    e.kind === 'index' ||
    (e.kind === 'unary' && e.op === '*');
  if (!is) return undefined;
  const base = baseName(e);
  const own =
    e.kind === 'name' &&
    ctx.flow.declares(e.name) &&
    ctx.flow.typeOf(e.name) !== undefined &&
    !ctx.exposed.has(e.name) &&
    ctx.declarations.get(e.name)?.by.isStatic !== true;
  return { text: compact(ctx.textOf(e)), base, own, expr: e };
}

/** Text without white space. */
export function compact(text: string): string {
  return /\s/.test(text) ? text.replace(/\s+/g, '') : text;
}

function baseName(expr: Expr): string | undefined {
  let e = unparen(expr);
  for (;;) {
    if (e.kind === 'name') return e.name;
    if (e.kind === 'member' || e.kind === 'index') e = unparen(e.object);
    else if (e.kind === 'unary' || e.kind === 'cast') e = unparen(e.operand);
    else return undefined;
  }
}

/** What a point does to an lvalue: gives it this value, or one that cannot be told; `undefined` leaves it alone. */
export type Effect = { readonly kind: 'set'; readonly value: Expr } | { readonly kind: 'lost' };

const LOST: Effect = { kind: 'lost' };

/** The effect of one point of the graph on an lvalue. */
export function effectOn(point: Point, lv: Lvalue, ctx: PathContext): Effect | undefined {
  const { node, variable } = point;
  if (variable) {
    if (variable.name !== lv.base) return undefined;
    return lv.expr.kind === 'name' && variable.init ? { kind: 'set', value: variable.init } : LOST;
  }
  switch (node?.kind) {
    case 'assign': {
      const left = unparen(node.left);
      if (compact(ctx.textOf(left)) === lv.text) {
        return node.op === '=' ? { kind: 'set', value: node.right } : LOST;
      }
      return mayAlias(left, lv) ? LOST : undefined;
    }
    case 'unary':
      if (node.op === '&') return !lv.own && nameOf(node.operand) === lv.text ? LOST : undefined;
      if (node.op !== '++' && node.op !== '--') return undefined;
      return mayAlias(unparen(node.operand), lv) ? LOST : undefined;
    case 'call':
      return callEffect(node, lv, ctx);
    case 'name':
      return lv.base !== undefined && ctx.macros.names(node.name, lv.base) ? LOST : undefined;
    case 'opaque':
    case 'opaque-stmt':
      return touches(node, lv) ? LOST : undefined;
    default:
      return undefined;
  }
}

function mayAlias(left: Expr, lv: Lvalue): boolean {
  if (left.kind === 'name') return left.name === lv.base;
  if (lv.own) return false;
  if (left.kind === 'member' && lv.expr.kind === 'member') return left.name === lv.expr.name;
  if (left.kind === 'index' && lv.expr.kind === 'index') return baseName(left) === lv.base;
  return left.kind === 'unary' && left.op === '*';
}

function callEffect(call: CallExpr, lv: Lvalue, ctx: PathContext): Effect | undefined {
  const name = calledName(call);
  // dup2() and dup3() make the number they are given a new descriptor.
  const second = name === 'dup2' || name === 'dup3' ? call.args[1] : undefined;
  if (second) return compact(ctx.textOf(coreOf(second, ctx))) === lv.text ? LOST : undefined;
  if (isKnownCall(call, ctx)) return !lv.own && isPassed(call, lv, ctx) ? LOST : undefined;
  if (!lv.own) return LOST;
  if (name !== undefined && lv.base !== undefined && ctx.macros.names(name, lv.base)) return LOST;
  const shaped = name === undefined || ctx.macros.isMacro(name) || /^[A-Z0-9_]+$/.test(name);
  const macro = shaped && !(name !== undefined && ctx.macros.onlyReads(name));
  return (macro || ctx.cpp) && mentions(call, lv) ? LOST : undefined;
}

/** A library function that does nothing but what its page says. */
export function isKnownCall(call: CallExpr, ctx: PathContext): boolean {
  const name = calledName(call);
  if (name === undefined) return false;
  if (ctx.syscallOf(call) || ctx.macros.assertion(call) || ctx.macros.isValue(call)) return true;
  return !ctx.macros.isMacro(name) && (HARMLESS.has(name) || keepsErrno(name) || setsErrno(name));
}

/** The address of the lvalue's base, or the array itself, is handed to a call that may write to it. */
function isPassed(call: CallExpr, lv: Lvalue, ctx: PathContext): boolean {
  return call.args.some((a) => {
    const e = coreOf(a, ctx);
    const target = e.kind === 'unary' && e.op === '&' ? unparen(e.operand) : undefined;
    if (target) return baseName(target) === lv.base;
    if (e.kind === 'name') return lv.expr.kind !== 'name' && e.name === lv.base;
    // `pipe(s->fds)` writes `s->fds[0]`.
    return isPlace(e) && /^(?:\[|\.|->)/.test(restOf(lv.text, compact(ctx.textOf(e))));
  });
}

function isPlace(e: Expr): boolean {
  return e.kind === 'member' || e.kind === 'index';
}

/** What follows the prefix, or nothing where the text does not begin with it. */
function restOf(text: string, prefix: string): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : '';
}

function mentions(call: CallExpr, lv: Lvalue): boolean {
  return call.args.some((a) => {
    const e = unparen(a);
    return e.kind === 'name' && e.name === lv.base;
  });
}

/** Names inside something not understood, nested blocks left out: those are points of their own. */
function touches(node: Node, lv: Lvalue): boolean {
  let hit = false;
  const visit = (n: Node): void => {
    if (n.kind === 'block') return;
    if (n.kind === 'name' && n.name === lv.base) hit = true;
    partsOf(n).forEach(visit);
  };
  visit(node);
  return hit;
}

/** Every name an expression mentions as a value. */
export function mentionsText(expr: Expr, text: string, ctx: PathContext): boolean {
  let hit = false;
  walk(expr, (n) => {
    const is = n.kind === 'name' || n.kind === 'member' || n.kind === 'index' || n.kind === 'unary';
    if (is && compact(ctx.textOf(n)) === text) hit = true;
  });
  return hit;
}
