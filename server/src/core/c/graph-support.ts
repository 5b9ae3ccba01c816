/** Small questions about our picture of C that the graph of a function asks. Pure. */
import type { Span } from '../text/span.ts';
import type { Point } from './graph.types.ts';
import type { Expr, Stmt } from './ir.ts';
import { unparen } from './ir.ts';
import { partsOf, type Node } from './walk.ts';

const STATEMENTS: ReadonlySet<string> = new Set<Stmt['kind']>([
  ...(['expr', 'decl', 'block', 'if', 'loop', 'switch', 'case', 'return', 'break'] as const),
  ...(['continue', 'goto', 'label', 'conditional-group', 'opaque-stmt'] as const),
]);

/** A point at which nothing happens but that ways meet. */
export const JOIN: Point = {};

/** True for statements, false for expressions. */
export function isStatement(n: Node): n is Stmt {
  return STATEMENTS.has(n.kind);
}

/** Whether a condition is a plain number or `true`/`false`, and which; `undefined` for all others. */
export function constantTruth(e: Expr): boolean | undefined {
  const x = unparen(e);
  if (x.kind === 'number') return x.value === undefined ? undefined : x.value !== 0n;
  if (x.kind !== 'name') return undefined;
  return x.name === 'true' ? true : x.name === 'false' ? false : undefined;
}

/** True for `NAME(…)` without a `;`: the head of a loop that a macro makes of the block behind it. */
export function isMacroHead(s: Stmt, textOf: (span: Span) => string): boolean {
  if (s.kind !== 'expr' || unparen(s.expr).kind !== 'call') return false;
  return !textOf(s).trimEnd().endsWith(';');
}

/** How often a place is looked for before an index of all of them pays. */
const SCANS = 8;

/** Where each node is a point; points are searched at first, most functions are asked about few places. */
export function placesOf(points: readonly Point[]): (node: Node) => number | undefined {
  let asked = 0;
  let index: Map<Node, number> | undefined;
  return (node) => {
    if (asked++ < SCANS) {
      const at = points.findLastIndex((p) => p.node === node);
      return at < 0 ? undefined : at;
    }
    if (!index) {
      index = new Map();
      for (const [i, p] of points.entries()) if (p.node) index.set(p.node, i);
    }
    return index.get(node);
  };
}

/** The place of a node: its own, that of what it wraps, or that of its last part that has one. */
export function nearest(
  node: Node,
  places: (node: Node) => number | undefined,
): number | undefined {
  const own = places(node);
  if (own !== undefined) return own;
  if (isStatement(node)) return undefined;
  for (const p of [...partsOf(node)].reverse()) {
    const place = node.kind === 'sizeof' ? undefined : nearest(p, places);
    if (place !== undefined) return place;
  }
  return undefined;
}
