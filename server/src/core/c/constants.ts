/** Evaluates integer expressions to known bits with their spelling: constants, macros, operators, and locals through `flow`. */
import type { Kb } from '../kb/kb.ts';
import type { CallExpr, Expr, NameExpr } from './ir.ts';
import { nameOf } from './ir.ts';
import type { FileEnv, Macro } from './preprocess.ts';
import {
  and,
  compute,
  constantOf,
  join,
  known,
  not,
  or,
  signedOf,
  UNKNOWN,
  xor,
  type Term,
  type Value,
} from './value.ts';

export interface EvaluateContext {
  readonly kb: Kb;
  readonly arch: string;
  readonly env: FileEnv;
  /**
   * Value of a name that the function declares, where it stands; `undefined` when the function does not declare it.
   * Absent outside of functions.
   */
  readonly local?: (name: NameExpr) => Value | undefined;
}

const BUILTIN: Readonly<Record<string, bigint>> = {
  ...{ NULL: 0n, nullptr: 0n, __null: 0n, false: 0n, true: 1n, MAP_FAILED: -1n },
};
const MAX_DEPTH = 40;

interface State {
  /** Terms get their span: the expression itself is spelled here. */
  readonly direct: boolean;
  readonly depth: number;
  /** Parameters of the macro being expanded. */
  readonly bound?: ReadonlyMap<string, Value>;
  readonly expanding?: ReadonlySet<string>;
}

/** What is known of an expression; `UNKNOWN` for anything that cannot be read. */
export function evaluate(expr: Expr, ctx: EvaluateContext): Value {
  return value(expr, ctx, { direct: true, depth: 0 });
}

function value(e: Expr, ctx: EvaluateContext, s: State): Value {
  if (s.depth > MAX_DEPTH) return UNKNOWN;
  const deeper = { ...s, depth: s.depth + 1 };
  const of = (x: Expr): Value => value(x, ctx, deeper);
  switch (e.kind) {
    case 'paren':
      return of(e.inner);
    case 'comma':
      return of(e.right);
    case 'number':
      return e.value === undefined ? UNKNOWN : known(e.value, [term(e, undefined, e.value, s)]);
    case 'char':
      return charValue(e.text);
    case 'name':
      return nameValue(e, ctx, deeper);
    case 'cast':
      return castValue(e.type, of(e.operand));
    case 'conditional': {
      const test = constantOf(of(e.test));
      if (test !== undefined && e.yes) return of(test === 0n ? e.no : e.yes);
      return e.yes ? join(of(e.yes), of(e.no)) : UNKNOWN;
    }
    case 'assign':
      return e.op === '=' ? of(e.right) : UNKNOWN;
    case 'unary':
      return unaryValue(e.op, of(e.operand));
    case 'binary':
      return binaryValue(e.op, of(e.left), of(e.right));
    case 'call':
      return macroCall(e, ctx, deeper);
    default:
      return UNKNOWN;
  }
}

function term(e: Expr, name: string | undefined, n: bigint, s: State): Term {
  return {
    ...(name === undefined ? {} : { name }),
    value: BigInt.asUintN(64, n),
    ...(s.direct ? { span: { start: e.start, end: e.end } } : {}),
  };
}

function nameValue(e: NameExpr, ctx: EvaluateContext, s: State): Value {
  const name = e.name.replace(/^::/, '');
  const bound = s.bound?.get(name);
  if (bound) return bound;
  if (!s.bound) {
    const local = ctx.local?.(e);
    if (local) return local;
  }
  const fromKb = (): bigint | undefined => ctx.kb.value(name, ctx.arch);
  const macros = ctx.env.macros.get(name);
  if (macros && !s.expanding?.has(name)) {
    const n = macros.every((m) => m.fallback) ? fromKb() : undefined;
    if (n === undefined) return macroValue(e, macros, ctx, s);
  }
  const n = fromKb() ?? (Object.hasOwn(BUILTIN, name) ? BUILTIN[name] : undefined);
  return n === undefined ? UNKNOWN : known(n, [term(e, name, n, s)]);
}

/** An object-like macro: the join of its definitions; one that is a bare number keeps its own name. */
function macroValue(e: NameExpr, macros: readonly Macro[], ctx: EvaluateContext, s: State): Value {
  let out: Value | undefined;
  const state = { ...s, direct: false, expanding: new Set([...(s.expanding ?? []), e.name]) };
  for (const m of macros) {
    if (m.params || !m.body) return UNKNOWN;
    let v = value(m.body, ctx, state);
    const n = constantOf(v);
    if (n !== undefined && v.must.every((t) => t.name === undefined)) {
      v = known(n, [term(e, e.name, n, s)]);
    }
    out = out ? join(out, v) : v;
  }
  return out ?? UNKNOWN;
}

