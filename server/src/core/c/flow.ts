/**
 * What one function shows about its local variables: which assignments can reach a place, and what they leave there.
 * Sound by construction: whatever it cannot follow is unknown.
 */
import type { Span } from '../text/span.ts';
import { ends, isCutOff, type Leaving } from './endings.ts';
import type { CallExpr, DeclStmt, Expr, FunctionIr, NameExpr, Variable } from './ir.ts';
import { nameOf } from './ir.ts';
import { calledName, neverReturns } from './leaving.ts';
import type { Lent } from './references.ts';
import type { Through } from './transparent.ts';
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
  /** What a macro does with its first argument; `undefined` for functions and macros not known. */
  through(call: CallExpr): Through | undefined;
  /** True for a call of this function after which nothing runs. */
  neverReturns(call: CallExpr): boolean;
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
  /** May run more than once before the place. */
  readonly repeats: boolean;
}

/** What the file around tells of functions and macros. */
export interface Surroundings {
  /** True for a call after which nothing runs. */
  readonly neverReturns: (call: CallExpr) => boolean;
  /** What a macro does with its first argument. */
  readonly through: (call: CallExpr) => Through | undefined;
  /** Variables that a node may change by reference, in C++. */
  readonly lent?: (n: Node) => readonly Lent[];
}
const NOBODY: Surroundings = { neverReturns, through: () => undefined };

/** Indexes one function. */
export function createFlow(fn: FunctionIr, around: Surroundings = NOBODY): Flow {
  const parents = parentsOf(fn);
  const params = new Set(fn.params.map((p) => p.name));
  const types = new Map<string, string | undefined>();
  const defs = new Map<string, Definition[]>();
  const labels = new Map<string, number>();
  const jumps: { readonly label: string; readonly end: number }[] = [];
  const loops: Span[] = [];
  const given = new Map<string, Node[]>();
  const constants = new Set<string>();
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
        if (n.isConst && !v.type.includes('*')) constants.add(v.name);
      }
    } else if (n.kind === 'assign') {
      const name = nameOf(n.left);
      if (name) note({ name, op: hidden ? '?' : n.op, value: n.right, node: n, at: n.end });
    } else if (n.kind === 'unary' && (n.op === '++' || n.op === '--' || n.op === '&')) {
      const name = nameOf(n.operand);
      if (name) note({ name, op: '?', node: n, at: n.end });
    } else if (n.kind === 'label') labels.set(n.name, n.start);
    else if (n.kind === 'goto') jumps.push({ label: n.label ?? '', end: n.end });
    else if (n.kind === 'loop') loops.push(n);
    for (const { name, kept } of around.lent?.(n) ?? []) {
      if (kept) note({ name, op: '?', node: n, at: n.end });
      else given.set(name, [...(given.get(name) ?? []), n]);
    }
    // Lambdas, statement expressions, asm: what they write to cannot be followed.
    const opaque = hidden || n.kind === 'opaque' || n.kind === 'opaque-stmt';
    for (const p of partsOf(n)) visit(p, opaque);
  };
  visit(fn.body, false);
  // A jump back makes a loop of what lies between; one to a place that is computed, of everything.
  for (const { label, end } of jumps) {
    const start = labels.get(label) ?? fn.start;
    if (start < end) loops.push({ start, end });
  }

  const ancestors = (n: Node): Node[] => {
    const out: Node[] = [];
    for (let p = parents.get(n); p; p = parents.get(p)) out.push(p);
    return out;
  };

  const leaving: Leaving = (call) =>
    !types.has(calledName(call) ?? '') && around.neverReturns(call);

  const dominatesFrom = (node: Node, at: number, use: Node, up: ReadonlySet<Node>): boolean =>
    at <= use.start &&
    ![...labels.values()].some((l) => at <= l && l <= use.start) &&
    leadsTo(parents, node, up, fn, leaving);

  return {
    fn,
    parents,
    neverReturns: leaving,
    through: (call) => (types.has(calledName(call) ?? '') ? undefined : around.through(call)),
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
      if (all.some((d) => isUnsequenced(d.node, use, parents, up))) return undefined;
      const dominates = (d: Definition): boolean => dominatesFrom(d.node, d.at, use, up);
      let from: Definition | undefined;
      for (const d of all) if ((d.node.kind === 'decl' || d.op === '=') && dominates(d)) from = d;
      const first = from ? all.indexOf(from) : 0;
      // In a loop that the last certain one stands outside of, a definition comes round again.
      const around = (d: Definition): Span[] => loopsOf(d.node);
      const loopsOf = (n: Node): Span[] =>
        loops.filter((l) => holds(l, n) && !(from && holds(l, from.node)));
      const again = (d: Definition): boolean => around(d).some((l) => holds(l, use));
      const lent = constants.has(use.name) ? [] : (given.get(use.name) ?? []);
      const written = (n: Node): boolean =>
        n.end <= use.start ? (from?.at ?? 0) < n.end : loopsOf(n).some((l) => holds(l, use));
      if (lent.some(written)) return undefined;
      const out: Reaching[] = [];
      all.forEach((d, i) => {
        if (i >= first && (d.at <= use.start || again(d))) {
          if (isCutOff(d.node, up, parents, leaving)) return;
          const repeats = around(d).length > 0;
          out.push({ definition: d, certain: dominates(d), repeats });
        }
      });
      return out;
    },
  };
}

/** True when C does not say which of the two comes first: `f(x, x = 1)`, `x + (x = 1)`. */
function isUnsequenced(
  node: Node,
  use: Node,
  parents: ReadonlyMap<Node, Node>,
  up: ReadonlySet<Node>,
): boolean {
  if (node.kind === 'decl' || up.has(node)) return false;
  let common: Node | undefined = parents.get(node);
  while (common && !up.has(common)) common = parents.get(common);
  if (common?.kind === 'binary') return common.op !== '&&' && common.op !== '||';
  return common?.kind === 'call' || common?.kind === 'assign' || common?.kind === 'index';
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
  leaving: Leaving,
): boolean {
  let n: Node = node;
  for (let p = parents.get(n); p; p = parents.get(p)) {
    switch (p.kind) {
      case 'block':
      case 'case':
        if (parents.get(p)?.kind === 'switch') return false;
        if (up.has(p) || p === fn.body) return true;
        // `if (…) { x = 1; } else die();`
        if (parents.get(p)?.kind !== 'if') return false;
        break;
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
        if (p.test !== n) {
          // The other branch never gets past the `if`.
          const other = p.yes === n ? p.no : p.yes;
          if (other === undefined || !ends(other, leaving)) return false;
          break;
        }
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
