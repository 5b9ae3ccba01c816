/** Evaluates integer expressions to known bits with their spelling: constants, macros, operators, and locals through `flow`. */
import type { Kb } from '../kb/kb.ts';
import { binary, convert, NOTHING, unary, type Typed } from './arithmetic.ts';
import { commonType, INT, intType, literalType } from './c-type.ts';
import type { CallExpr, CastExpr, ConditionalExpr, Expr, NameExpr, SizeofExpr } from './ir.ts';
import { nameOf, unparen } from './ir.ts';
import type { FileEnv, Macro } from './preprocess.ts';
import { constantOf, join, known, UNKNOWN, type Term, type Value } from './value.ts';

export interface EvaluateContext {
  readonly kb: Kb;
  readonly arch: string;
  readonly env: FileEnv;
  /**
   * Value of a name that the function declares, where it stands; `undefined` when the function does not declare it.
   * Absent outside of functions.
   */
  readonly local?: (name: NameExpr) => Typed | undefined;
}

const POINTERS: ReadonlySet<string> = new Set(['NULL', 'nullptr', '__null', 'MAP_FAILED']);
const BUILTIN: Readonly<Record<string, bigint>> = {
  ...{ NULL: 0n, nullptr: 0n, __null: 0n, false: 0n, true: 1n, MAP_FAILED: -1n },
  // limits.h: the same on every Linux.
  ...{ CHAR_BIT: 8n, SCHAR_MAX: 127n, SHRT_MAX: 0x7fffn, INT_MAX: 0x7fffffffn },
  ...{ SCHAR_MIN: -128n, SHRT_MIN: -0x8000n, INT_MIN: -0x80000000n },
};
const MAX_DEPTH = 40;

interface State {
  /** Terms get their span: the expression itself is spelled here. */
  readonly direct: boolean;
  readonly depth: number;
  /** Parameters of the macro being expanded. */
  readonly bound?: ReadonlyMap<string, Typed>;
  readonly expanding?: ReadonlySet<string>;
}

/** What is known of an expression, as the 64-bit word that it extends to; `UNKNOWN` for anything that cannot be read. */
export function evaluate(expr: Expr, ctx: EvaluateContext): Value {
  return evaluateTyped(expr, ctx).v;
}

/** The same with the C type of the expression, where that is known. */
export function evaluateTyped(expr: Expr, ctx: EvaluateContext): Typed {
  return value(expr, ctx, { direct: true, depth: 0 });
}

function value(e: Expr, ctx: EvaluateContext, s: State): Typed {
  if (s.depth > MAX_DEPTH) return NOTHING;
  const deeper = { ...s, depth: s.depth + 1 };
  const of = (x: Expr): Typed => value(x, ctx, deeper);
  switch (e.kind) {
    case 'paren':
      return of(e.inner);
    case 'comma':
      return of(e.right);
    case 'number':
      if (e.value === undefined) return NOTHING;
      return {
        v: known(e.value, [term(e, undefined, e.value, s)]),
        t: literalType(e.text, e.value, longBits(ctx)),
      };
    case 'char':
      return charValue(e.text);
    case 'name':
      return nameValue(e, ctx, deeper);
    case 'cast':
      return castValue(e, of(e.operand), ctx);
    case 'conditional':
      return conditionalValue(e, of);
    case 'assign':
      return e.op === '=' ? assigned(e.left, of(e.right), ctx) : NOTHING;
    case 'unary':
      return unary(e.op, of(e.operand));
    case 'binary':
      return binary(e.op, of(e.left), of(e.right));
    case 'call':
      return macroCall(e, ctx, deeper);
    case 'sizeof':
      return sizeofValue(e, ctx);
    default:
      return NOTHING;
  }
}

function longBits(ctx: EvaluateContext): 32 | 64 {
  return ctx.kb.arch(ctx.arch)?.bits ?? 64;
}

function term(e: Expr, name: string | undefined, n: bigint, s: State): Term {
  return {
    ...(name === undefined ? {} : { name }),
    value: BigInt.asUintN(64, n),
    ...(s.direct ? { span: { start: e.start, end: e.end } } : {}),
  };
}

