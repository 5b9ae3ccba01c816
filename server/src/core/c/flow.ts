/**
 * What one function shows about its local variables: which assignments can reach a place, and what they leave there.
 * Sound by construction: whatever it cannot follow is unknown.
 */
import type { Span } from '../text/span.ts';
import type { DeclStmt, Expr, FunctionIr, NameExpr, Variable } from './ir.ts';
import { nameOf } from './ir.ts';
import { and, join, or, UNKNOWN, type Value } from './value.ts';
import { parentsOf, partsOf, walk, type Node } from './walk.ts';

/** A place that gives a local variable a value. */
export interface Definition {
  readonly name: string;
  /** `=` for an initialiser too; `?` for what cannot be followed (`++`, address taken, asm). */
  readonly op: string;
  readonly value?: Expr;
  /** The declaration, assignment or other node. */
  readonly node: Node;
  readonly at: number;
}

export interface Flow {
  readonly fn: FunctionIr;
  readonly parents: ReadonlyMap<Node, Node>;
  /** True for parameters and variables declared anywhere in the function. */
  declares(name: string): boolean;
  isParameter(name: string): boolean;
  /** Type of a declared name as written, when it is declared once. */
  typeOf(name: string): string | undefined;
  /** Every definition of a name, in source order. */
  definitions(name: string): readonly Definition[];
  /** True when whoever reaches `use` has been through `node` before (an assignment or declaration further up). */
  dominates(node: Node, use: Node): boolean;
  /** Definitions that may be the last one before a place, or `undefined` when that cannot be told. */
  reaching(name: NameExpr): readonly Reaching[] | undefined;
}
export interface Reaching {
  readonly definition: Definition;
  /** On every path to the place, and nothing between. */
  readonly certain: boolean;
}

/** Indexes one function. */
export function createFlow(fn: FunctionIr): Flow {
  const parents = parentsOf(fn);
  const params = new Set(fn.params.map((p) => p.name));
  const types = new Map<string, string | undefined>();
  const defs = new Map<string, Definition[]>();
  const labels: number[] = [];
  const note = (d: Definition): void => {
    const list = defs.get(d.name);
    if (list) list.push(d);
    else defs.set(d.name, [d]);
  };
  const noteType = (name: string, type: string): void => {
    types.set(name, types.has(name) ? undefined : type);
  };
  for (const p of fn.params) noteType(p.name, p.type);
  const visit = (n: Node, hidden: boolean): void => {
    if (n.kind === 'decl') {
      for (const v of n.vars) {
        noteType(v.name, v.type);
        note(declared(v, n, hidden));
      }
    } else if (n.kind === 'assign') {
      const name = nameOf(n.left);
      if (name) note({ name, op: hidden ? '?' : n.op, value: n.right, node: n, at: n.end });
    } else if (n.kind === 'unary' && (n.op === '++' || n.op === '--' || n.op === '&')) {
      const name = nameOf(n.operand);
      if (name) note({ name, op: '?', node: n, at: n.end });
    } else if (n.kind === 'label') labels.push(n.start);
    // Lambdas, statement expressions, asm: what they write to cannot be followed.
    const opaque = hidden || n.kind === 'opaque' || n.kind === 'opaque-stmt';
    for (const p of partsOf(n)) visit(p, opaque);
  };
  visit(fn.body, false);

  const ancestors = (n: Node): Node[] => {
    const out: Node[] = [];
    for (let p = parents.get(n); p; p = parents.get(p)) out.push(p);
    return out;
  };

  const dominatesFrom = (node: Node, at: number, use: Node, up: ReadonlySet<Node>): boolean =>
    at <= use.start &&
    !labels.some((l) => at <= l && l <= use.start) &&
    leadsTo(parents, node, up, fn);

  return {
    fn,
    parents,
    dominates: (node, use) => dominatesFrom(node, node.end, use, new Set(ancestors(use))),
    declares: (name) => types.has(name),
    isParameter: (name) => params.has(name),
    typeOf: (name) => types.get(name),
    definitions: (name) => defs.get(name) ?? [],
    reaching(use) {
      const all = defs.get(use.name) ?? [];
      if (!types.has(use.name) || types.get(use.name) === undefined) return undefined;
      if (!parents.has(use) || all.some((d) => d.op === '?')) return undefined;
      const up = new Set<Node>(ancestors(use));
      const loops = [...up].filter((n) => n.kind === 'loop');
      const dominates = (d: Definition): boolean => dominatesFrom(d.node, d.at, use, up);
      let from: Definition | undefined;
      for (const d of all) if ((d.node.kind === 'decl' || d.op === '=') && dominates(d)) from = d;
      const first = from ? all.indexOf(from) : 0;
      // A definition behind the use comes round again in a loop that the last certain one stands outside of.
      const again = (d: Definition): boolean =>
        loops.some((l) => holds(l, d.node) && !(from && holds(l, from.node)));
      const out: Reaching[] = [];
      all.forEach((d, i) => {
        if (i >= first && (d.at <= use.start || again(d))) {
          out.push({ definition: d, certain: dominates(d) });
        }
      });
      return out;
    },
  };
}

