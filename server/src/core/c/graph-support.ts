/** Small questions about our picture of C that the graph of a function asks. Pure. */
import type { Span } from '../text/span.ts';
import type { Expr, Stmt } from './ir.ts';
import { unparen } from './ir.ts';
import { partsOf, type Node } from './walk.ts';

const STATEMENTS: ReadonlySet<string> = new Set<Stmt['kind']>([
  ...(['expr', 'decl', 'block', 'if', 'loop', 'switch', 'case', 'return', 'break'] as const),
  ...(['continue', 'goto', 'label', 'conditional-group', 'opaque-stmt'] as const),
]);

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

/** The place of a node: its own, that of what it wraps, or that of its last part that has one. */
export function nearest(node: Node, places: ReadonlyMap<Node, number>): number | undefined {
  const own = places.get(node);
  if (own !== undefined) return own;
  if (isStatement(node)) return undefined;
  for (const p of [...partsOf(node)].reverse()) {
    const place = node.kind === 'sizeof' ? undefined : nearest(p, places);
    if (place !== undefined) return place;
  }
  return undefined;
}
