/** Answers about a call and its surroundings that rules and features may ask; types only. */
import type { Span } from '../text/span.ts';
import type { SyscallCall } from './call-site.ts';
import type { Guards } from './guards.ts';
import type { Expr } from './ir.ts';
import type { PathFacts } from './path-facts.ts';
import type { Value } from './value.ts';

/** How the code looks at a call's result. */
export interface ResultUse {
  /**
   * `discarded`: nobody looks; `assigned`: to `variable`; `tested`: compared in place; `returned`, `passed`: the
   * caller's or callee's job; `other`: anything else.
   */
  readonly kind: 'discarded' | 'assigned' | 'tested' | 'returned' | 'passed' | 'other';
  /** Text of the variable or lvalue it is assigned to, as `p` or `s->map`, white space removed. */
  readonly variable?: string;
  /** Every look at the result in this function until the variable is given another value, in source order. */
  readonly tests: readonly ResultTest[];
}
export interface ResultTest extends Span {
  /**
   * `null`: `== NULL`, `!= 0`; `falsy`: `!p`, `if (p)`, `p ? …`; `negative`: `< 0`, `<= 0`, `> 0`, `>= 0`;
   * `failed`: with MAP_FAILED, `(void *)-1`, `-1`; `value`: with anything else.
   */
  readonly kind: 'null' | 'falsy' | 'negative' | 'failed' | 'value';
  /** The variable or the call as it stands in the test. */
  readonly subject: Span;
  /** The other side of the comparison; absent for `falsy`. */
  readonly other?: Span;
  /** Comparison operator as written; `!` for `!p`; empty for a bare condition. */
  readonly op: string;
  /** What is tested can only be this call's result: no other value reaches the test. */
  readonly certain: boolean;
}

/** Where an address or descriptor comes from, as far as this function shows it on every path. */
export type Origin =
  | { readonly kind: 'null' }
  /** A number written here or in a macro, other than 0. */
  | { readonly kind: 'constant'; readonly value: bigint }
  /** The same expression was handed to munmap() earlier and not assigned since. */
  | { readonly kind: 'unmapped'; readonly by: SyscallCall }
  /** An integer variable or expression cast to a pointer. */
  | { readonly kind: 'integer' }
  /** Result of a call, of ours or any other. */
  | { readonly kind: 'call'; readonly name: string; readonly call?: SyscallCall }
  | { readonly kind: 'unknown' };

/** Questions about the function around a call. All answers are sound: unknown where paths disagree. */
export interface CallFacts {
  /** Known bits and spelling of an integer expression of this unit, where it stands. */
  value(expr: Expr): Value;
  /** How the call's result is used. */
  result(call: SyscallCall): ResultUse;
  /** Where an address comes from. */
  origin(expr: Expr, before: SyscallCall): Origin;
  /** System calls of the same function that stand before this one in the text. */
  before(call: SyscallCall): readonly SyscallCall[];
  /** What the function around a place does before, after and in between; `undefined` outside of functions. */
  paths(place: Span): PathFacts | undefined;
  /** True when a word stands in the function around a place, comments and literals included: a cheap first look. */
  mentions(word: string, place: Span): boolean;
  /** Source text of a span of this unit. */
  text(span: Span): string;
  /**
   * True when the code around the call tells that a failure is expected: the result is compared with the failure
   * value and a certain errno, or stands in an assertion of failure (tests do this on purpose).
   */
  failureExpected(call: SyscallCall): boolean;
  /** Conditions of the `#if`s around the span, outermost first, as `ifdef X`, `if 0`, `else of ifdef X`. */
  conditions(span: Span): readonly string[];
  /** What those conditions establish: macros that are or are not defined there, least kernel and glibc headers. */
  guards(span: Span): Guards;
}
