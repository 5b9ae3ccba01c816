/**
 * What tests tell of a call's result on the ways from the call to a place. Follows every way once per state: which signs
 * the result can have, whether somebody looked at it, and whether its variable still holds it.
 */
import type { EdgeFact, Point } from './graph.types.ts';
import type { CallExpr, Expr } from './ir.ts';
import { calledName } from './leaving.ts';
import { ERROR_NUMBER, NULL_ON_FAILURE, ZERO_ON_SUCCESS } from './libc-names.ts';
import {
  compact,
  coreOf,
  effectOn,
  isKnownCall,
  lvalueOf,
  mentionsText,
  type Lvalue,
  type PathContext,
} from './path-context.ts';
import type { TestState } from './path-facts.ts';
import { signedOf } from './value.ts';
import { partsOf, type Node } from './walk.ts';

/** Signs a result can have: below 0 (or MAP_FAILED), 0 (or NULL), above. */
const NEGATIVE = 1;
const ZERO = 2;
const POSITIVE = 4;
const SIGNS = 7;
const LOOKED = 8;
/** The variable has another value by now: nothing more is learnt. */
const LOST = 16;
const HANDED_ON = 32;
const STATES = 64;

/** What a call returns: signs it can have at all, those that mean failure, and whether a negative one is always -1. */
interface Shape {
  readonly possible: number;
  readonly failed: number;
  readonly minusOne: boolean;
}

/** States of a call's result at every point that it reaches: bits of the sets are packed states. */
export interface ResultStates {
  /** States at a point, before the point takes effect. */
  at(point: number): readonly number[];
  readonly shape: Shape;
}

/** Follows the result of a call; `undefined` when the call has no place in the graph. */
export function resultStates(call: CallExpr, ctx: PathContext): ResultStates | undefined {
  const { graph } = ctx;
  const start = graph.pointOf(call);
  if (start === undefined || graph.points[start]?.node !== call) return undefined;
  const shape = shapeOf(call, ctx);
  const subject = subjectOf(call, ctx);
  const seen = new Uint8Array(graph.points.length * STATES);
  const todo: number[] = [];
  const push = (point: number, state: number): void => {
    const key = point * STATES + state;
    if (seen[key] === 1) return;
    seen[key] = 1;
    todo.push(key);
  };
  const leave = (from: number, state: number): void => {
    for (const { to, fact } of graph.next(from)) {
      const next = fact ? learn(state, fact, subject, shape, ctx) : state;
      if ((next & SIGNS) !== 0) push(to, next);
    }
  };
  /** What passing a point adds to a state that still knows the variable; -1 for not asked yet. */
  const added = new Int8Array(graph.points.length).fill(-1);
  const pass = (state: number, id: number): number => {
    if ((state & LOST) !== 0) return state;
    const point = graph.points[id];
    if ((added[id] ?? -1) < 0) added[id] = point ? passed(point, subject, ctx) : 0;
    return state | (added[id] ?? 0);
  };
  leave(start, shape.possible);
  for (let key = todo.pop(); key !== undefined; key = todo.pop()) {
    const id = Math.floor(key / STATES);
    if (id !== start) leave(id, pass(key % STATES, id));
  }
  return {
    shape,
    at(point) {
      const out: number[] = [];
      for (let s = 0; s < STATES; s++) if (seen[point * STATES + s] === 1) out.push(s);
      return out;
    },
  };
}

/** What a packed state means for somebody who asks whether the result was tested. */
export function stateName(state: number, shape: Shape): TestState {
  const signs = state & SIGNS;
  if ((signs & ~shape.failed) === 0) return 'failed';
  if (shape.failed !== 0 && (signs & shape.failed) === 0) return 'ok';
  if ((state & LOOKED) !== 0) return 'tested';
  return (state & HANDED_ON) !== 0 ? 'handed-on' : 'untested';
}

/** True when the result can only be 0 in this state. */
export function isZero(state: number): boolean {
  return (state & SIGNS) === ZERO;
}