function macroCall(e: CallExpr, ctx: EvaluateContext, s: State): Value {
  const name = nameOf(e.callee);
  const macros = name === undefined ? undefined : ctx.env.macros.get(name);
  const macro = macros?.[0];
  if (!name || macros?.length !== 1 || !macro?.params || !macro.body) return UNKNOWN;
  if (s.expanding?.has(name) || macro.params.length !== e.args.length) return UNKNOWN;
  const bound = new Map<string, Value>();
  macro.params.forEach((p, i) => {
    const arg = e.args[i];
    if (arg) bound.set(p, value(arg, ctx, { ...s, direct: false }));
  });
  const expanding = new Set([...(s.expanding ?? []), name]);
  return value(macro.body, ctx, { direct: false, depth: s.depth + 1, bound, expanding });
}

function charValue(text: string): Value {
  const m = /^'([^'\\])'$/.exec(text);
  return m?.[1] ? known(BigInt(m[1].charCodeAt(0)), []) : UNKNOWN;
}

const WIDE =
  /\*|\b(?:long|size_t|ssize_t|off_t|off64_t|loff_t|intptr_t|uintptr_t|ptrdiff_t|u?int64_t|__u64|__s64|u64|s64|caddr_t)\b/;

function castValue(type: string, v: Value): Value {
  if (WIDE.test(type)) return v;
  const n = signedOf(v);
  if (n === undefined) {
    // Flags pass through int and unsigned unchanged; narrower or unknown types may cut bits.
    return /^(?:const )?(?:unsigned|int|signed|unsigned int|u?int32_t)$/.test(type) ? v : UNKNOWN;
  }
  if (/^(?:unsigned|unsigned int|uint32_t|__u32|u32|uint|mode_t)$/.test(type)) {
    const cut = BigInt.asUintN(32, n);
    return cut === BigInt.asUintN(64, n) ? v : known(cut, [], false);
  }
  if (/^(?:int|signed|signed int|int32_t|__s32|s32)$/.test(type)) {
    const cut = BigInt.asIntN(32, n);
    return cut === n ? v : known(cut, [], false);
  }
  return /^(?:void)$/.test(type) ? UNKNOWN : n >= 0n && n < 128n ? v : UNKNOWN;
}

function unaryValue(op: string, v: Value): Value {
  const n = constantOf(v);
  switch (op) {
    case '+':
      return v;
    case '~':
      return not(v);
    case '-': {
      const spelled = v.must.length === 1 && v.must[0]?.name === undefined;
      return n === undefined ? UNKNOWN : known(-n, [], spelled);
    }
    case '!':
      return n === undefined ? UNKNOWN : known(n === 0n ? 1n : 0n, [], false);
    default:
      return UNKNOWN;
  }
}

function binaryValue(op: string, a: Value, b: Value): Value {
  const truth = (f: (x: bigint, y: bigint) => boolean): Value => {
    const x = signedOf(a);
    const y = signedOf(b);
    return x === undefined || y === undefined ? UNKNOWN : known(f(x, y) ? 1n : 0n, [], false);
  };
  const signed = (f: (x: bigint, y: bigint) => bigint): Value => {
    const x = signedOf(a);
    const y = signedOf(b);
    return x === undefined || y === undefined ? UNKNOWN : known(f(x, y), [], false);
  };
  switch (op) {
    case '|':
    case 'bitor':
      return or(a, b);
    case '&':
      return and(a, b);
    case '^':
      return xor(a, b);
    case '+':
      return signed((x, y) => x + y);
    case '-':
      return signed((x, y) => x - y);
    case '*':
      return signed((x, y) => x * y);
    case '/':
      return constantOf(b) === 0n ? UNKNOWN : signed((x, y) => x / y);
    case '%':
      return constantOf(b) === 0n ? UNKNOWN : signed((x, y) => x % y);
    case '<<':
      return shiftable(b) ? compute(a, b, (x, y) => x << y) : UNKNOWN;
    case '>>':
      return shiftable(b) ? signed((x, y) => x >> y) : UNKNOWN;
    case '==':
      return truth((x, y) => x === y);
    case '!=':
      return truth((x, y) => x !== y);
    case '<':
      return truth((x, y) => x < y);
    case '>':
      return truth((x, y) => x > y);
    case '<=':
      return truth((x, y) => x <= y);
    case '>=':
      return truth((x, y) => x >= y);
    case '&&':
      return truth((x, y) => x !== 0n && y !== 0n);
    case '||':
      return truth((x, y) => x !== 0n || y !== 0n);
    default:
      return UNKNOWN;
  }
}

function shiftable(v: Value): boolean {
  const n = constantOf(v);
  return n !== undefined && n < 64n;
}
