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
  readonly to: number;
  readonly fact?: EdgeFact;
}

/** Ways out of, or into, every point: those of point p lead to `ends[i]`, `starts[p]` <= i < `starts[p + 1]`. */
export interface Ways {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** An expression just evaluated (its operands are points before it), a variable just declared, or a bare join. */
export interface Point {
  readonly node?: Node;
  readonly variable?: Variable;
}

export interface Graph {
  readonly fn: FunctionIr;
  readonly points: readonly Point[];
  /** Index of the first point. */
  readonly entry: number;
  /** Index of the point where the function returns; code that never returns does not lead there. */
  readonly exit: number;
  /** Ways out of a point, with what is known along them. */
  next(point: number): readonly Edge[];
  /** All ways out of points, or into them. */
  ways(side: 'next' | 'prev'): Ways;
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

/** A way out of a point that leads nowhere yet, while a graph is built. */
export interface Loose {
  readonly from: number;
  readonly fact?: EdgeFact;
}
/** Ends that the next point is joined to. */
export type Ends = readonly Loose[];
/** Ends behind a condition. */
export interface Branches {
  readonly yes: Ends;
  readonly no: Ends;
}
