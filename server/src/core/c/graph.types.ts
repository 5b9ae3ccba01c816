/** The graph of a function as data: points, edges and what is known along them. Types only. */
import type { Span } from '../text/span.ts';
import type { CallExpr, Expr, FunctionIr, Variable } from './ir.ts';
import type { MacroReading } from './macro-reading.ts';
import type { Node } from './walk.ts';

/** What is known on a way from one point to the next. */
export type EdgeFact =
  | { readonly kind: 'test'; readonly test: Expr; readonly holds: boolean }
  | { readonly kind: 'case'; readonly subject: Expr; readonly value: Expr }
  | { readonly kind: 'default'; readonly subject: Expr; readonly values: readonly Expr[] };

export interface Edge {
  /** The other end: where it leads in `next`, where it comes from in `prev`. */
  readonly to: number;
  readonly fact?: EdgeFact;
}

/** An expression just evaluated (its operands are points before it), a variable just declared, or a bare join. */
export interface Point {
  readonly node?: Node;
  readonly variable?: Variable;
  readonly next: Edge[];
  readonly prev: Edge[];
}

export interface Graph {
  readonly fn: FunctionIr;
  readonly points: readonly Point[];
  /** Index of the first point. */
  readonly entry: number;
  /** Index of the point where the function returns; code that never returns does not lead there. */
  readonly exit: number;
  /** Index of the point of an expression; the nearest one that has a point inside or around it, else `undefined`. */
  pointOf(node: Node): number | undefined;
  /** True when something in the function could not be followed: a syntax error, a jump to no label. */
  readonly unsure: boolean;
}

export interface GraphOptions {
  readonly textOf: (span: Span) => string;
  readonly macros: MacroReading;
  /** True for a call after which nothing runs. */
  readonly neverReturns: (call: CallExpr) => boolean;
}