function nameValue(e: NameExpr, ctx: EvaluateContext, s: State): Typed {
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
  const n = fromKb();
  if (n !== undefined) {
    // Headers write some constants as unsigned or long; a negative one is an int.
    return { v: known(n, [term(e, name, n, s)]), t: n < 0n ? INT : undefined };
  }
  const built = Object.hasOwn(BUILTIN, name) ? BUILTIN[name] : undefined;
  if (built === undefined) return NOTHING;
  const t = POINTERS.has(name) ? ({ bits: longBits(ctx), signed: false } as const) : INT;
  return { v: known(built, [term(e, name, built, s)]), t };
}

/** An object-like macro: the join of its definitions; one that is a bare number keeps its own name. */
function macroValue(e: NameExpr, macros: readonly Macro[], ctx: EvaluateContext, s: State): Typed {
  let out: Typed | undefined;
  const state = { ...s, direct: false, expanding: new Set([...(s.expanding ?? []), e.name]) };
  for (const m of macros) {
    if (m.params || !m.body) return NOTHING;
    const body = value(m.body, ctx, state);
    const n = constantOf(body.v);
    const bare = n !== undefined && body.v.must.every((one) => one.name === undefined);
    const one = bare ? { v: known(n, [term(e, e.name, n, s)]), t: body.t } : body;
    out = out ? joined(out, one) : one;
  }
  return out ?? NOTHING;
}

/** Either of two values that stand for each other, each in its own type. */
function joined(a: Typed, b: Typed): Typed {
  const same = a.t?.bits === b.t?.bits && a.t?.signed === b.t?.signed;
  return { v: join(a.v, b.v), t: same ? a.t : undefined };
}

function macroCall(e: CallExpr, ctx: EvaluateContext, s: State): Typed {
  const name = nameOf(e.callee);
  const macros = name === undefined ? undefined : ctx.env.macros.get(name);
  const macro = macros?.[0];
  if (!name || macros?.length !== 1 || !macro?.params || !macro.body) return NOTHING;
  if (s.expanding?.has(name) || macro.params.length !== e.args.length) return NOTHING;
  const bound = new Map<string, Typed>();
  macro.params.forEach((p, i) => {
    const arg = e.args[i];
    if (arg) bound.set(p, value(arg, ctx, { ...s, direct: false }));
  });
  const expanding = new Set([...(s.expanding ?? []), name]);
  return value(macro.body, ctx, { direct: false, depth: s.depth + 1, bound, expanding });
}

function charValue(text: string): Typed {
  const m = /^'([^'\\])'$/.exec(text);
  return m?.[1] ? { v: known(BigInt(m[1].charCodeAt(0)), []), t: INT } : NOTHING;
}

/** `?:` converts both sides to one type, whichever is taken. */
function conditionalValue(e: ConditionalExpr, of: (x: Expr) => Typed): Typed {
  const yes = of(e.yes ?? e.test);
  const no = of(e.no);
  const test = constantOf(of(e.test).v);
  const t = commonType(yes.t, no.t);
  if (test !== undefined) return convert(test === 0n ? no : yes, t);
  return { v: join(convert(yes, t).v, convert(no, t).v), t };
}

/** What an assignment is worth: the value in the type of the variable, where that is known. */
function assigned(left: Expr, right: Typed, ctx: EvaluateContext): Typed {
  const name = unparen(left);
  const t = name.kind === 'name' ? ctx.local?.(name)?.t : undefined;
  return convert(right, t);
}

function castValue(e: CastExpr, operand: Typed, ctx: EvaluateContext): Typed {
  const t = intType(e.type, longBits(ctx));
  if (t !== undefined) return convert(operand, t);
  // A type of another file: flags pass through it if they are small, and it is no bit-field of theirs.
  const n = constantOf(operand.v);
  return n !== undefined && n < 128n && e.type !== 'void' ? { v: operand.v, t } : NOTHING;
}

function sizeofValue(e: SizeofExpr, ctx: EvaluateContext): Typed {
  const bits = longBits(ctx);
  const t = e.type === undefined ? undefined : intType(e.type, bits);
  const size = e.type === undefined || t?.truth || /[[(]/.test(e.type) ? undefined : t?.bits;
  if (size === undefined) return { v: UNKNOWN, t: { bits, signed: false } };
  return { v: known(BigInt(size / 8), [], false), t: { bits, signed: false } };
}
