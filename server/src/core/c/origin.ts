/** Where an address comes from, as far as one function shows it on every path. */
import type { SyscallCall } from './call-site.ts';
import type { Origin } from './facts.ts';
import type { Flow } from './flow.ts';
import { uncast, unparen, type Expr, type NameExpr } from './ir.ts';
import { constantOf, type Value } from './value.ts';

interface Asking {
  readonly flow: Flow | undefined;
  readonly value: (e: Expr) => Value;
  readonly textOf: (e: Expr) => string;
  /** System calls of the function before the place, in source order. */
  readonly before: readonly SyscallCall[];
}

const INTEGER =
  /^(?:(?:const|unsigned|signed|register) )*(?:int|long|long long|short|size_t|ssize_t|off_t|u?int(?:32|64)_t|u(?:32|64))(?: (?:int|long))*$/;

/** The origin of an address expression; `unknown` whenever paths disagree or the function does not show it. */
export function originOf(expr: Expr, asking: Asking): Origin {
  const n = constantOf(asking.value(expr));
  if (n !== undefined) return n === 0n ? { kind: 'null' } : { kind: 'constant', value: n };
  const unmapped = unmappedBy(expr, asking);
  if (unmapped) return { kind: 'unmapped', by: unmapped };
  const plain = uncast(expr);
  if (plain.kind === 'call') return { kind: 'call', name: asking.textOf(plain.callee) };
  if (plain.kind !== 'name' || !asking.flow) return { kind: 'unknown' };
  if (isPointerCast(expr)) {
    const type = asking.flow.typeOf(plain.name);
    if (type !== undefined && !asking.flow.isParameter(plain.name) && INTEGER.test(type)) {
      return localOrigin(plain, asking, true);
    }
  }
  return localOrigin(plain, asking, false);
}

function isPointerCast(e: Expr): boolean {
  const x = unparen(e);
  return x.kind === 'cast' && x.type.includes('*') && !isPointerCast(x.operand);
}

/** An integer local counts as `integer` only when every value it gets is itself no address. */
function localOrigin(name: NameExpr, asking: Asking, integer: boolean): Origin {
  const reaching = asking.flow?.reaching(name);
  if (!reaching?.length) return { kind: 'unknown' };
  const values = reaching.filter((r) => r.definition.op !== 'uninitialised');
  if (integer) {
    const plain = values.every(
      ({ definition: d }) => d.value !== undefined && isPlainNumber(d.value, asking),
    );
    return values.length > 0 && plain ? { kind: 'integer' } : { kind: 'unknown' };
  }
  const only = values.length === 1 && values[0]?.certain ? values[0].definition : undefined;
  if (only?.op !== '=' || !only.value) return { kind: 'unknown' };
  const from = uncast(only.value);
  if (from.kind !== 'call') return { kind: 'unknown' };
  const call = asking.before.find((c) => c.expr === from);
  return { kind: 'call', name: asking.textOf(from.callee), ...(call ? { call } : {}) };
}

/** Numbers and arithmetic on numbers, no cast of an address. */
function isPlainNumber(e: Expr, asking: Asking): boolean {
  return constantOf(asking.value(e)) !== undefined;
}

/** The munmap() that gave the very same expression back and after which it was not assigned. */
function unmappedBy(expr: Expr, asking: Asking): SyscallCall | undefined {
  const { flow } = asking;
  const plain = uncast(expr);
  if (!flow || (plain.kind !== 'name' && plain.kind !== 'member')) return undefined;
  const text = asking.textOf(plain);
  for (const c of [...asking.before].reverse()) {
    const first = c.name === 'munmap' ? c.args[0] : undefined;
    if (!first || asking.textOf(uncast(first.expr)) !== text) continue;
    if (!flow.dominates(c.expr, expr)) return undefined;
    // Members may be changed by anyone; plain names only by an assignment in between.
    if (plain.kind === 'member') return undefined;
    const changed = flow
      .definitions(plain.name)
      .some((d) => d.at > c.end && d.at <= expr.start && d.op !== 'uninitialised');
    return changed ? undefined : c;
  }
  return undefined;
}