function shapeOf(call: CallExpr, ctx: PathContext): Shape {
  const known = ctx.syscallOf(call);
  const name = known?.name ?? calledName(call) ?? '';
  if (NULL_ON_FAILURE.has(name)) {
    return { possible: ZERO | POSITIVE, failed: ZERO, minusOne: true };
  }
  if (ERROR_NUMBER.has(name))
    return { possible: ZERO | POSITIVE, failed: POSITIVE, minusOne: true };
  if (!known) return { possible: SIGNS, failed: 0, minusOne: false };
  const fails = known.via === 'raw' ? '-1' : known.info.fails;
  if (fails === 'errno') return { possible: ZERO | POSITIVE, failed: POSITIVE, minusOne: true };
  if (fails === 'NULL') return { possible: ZERO | POSITIVE, failed: ZERO, minusOne: true };
  if (fails === 'none') return { possible: SIGNS, failed: 0, minusOne: false };
  const possible = ZERO_ON_SUCCESS.has(name) ? NEGATIVE | ZERO : SIGNS;
  return { possible, failed: NEGATIVE, minusOne: true };
}

interface Subject {
  readonly call: CallExpr;
  /** Variables the result is assigned to right away. */
  readonly holders: readonly Lvalue[];
  /** Assignments that do that. */
  readonly by: ReadonlySet<Node>;
  readonly declares: ReadonlySet<string>;
}

function subjectOf(call: CallExpr, ctx: PathContext): Subject {
  const holders: Lvalue[] = [];
  const by = new Set<Node>();
  const declares = new Set<string>();
  let n: Node = call;
  for (let p = ctx.flow.parents.get(n); p; p = ctx.flow.parents.get(p)) {
    if (p.kind === 'assign' && p.op === '=' && p.right === n) {
      const lv = lvalueOf(p.left, ctx);
      if (lv) holders.push(lv);
      by.add(p);
    } else if (p.kind === 'decl') {
      const v = p.vars.find((x) => x.init === n);
      const name: Expr | undefined = v && { kind: 'name', name: v.name, ...v.nameSpan };
      const lv = name && lvalueOf(name, ctx);
      if (v) declares.add(v.name);
      if (lv) holders.push(lv);
      break;
    } else if (p.kind === 'call') {
      if (!ctx.macros.isValue(p) || p.args[0] !== n) break;
    } else if (p.kind === 'comma') {
      if (p.right !== n) break;
    } else if (p.kind === 'conditional') {
      if (p.test === n) break;
    } else if (p.kind !== 'paren' && p.kind !== 'cast') break;
    n = p;
  }
  return { call, holders, by, declares };
}

/** What passing a point adds to a state. */
function passed(point: Point, s: Subject, ctx: PathContext): number {
  const { node, variable } = point;
  if ((node && s.by.has(node)) || (variable && s.declares.has(variable.name))) return 0;
  const lost = s.holders.some(
    (h) => (h.own || node?.kind !== 'call') && effectOn(point, h, ctx) !== undefined,
  );
  let out = lost ? LOST | (s.holders.length > 1 ? LOOKED : 0) : 0;
  if (node?.kind === 'binary' && /^[=!<>]=?$/.test(node.op)) {
    if (isSubject(node.left, s, ctx) || isSubject(node.right, s, ctx)) out |= LOOKED;
  } else if (node?.kind === 'unary' && node.op === '!') {
    if (isSubject(node.operand, s, ctx)) out |= LOOKED;
  } else if (node?.kind === 'unary' && node.op === '&') {
    if (isSubject(node.operand, s, ctx)) out |= LOOKED;
  } else if (node?.kind === 'assign' && isSubject(node.right, s, ctx)) out |= HANDED_ON;
  else if (variable?.init && isSubject(variable.init, s, ctx)) out |= HANDED_ON;
  else if (node?.kind === 'return' && node.value && isSubject(node.value, s, ctx)) out |= HANDED_ON;
  else if (node?.kind === 'init') {
    if (node.entries.some((e) => isSubject(e.value, s, ctx))) out |= HANDED_ON;
  } else if (node?.kind === 'call' && !isKnownCall(node, ctx)) {
    if (node.args.some((a) => concerns(a, s, ctx))) out |= HANDED_ON;
  }
  return out;
}

