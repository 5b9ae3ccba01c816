/** Going through our picture of C: children, parents and order of expressions and statements. */
import type { Expr, FunctionIr, Stmt } from './ir.ts';

export type Node = Expr | Stmt;

/** The direct parts of an expression or statement, in source order. */
export function partsOf(n: Node): readonly Node[] {
  switch (n.kind) {
    case 'name':
    case 'number':
    case 'string':
    case 'char':
    case 'break':
    case 'continue':
    case 'goto':
      return [];
    case 'call':
      return [n.callee, ...n.args];
    case 'binary':
    case 'assign':
    case 'comma':
      return [n.left, n.right];
    case 'unary':
    case 'cast':
      return [n.operand];
    case 'conditional':
      return n.yes ? [n.test, n.yes, n.no] : [n.test, n.no];
    case 'member':
      return [n.object];
    case 'index':
      return [n.object, n.index];
    case 'paren':
      return [n.inner];
    case 'sizeof':
      return n.operand ? [n.operand] : [];
    case 'init':
      return n.entries.map((e) => e.value);
    case 'opaque':
    case 'opaque-stmt':
      return n.inner;
    case 'expr':
      return [n.expr];
    case 'decl':
      return n.vars.flatMap((v) => (v.init ? [v.init] : []));
    case 'block':
      return n.body;
    case 'if':
      return n.no ? [n.test, n.yes, n.no] : [n.test, n.yes];
    case 'loop': {
      const head: readonly (Node | undefined)[] =
        n.form === 'do' ? [n.body, n.test] : [n.init, n.test, n.step, n.body];
      return head.filter((p) => p !== undefined);
    }
    case 'switch':
      return [n.value, n.body];
    case 'case':
      return n.value ? [n.value, ...n.body] : n.body;
    case 'return':
      return n.value ? [n.value] : [];
    case 'label':
      return n.body ? [n.body] : [];
    case 'conditional-group':
      return n.branches.flatMap((b) => b.body);
  }
}

/** Calls `visit` for a node and everything inside, outer ones first, in source order. */
export function walk(n: Node, visit: (n: Node) => void): void {
  visit(n);
  for (const p of partsOf(n)) walk(p, visit);
}

/** Parent of every node of a function's body. */
export function parentsOf(fn: FunctionIr): ReadonlyMap<Node, Node> {
  const out = new Map<Node, Node>();
  walk(fn.body, (n) => {
    for (const p of partsOf(n)) out.set(p, n);
  });
  return out;
}

/** Names of the parameters and of every variable declared anywhere in a function. */
export function declaredIn(fn: FunctionIr): ReadonlySet<string> {
  const out = new Set(fn.params.map((p) => p.name));
  walk(fn.body, (n) => {
    if (n.kind === 'decl') for (const v of n.vars) out.add(v.name);
  });
  return out;
}
