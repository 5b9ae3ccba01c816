/** What is known of an integer expression: bits, and the names it is spelled with. Pure data and lattice operations. */
import type { Span } from '../text/span.ts';

const ALL = (1n << 64n) - 1n;

/** A named constant or a literal that takes part in a value. */
export interface Term {
  /** Name as spelled; absent for a literal. */
  readonly name?: string;
  /** Its value on the first target architecture, as unsigned 64 bits. */
  readonly value: bigint;
  /** Where it is spelled, when that is inside the expression asked about (not behind a variable or macro). */
  readonly span?: Span;
}

/**
 * Known bits of a 64-bit integer with their spelling. `ones` and `zeros` are disjoint; bits in neither are unknown.
 * A claim made here holds on every path.
 */
export interface Value {
  readonly ones: bigint;
  readonly zeros: bigint;
  /** Terms that certainly take part in an or-combination. */
  readonly must: readonly Term[];
  /** Terms that may take part: a superset of `must`. */
  readonly may: readonly Term[];
  /** True when only an or-combination of terms (no arithmetic, no unknown part) makes up the value on every path. */
  readonly spelled: boolean;
}

/** Nothing is known. */
export const UNKNOWN: Value = { ones: 0n, zeros: 0n, must: [], may: [], spelled: false };

/** The value as a number (unsigned 64 bits) when every bit is known. */
export function constantOf(v: Value): bigint | undefined {
  return (v.ones | v.zeros) === ALL ? v.ones : undefined;
}

/** The value as a signed number when every bit is known. */
export function signedOf(v: Value): bigint | undefined {
  const n = constantOf(v);
  return n === undefined ? undefined : BigInt.asIntN(64, n);
}

/** True when every bit of `mask` is certainly set. */
export function hasBits(v: Value, mask: bigint): boolean {
  return (v.ones & mask) === mask;
}

/** True when every bit of `mask` is certainly clear. */
export function lacksBits(v: Value, mask: bigint): boolean {
  return (v.zeros & mask) === mask;
}

/** The bits of `mask` when all of them are known, else `undefined`. */
export function fieldOf(v: Value, mask: bigint): bigint | undefined {
  return ((v.ones | v.zeros) & mask) === mask ? v.ones & mask : undefined;
}

/** The term of this name that certainly takes part, or `undefined`. */
export function mustTerm(v: Value, name: string): Term | undefined {
  return v.must.find((t) => t.name === name);
}

/** A value that is exactly `n` (taken modulo 2^64), spelled by the given terms. */
export function known(n: bigint, terms: readonly Term[] = [], spelled = true): Value {
  const ones = BigInt.asUintN(64, n);
  return { ones, zeros: ALL & ~ones, must: terms, may: terms, spelled };
}

const sameTerm = (a: Term, b: Term): boolean =>
  a.name === b.name && a.value === b.value && a.span?.start === b.span?.start;

const union = (a: readonly Term[], b: readonly Term[]): readonly Term[] =>
  b.length === 0 ? a : [...a, ...b.filter((t) => !a.some((o) => sameTerm(o, t)))];

/** `a | b` */
export function or(a: Value, b: Value): Value {
  return {
    ones: a.ones | b.ones,
    zeros: a.zeros & b.zeros,
    must: union(a.must, b.must),
    may: union(a.may, b.may),
    spelled: a.spelled && b.spelled,
  };
}

/** `a & b`; terms of either side whose bits survive on every path stay. */
export function and(a: Value, b: Value): Value {
  const ones = a.ones & b.ones;
  const zeros = a.zeros | b.zeros;
  const stays = (t: Term): boolean => t.value !== 0n && (ones & t.value) === t.value;
  const could = (t: Term): boolean => t.value !== 0n && (zeros & t.value) !== t.value;
  return {
    ones,
    zeros,
    must: union(a.must.filter(stays), b.must.filter(stays)),
    may: union(a.may.filter(could), b.may.filter(could)),
    spelled: false,
  };
}

/** `~a` */
export function not(a: Value): Value {
  return { ones: a.zeros, zeros: a.ones, must: [], may: [], spelled: false };
}

/** `a ^ b` */
export function xor(a: Value, b: Value): Value {
  const sure = (a.ones | a.zeros) & (b.ones | b.zeros);
  const ones = (a.ones ^ b.ones) & sure;
  return { ones, zeros: sure & ~ones, must: [], may: [], spelled: false };
}

/** What holds whichever of the two it is (paths that meet, both sides of `?:`). */
export function join(a: Value, b: Value): Value {
  const name = (t: Term) => (o: Term) => o.name === t.name && o.value === t.value;
  return {
    ones: a.ones & b.ones,
    zeros: a.zeros & b.zeros,
    must: a.must.filter((t) => b.must.some(name(t))),
    may: union(a.may, b.may),
    spelled: a.spelled && b.spelled,
  };
}

/** A number computed from two fully known values, without spelling; unknown when either is. */
export function compute(a: Value, b: Value, f: (x: bigint, y: bigint) => bigint): Value {
  const x = constantOf(a);
  const y = constantOf(b);
  return x === undefined || y === undefined ? UNKNOWN : known(f(x, y), [], false);
}
