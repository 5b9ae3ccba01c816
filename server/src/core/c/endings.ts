/** Statements that nothing runs behind, and assignments that can go nowhere from where they stand. Pure. */
import { uncast, type CallExpr, type Stmt } from './ir.ts';
import { walk, type Node } from './walk.ts';

/** True for a call that never returns. */
export type Leaving = (call: CallExpr) => boolean;

/** True when control never reaches the place right behind the statement: it leaves, jumps, or never returns. */
export function ends(s: Stmt, leaving: Leaving): boolean {
  switch (s.kind) {
    case 'return':
    case 'goto':
    case 'break':
    case 'continue':
      return true;
    case 'expr':
      return isLeaving(s, leaving);
    case 'block': {
      let hit = false;
      // Somebody may jump to a label behind it.
      for (const x of s.body) hit = hasLabel(x) ? false : hit || ends(x, leaving);
      return hit;
    }
    case 'if':
      return s.no !== undefined && !hasLabel(s) && ends(s.yes, leaving) && ends(s.no, leaving);
    default:
      return false;
  }
}

/** True when the statement leaves the function for good, by `return` or a call that never returns. */
function leaves(s: Node, leaving: Leaving): boolean {
  switch (s.kind) {
    case 'return':
      return true;
    case 'expr':
      return isLeaving(s, leaving);
    case 'block':
      return s.body.some((x) => leaves(x, leaving));
    case 'if':
      return s.no !== undefined && leaves(s.yes, leaving) && leaves(s.no, leaving);
    default:
      return false;
  }
}

/**
 * True when whoever passes `node` leaves the function before control comes out of the list of statements that the
 * node stands in; `up` are the ancestors of the place that asks, which must not be in that list.
 */
export function isCutOff(
  node: Node,
  up: ReadonlySet<Node>,
  parents: ReadonlyMap<Node, Node>,
  leaving: Leaving,
): boolean {
  let n = node;
  for (let p = parents.get(n); p && !up.has(p); p = parents.get(p)) {
    if (p.kind === 'loop' || p.kind === 'switch' || p.kind === 'label') return false;
    if (p.kind === 'block' || p.kind === 'case') {
      if (jumps(n, node.start)) return false;
      for (const s of p.body.slice(p.body.indexOf(n as Stmt) + 1)) {
        if (leaves(s, leaving) && !jumps(s, node.start)) return true;
        if (jumps(s, node.start)) return false;
      }
    }
    n = p;
  }
  return false;
}

function isLeaving(s: Extract<Stmt, { kind: 'expr' }>, leaving: Leaving): boolean {
  const e = uncast(s.expr);
  return e.kind === 'call' && leaving(e);
}

function hasLabel(s: Stmt): boolean {
  let hit = false;
  walk(s, (n) => {
    if (n.kind === 'label' || n.kind === 'opaque-stmt') hit = true;
  });
  return hit;
}

/** True when a jump, or something that may hide one, stands in the node behind an offset. */
function jumps(node: Node, from: number): boolean {
  let hit = false;
  walk(node, (n) => {
    if (n.end <= from) return;
    if (n.kind === 'goto' || n.kind === 'break' || n.kind === 'continue') hit = true;
    if (n.kind === 'opaque-stmt' || n.kind === 'opaque') hit = true;
  });
  return hit;
}
