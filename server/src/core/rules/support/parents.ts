/** Where a node stands in its function: its parent, and the statement it belongs to. Kept as long as the function. */
import type { Expr, FunctionIr, Stmt } from '../../c/ir.ts';
import { parentsOf } from '../../c/walk.ts';
import type { Node } from '../../c/walk.ts';

const known = new WeakMap<FunctionIr, ReadonlyMap<Node, Node>>();

/** Parent of every node of a function's body; made once. */
export function parentMap(fn: FunctionIr): ReadonlyMap<Node, Node> {
  let parents = known.get(fn);
  if (!parents) known.set(fn, (parents = parentsOf(fn)));
  return parents;
}

/** The node's parent, parentheses passed over; with `casts`, casts as well. */
export function around(fn: FunctionIr, node: Node, casts = false): Node | undefined {
  const parents = parentMap(fn);
  let p = parents.get(node);
  while (p?.kind === 'paren' || (casts && p?.kind === 'cast')) p = parents.get(p);
  return p;
}

/** The innermost statement that holds a node: its own line or block, or the head of an `if` or a loop. */
export function statementAround(fn: FunctionIr, node: Node): Stmt | undefined {
  const parents = parentMap(fn);
  for (let p: Node | undefined = node; p; p = parents.get(p)) if (isStatement(p)) return p;
  return undefined;
}

/** The statement that holds a node, when it stands in a block and another may be written before or behind it. */
export function placeInBlock(fn: FunctionIr, node: Node): Stmt | undefined {
  const s = statementAround(fn, node);
  const p = s && parentMap(fn).get(s);
  return p?.kind === 'block' || p?.kind === 'case' ? s : undefined;
}

const EXPRESSIONS: ReadonlySet<Node['kind']> = new Set<Expr['kind']>([
  ...(['name', 'number', 'string', 'char', 'call', 'binary', 'unary', 'assign', 'cast'] as const),
  ...(['conditional', 'comma', 'member', 'index', 'paren', 'sizeof', 'init', 'opaque'] as const),
]);

/** True for statements, false for expressions. */
export function isStatement(n: Node): n is Stmt {
  return !EXPRESSIONS.has(n.kind);
}