function declared(v: Variable, n: DeclStmt, hidden: boolean): Definition {
  const rest = { name: v.name, node: n, at: v.init?.end ?? v.nameSpan.end };
  if (hidden || (n.isStatic && !n.isConst)) return { ...rest, op: '?' };
  return v.init ? { ...rest, op: '=', value: v.init } : { ...rest, op: 'uninitialised' };
}

function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** True when the statement list that holds the node directly also holds the use further down. */
function leadsTo(
  parents: ReadonlyMap<Node, Node>,
  node: Node,
  up: ReadonlySet<Node>,
  fn: FunctionIr,
): boolean {
  let n: Node = node;
  for (let p = parents.get(n); p; p = parents.get(p)) {
    switch (p.kind) {
      case 'block':
      case 'case':
        return (up.has(p) || p === fn.body) && parents.get(p)?.kind !== 'switch';
      case 'expr':
      case 'paren':
      case 'comma':
      case 'assign':
      case 'cast':
        break;
      case 'binary':
        if (p.op === '&&' || p.op === '||') return false;
        break;
      case 'loop':
        return p.init === n && up.has(p);
      case 'if':
        // `if ((p = f()) …)`: evaluated before anything behind the test.
        return isTest(p.test, node) && headOf(parents, p, up, fn);
      default:
        return false;
    }
    n = p;
  }
  return false;
}

function isTest(test: Expr, node: Node): boolean {
  return test.start <= node.start && node.end <= test.end && !hasShortCut(test, node);
}

/** True when `node` stands behind `&&`, `||` or in a branch of `?:` of the test. */
function hasShortCut(test: Expr, node: Node): boolean {
  let hit = false;
  walk(test, (n) => {
    if (n.kind === 'binary' && (n.op === '&&' || n.op === '||')) {
      if (n.right.start <= node.start && node.end <= n.right.end) hit = true;
    } else if (n.kind === 'conditional' && n.test.end <= node.start) hit = true;
  });
  return hit;
}

function headOf(
  parents: ReadonlyMap<Node, Node>,
  statement: Node,
  up: ReadonlySet<Node>,
  fn: FunctionIr,
): boolean {
  if (up.has(statement)) return true;
  const p = parents.get(statement);
  return (
    p !== undefined && (p.kind === 'block' || p.kind === 'case') && (up.has(p) || p === fn.body)
  );
}

/**
 * The value of a local variable where it stands, with `evaluate` for the expressions that define it; `undefined` when
 * the function does not declare the name.
 */
export function localValue(
  flow: Flow,
  use: NameExpr,
  evaluate: (e: Expr) => Value,
): Value | undefined {
  if (!flow.declares(use.name)) return undefined;
  const reaching = flow.reaching(use);
  if (!reaching || reaching.length === 0) return UNKNOWN;
  let value: Value | undefined;
  let settled = false;
  for (const { definition: d, certain } of reaching) {
    if (d.op === 'uninitialised') {
      settled ||= certain;
      continue;
    }
    const right = d.value ? evaluate(d.value) : UNKNOWN;
    if (d.op === '=') {
      value = value === undefined || certain ? right : join(value, right);
      settled ||= certain;
    } else if (value === undefined) return UNKNOWN;
    else {
      const next = d.op === '|=' ? or(value, right) : d.op === '&=' ? and(value, right) : UNKNOWN;
      value = certain ? next : join(value, next);
    }
  }
  return settled && value ? value : UNKNOWN;
}

/** The statement an expression belongs to. */
export function statementOf(flow: Flow, n: Node): Node | undefined {
  for (let p: Node | undefined = n; p; p = flow.parents.get(p)) {
    switch (p.kind) {
      case 'expr':
      case 'decl':
      case 'if':
      case 'loop':
      case 'switch':
      case 'return':
      case 'case':
        return p;
      default:
    }
  }
  return undefined;
}