/** True when an expression is this result: the call, its assignment, or a variable that holds it. */
function isSubject(expr: Expr, s: Subject, ctx: PathContext): boolean {
  const e = coreOf(expr, ctx);
  if (e === s.call) return true;
  if (e.kind === 'assign') return s.by.has(e);
  if (s.holders.length === 0) return false;
  const text = compact(ctx.textOf(e));
  return s.holders.some((h) => h.text === text);
}

function concerns(expr: Expr, s: Subject, ctx: PathContext): boolean {
  return holdsNode(expr, s.call) || s.holders.some((h) => mentionsText(expr, h.text, ctx));
}

function holdsNode(outer: Node, inner: Node): boolean {
  return outer === inner || partsOf(outer).some((p) => holdsNode(p, inner));
}

/** The state behind a condition; without signs when that way cannot be taken. */
function learn(state: number, fact: EdgeFact, s: Subject, shape: Shape, ctx: PathContext): number {
  if ((state & LOST) !== 0) return state;
  if (fact.kind === 'case') {
    if (!isSubject(fact.subject, s, ctx)) return state;
    return narrow(state, '==', number(fact.value, ctx), true, shape) | LOOKED;
  }
  if (fact.kind === 'default') {
    if (!isSubject(fact.subject, s, ctx)) return state;
    const numbers = fact.values.map((v) => number(v, ctx));
    return numbers.reduce((out, n) => narrow(out, '==', n, false, shape), state | LOOKED);
  }
  const test = coreOf(fact.test, ctx);
  if (test.kind === 'binary' && /^(?:[=!]=|[<>]=?)$/.test(test.op)) {
    const left = isSubject(test.left, s, ctx);
    if (left || isSubject(test.right, s, ctx)) {
      const op = left ? test.op : (MIRRORED[test.op] ?? test.op);
      const other = number(left ? test.right : test.left, ctx);
      return narrow(state, op, other, fact.holds, shape) | LOOKED;
    }
  }
  if (isSubject(test, s, ctx)) return narrow(state, '!=', 0n, fact.holds, shape) | LOOKED;
  const first = test.kind === 'call' ? test.args[0] : undefined;
  if (test.kind === 'call' && first && isSubject(first, s, ctx) && saysFailed(test)) {
    return narrow(state, '==', -1n, fact.holds, shape) | LOOKED;
  }
  return concerns(test, s, ctx) ? state | LOOKED : state;
}

const MIRRORED: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=' };

/** A macro that compares with the failure value, by its name. */
function saysFailed(call: CallExpr): boolean {
  const name = calledName(call) ?? '';
  return /^IS_ERR$|^IS_MAP_FAILED$|(?:^|_)(?:MMAP|MAP)_?FAILED$|^SYSCALL_FAILED$/.test(name);
}

function number(e: Expr, ctx: PathContext): bigint | undefined {
  return signedOf(ctx.valueOf(e));
}

/** Keeps the signs with which `result op n` can come out as told. */
function narrow(
  state: number,
  op: string,
  n: bigint | undefined,
  holds: boolean,
  shape: Shape,
): number {
  if (n === undefined) return state;
  let signs = 0;
  for (const sign of [NEGATIVE, ZERO, POSITIVE]) {
    if ((state & sign) !== 0 && canBe(sign, op, n, holds, shape)) signs |= sign;
  }
  return (state & ~SIGNS) | signs;
}

const FAR = 1n << 63n;

function canBe(sign: number, op: string, n: bigint, holds: boolean, shape: Shape): boolean {
  const low = sign === ZERO ? 0n : sign === POSITIVE ? 1n : shape.minusOne ? -1n : -FAR;
  const high = sign === ZERO ? 0n : sign === POSITIVE ? FAR : -1n;
  switch (op) {
    case '==':
      return holds ? low <= n && n <= high : !(low === n && high === n);
    case '!=':
      return canBe(sign, '==', n, !holds, shape);
    case '<':
      return holds ? low < n : high >= n;
    case '>=':
      return canBe(sign, '<', n, !holds, shape);
    case '>':
      return holds ? high > n : low <= n;
    default:
      return canBe(sign, '>', n, !holds, shape);
  }
}
