/** Values as plain JSON, and back into expressions that stand at a place where nobody wrote them. Pure. */
import type { Span } from '../text/span.ts';
import type { Expr, NameExpr } from './ir.ts';
import { constantOf, known, type Term, type Value } from './value.ts';

/** A `Value` without spans; numbers in hexadecimal with `0x`. */
export interface PackedValue {
  readonly ones: string;
  readonly zeros: string;
  readonly must: readonly PackedTerm[];
  readonly may: readonly PackedTerm[];
  readonly spelled: boolean;
}
interface PackedTerm {
  readonly name?: string;
  readonly value: string;
}

/** The value as JSON; `undefined` when nothing is known. */
export function packValue(v: Value): PackedValue | undefined {
  if ((v.ones | v.zeros) === 0n && v.may.length === 0) return undefined;
  const hex = (n: bigint): string => `0x${n.toString(16)}`;
  const terms = (list: readonly Term[]): PackedTerm[] =>
    list.map((t) => ({ ...(t.name === undefined ? {} : { name: t.name }), value: hex(t.value) }));
  const { must, may, spelled } = v;
  return { ones: hex(v.ones), zeros: hex(v.zeros), must: terms(must), may: terms(may), spelled };
}

/** The value that was packed. */
export function unpackValue(p: PackedValue): Value {
  const terms = (list: readonly PackedTerm[]): Term[] =>
    list.map((t) => ({
      ...(t.name === undefined ? {} : { name: t.name }),
      value: BigInt(t.value),
    }));
  const { spelled } = p;
  return {
    ones: BigInt(p.ones),
    zeros: BigInt(p.zeros),
    must: terms(p.must),
    may: terms(p.may),
    spelled,
  };
}

/** A value of which nothing is known. */
export const PACKED_UNKNOWN: PackedValue = {
  ...{ ones: '0x0', zeros: '0x0', must: [], may: [], spelled: false },
};

const NOBODYS = '(of the wrapper)';

/**
 * An expression of this value at a place: its names joined with `|` where they make it up; else a name that no program
 * has. `given` tells the value of each name.
 */
export function expressionOf(v: Value, at: Span, given: Map<NameExpr, Value>): Expr {
  const place = { start: at.start, end: at.end };
  const whole = constantOf(v);
  const sum = v.must.reduce((n, t) => n | t.value, 0n);
  if (whole !== undefined && v.spelled && sum === whole && v.must.length === v.may.length) {
    const parts = v.must.map((t): Expr => {
      const text = `0x${t.value.toString(16)}`;
      if (t.name === undefined) return { kind: 'number', text, value: t.value, ...place };
      const name: NameExpr = { kind: 'name', name: t.name, ...place };
      // The file that it stands in need not know the name.
      given.set(name, known(t.value, [t]));
      return name;
    });
    const [first, ...rest] = parts;
    if (first) {
      return rest.reduce(
        (left, right): Expr => ({
          kind: 'binary',
          op: '|',
          operator: place,
          left,
          right,
          ...place,
        }),
        first,
      );
    }
  }
  const out: NameExpr = { kind: 'name', name: NOBODYS, ...place };
  given.set(out, v);
  return out;
}
