/**
 * Operators of C over values with types. A value is kept as the 64-bit word that its type extends to. Where the type of an
 * operand is unknown, only what holds for `int`, `unsigned`, `long` and `unsigned long` alike is claimed.
 */
import { commonType, INT, promote, type IntType } from './c-type.ts';
import { and, constantOf, known, not, or, UNKNOWN, xor, type Value } from './value.ts';

/** A value and the type of the expression it is of. */
export interface Typed {
  readonly v: Value;
  readonly t: IntType | undefined;
}

const ALL = (1n << 64n) - 1n;
const LOW = (1n << 32n) - 1n;
/** Bits that tell whether the four types could extend a word differently. */
const UPPER = ALL ^ (LOW >> 1n);

/** Nothing is known, not even the type. */
export const NOTHING: Typed = { v: UNKNOWN, t: undefined };

/** A truth value. */
export function truth(is: boolean): Typed {
  return { v: known(is ? 1n : 0n, [], false), t: INT };
}

/** The value in another type, as an assignment or cast converts it. */
export function convert({ v }: Typed, t: IntType | undefined): Typed {
  return { v: t === undefined ? loose(v) : cut(v, t), t };
}

/** Keeps what holds in every type of at least 32 bits: the upper half only where it is zero throughout. */
function loose(v: Value): Value {
  if ((v.zeros & UPPER) === UPPER) return v;
  return { ...v, ones: v.ones & LOW, zeros: v.zeros & LOW };
}

/** The low bits, extended by zeros or by the sign. */
function cut(v: Value, { bits, signed, truth }: IntType): Value {
  if (truth) return (constantOf(v) ?? 2n) > 1n ? UNKNOWN : v;
  if (bits === 64) return v;
  const mask = (1n << BigInt(bits)) - 1n;
  const high = ALL ^ mask;
  const sign = 1n << BigInt(bits - 1);
  let ones = v.ones & mask;
  let zeros = v.zeros & mask;
  if (!signed || (zeros & sign) !== 0n) zeros |= high;
  else if ((ones & sign) !== 0n) ones |= high;
  const same = ones === v.ones && zeros === v.zeros;
  // A type as wide as flags are keeps their spelling; a narrower one may have cut some.
  return same ? v : { ...v, ones, zeros, spelled: v.spelled && bits >= 32 };
}

/** `~`, `-`, `+`, `!`; anything else is unknown. */
export function unary(op: string, operand: Typed): Typed {
  const t = promote(operand.t);
  const { v } = operand;
  const n = constantOf(v);
  switch (op) {
    case '+':
      return { v, t };
    case '~':
      return convert({ v: not(v), t }, t);
    case '-': {
      if (n === undefined) return { v: UNKNOWN, t };
      const spelled = v.must.length === 1 && v.must[0]?.name === undefined;
      return convert({ v: known(-n, [], spelled), t }, t);
    }
    case '!':
      if (n !== undefined) return truth(n === 0n);
      return v.ones === 0n ? { v: booleanBits(), t: INT } : truth(false);
    default:
      return NOTHING;
  }
}

/** 0 or 1. */
function booleanBits(): Value {
  return { ...UNKNOWN, zeros: ALL ^ 1n };
}

const LOGIC: Readonly<Record<string, (a: Value, b: Value) => Value>> = {
  '|': or,
  bitor: or,
  '&': and,
  bitand: and,
  '^': xor,
  xor,
};

const ARITHMETIC: Readonly<Record<string, (x: bigint, y: bigint) => bigint>> = {
  '+': (x, y) => x + y,
  '-': (x, y) => x - y,
  '*': (x, y) => x * y,
};

const DIVISION: Readonly<Record<string, (x: bigint, y: bigint) => bigint>> = {
  '/': (x, y) => x / y,
  '%': (x, y) => x % y,
};

const COMPARISON: Readonly<Record<string, (x: bigint, y: bigint) => boolean>> = {
  '==': (x, y) => x === y,
  '!=': (x, y) => x !== y,
  '<': (x, y) => x < y,
  '>': (x, y) => x > y,
  '<=': (x, y) => x <= y,
  '>=': (x, y) => x >= y,
};

/** A binary operator other than assignments and the comma. */
export function binary(op: string, a: Typed, b: Typed): Typed {
  if (op === '<<' || op === '>>') return shift(op, a, b);
  if (op === '&&' || op === '||') return logical(op, a, b);
  const t = commonType(a.t, b.t);
  const x = convert(a, t).v;
  const y = convert(b, t).v;
  const logic = LOGIC[op];
  if (logic !== undefined) return { v: logic(x, y), t };
  const m = constantOf(x);
  const n = constantOf(y);
  const compare = COMPARISON[op];
  if (m === undefined || n === undefined) {
    return compare === undefined ? { v: UNKNOWN, t } : { v: booleanBits(), t: INT };
  }
  const arithmetic = ARITHMETIC[op];
  if (arithmetic !== undefined) return convert({ v: known(arithmetic(m, n), [], false), t }, t);
  const read = reader(x, y, t);
  if (read === undefined)
    return compare === undefined ? { v: UNKNOWN, t } : { v: booleanBits(), t: INT };
  if (compare !== undefined) return truth(compare(read(m), read(n)));
  const divide = DIVISION[op];
  if (divide === undefined || n === 0n) return { v: UNKNOWN, t };
  return convert({ v: known(divide(read(m), read(n)), [], false), t }, t);
}

/** How words of a type are read as numbers; `undefined` when that depends on a type nobody knows. */
function reader(x: Value, y: Value, t: IntType | undefined): ((n: bigint) => bigint) | undefined {
  if (t === undefined) {
    return (x.zeros & y.zeros & UPPER) === UPPER ? (n) => n : undefined;
  }
  return t.signed ? (n) => BigInt.asIntN(64, n) : (n) => n;
}

function shift(op: string, a: Typed, b: Typed): Typed {
  const t = promote(a.t);
  const n = constantOf(b.v);
  if (n === undefined || n >= BigInt(t?.bits ?? 32)) return { v: UNKNOWN, t };
  const { ones, zeros } = convert(a, t).v;
  const plain = { must: [], may: [], spelled: false };
  if (op === '<<') {
    const low = (1n << n) - 1n;
    const v = { ones: (ones << n) & ALL, zeros: ((zeros << n) & ALL) | low, ...plain };
    return convert({ v, t }, t);
  }
  if (t === undefined && (zeros & UPPER) !== UPPER) return { v: UNKNOWN, t };
  const high = ALL ^ (ALL >> n);
  const sign = 1n << 63n;
  const filled = t?.signed === true;
  const v = {
    ones: (ones >> n) | (filled && (ones & sign) !== 0n ? high : 0n),
    zeros: (zeros >> n) | (!filled || (zeros & sign) !== 0n ? high : 0n),
    ...plain,
  };
  return { v, t };
}

function logical(op: string, a: Typed, b: Typed): Typed {
  const x = isTrue(a.v);
  const y = isTrue(b.v);
  const decides = op === '||';
  if (x === decides || y === decides) return truth(decides);
  return x === undefined || y === undefined ? { v: booleanBits(), t: INT } : truth(!decides);
}

/** Whether a value is certainly not zero, or certainly zero. */
function isTrue(v: Value): boolean | undefined {
  if (v.ones !== 0n) return true;
  return v.zeros === ALL ? false : undefined;
}
