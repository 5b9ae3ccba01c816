/** How a function uses a local object of a structure or opaque type: its members, its address, anything else. */
import {
  unparen,
  type AssignExpr,
  type CallExpr,
  type DeclStmt,
  type FunctionIr,
  type NameExpr,
  type Variable,
} from '../../c/ir.ts';
import { walk, type Node } from '../../c/walk.ts';
import { around } from './parents.ts';

export interface ObjectUse {
  readonly node: NameExpr;
  /** `member`: `x.f`; `address`: `&x` as an argument; `size`: `sizeof x`; `other`: anything else. */
  readonly kind: 'member' | 'address' | 'size' | 'other';
  /** With `member`: the member, and the assignment to it, if that is what it is. */
  readonly member?: string;
  readonly assigned?: AssignExpr;
  /** With `address`: the call it is an argument of, and which one. */
  readonly call?: CallExpr;
  readonly index?: number;
}

/** Automatic variables of exactly this type that are declared without a value; arrays are not among them. */
export function uninitialised(
  fn: FunctionIr,
  type: RegExp,
): readonly { readonly variable: Variable; readonly by: DeclStmt }[] {
  const out: { variable: Variable; by: DeclStmt }[] = [];
  walk(fn.body, (n) => {
    if (n.kind !== 'decl' || n.isStatic) return;
    for (const variable of n.vars) {
      if (variable.init || variable.sizes || !type.test(variable.type)) continue;
      out.push({ variable, by: n });
    }
  });
  // Two of the same name in different blocks cannot be told apart.
  return out.filter((o) => out.every((p) => p === o || p.variable.name !== o.variable.name));
}

/** Every use of a variable in a function, in source order. */
export function usesOf(fn: FunctionIr, name: string): readonly ObjectUse[] {
  const out: ObjectUse[] = [];
  walk(fn.body, (n) => {
    if (n.kind === 'name' && n.name === name) out.push(useOf(fn, n));
  });
  return out;
}

function useOf(fn: FunctionIr, node: NameExpr): ObjectUse {
  const p = around(fn, node);
  if (p?.kind === 'sizeof') return { node, kind: 'size' };
  if (p?.kind === 'member' && !p.arrow) {
    const by = around(fn, p);
    const assigned = by?.kind === 'assign' && unparen(by.left) === p ? by : undefined;
    return { node, kind: 'member', member: p.name, ...(assigned ? { assigned } : {}) };
  }
  if (p?.kind === 'unary' && p.op === '&') {
    const call = around(fn, p, true);
    const index = call?.kind === 'call' ? argumentIndex(call, p) : -1;
    if (call?.kind === 'call' && index >= 0) return { node, kind: 'address', call, index };
  }
  return { node, kind: 'other' };
}

/** Which argument of a call holds a node; -1 when none does. */
function argumentIndex(call: CallExpr, node: Node): number {
  return call.args.findIndex((a) => a.start <= node.start && node.end <= a.end);
}
