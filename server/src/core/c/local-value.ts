/** What a local variable holds where it stands: its definitions that reach the place, joined. */
import { binary, convert, NOTHING, type Typed } from './arithmetic.ts';
import { intType, type IntType } from './c-type.ts';
import type { Flow } from './flow.ts';
import type { Expr, NameExpr } from './ir.ts';
import { join, UNKNOWN } from './value.ts';

/** Operators that may be applied again without another outcome. */
const REPEATABLE = new Set(['=', '|=', '&=']);

/**
 * The value of a local variable, with `evaluate` for the expressions that define it; `undefined` when the function does not
 * declare the name. `longBits`: width of `long`.
 */
export function localValue(
  flow: Flow,
  use: NameExpr,
  evaluate: (e: Expr) => Typed,
  longBits: 32 | 64,
): Typed | undefined {
  if (!flow.declares(use.name)) return undefined;
  const type = flow.typeOf(use.name);
  const t = type === undefined ? undefined : intType(type, longBits);
  const unknown = { v: UNKNOWN, t };
  const reaching = flow.reaching(use);
  if (!reaching || reaching.length === 0) return unknown;
  let value: Typed | undefined;
  let settled = false;
  for (const { definition: d, certain, repeats } of reaching) {
    if (d.op === 'uninitialised') {
      settled ||= certain;
      continue;
    }
    if (repeats && !REPEATABLE.has(d.op)) return unknown;
    const right = d.value ? evaluate(d.value) : NOTHING;
    if (d.op === '=') {
      const next = held(right, t);
      value = value === undefined || certain ? next : { v: join(value.v, next.v), t };
      settled ||= certain;
    } else if (value === undefined) return unknown;
    else {
      const next = held(binary(d.op.slice(0, -1), value, right), t);
      value = certain ? next : { v: join(value.v, next.v), t };
    }
  }
  return settled && value ? value : unknown;
}

/** A type of another file is taken to hold flags unchanged, as far as `int` and `unsigned` agree on them. */
function held(value: Typed, t: IntType | undefined): Typed {
  return convert(value, t);
}
