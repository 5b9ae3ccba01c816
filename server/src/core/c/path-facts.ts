/** What a function does before, after and in between, as rules may ask it; types only. */
import type { Span } from '../text/span.ts';
import type { SyscallCall } from './call-site.ts';
import type { AssignExpr, CallExpr, Expr } from './ir.ts';
import type { Node } from './walk.ts';
import type { Value } from './value.ts';

/** A call of anything by name, where it stands. */
export interface PathCall {
  /** Without a leading `::`; absent for members and pointers. */
  readonly name?: string;
  readonly expr: CallExpr;
}

/**
 * What is known of a call's result on one way to a place. `ok`, `failed`: a test says so; `tested`: somebody looked, and
 * the outcome is open; `handed-on`: copied, returned or given to a function of the program, which may test it;
 * `untested`: nobody looked.
 */
export type TestState = 'ok' | 'failed' | 'tested' | 'handed-on' | 'untested';

/** Where a descriptor, an address or a process id comes from. */
export type Resource =
  | {
      readonly kind: 'call';
      /** Name as written: `open`, `malloc`. */
      readonly name: string;
      readonly expr: CallExpr;
      /** The system call, when it is one. */
      readonly syscall?: SyscallCall;
      readonly of: 'fd' | 'mapping' | 'pid' | 'memory' | 'other';
      /** `out`: written through an argument (`pipe(fds)`); `index` is then the element, where it is one. */
      readonly via: 'result' | 'out';
      readonly index?: number;
      /** Values of the call's arguments by parameter name; empty when it is no system call. */
      readonly values: ReadonlyMap<string, Value>;
    }
  | {
      /** `stack`: a local object or array; `static`: one that lives as long as the program. */
      readonly kind: 'stack' | 'static';
      readonly variable: string;
      /** Bytes, where known. */
      readonly size?: bigint;
      /** Its declaration, attributes included. */
      readonly declaration: Span;
    }
  | { readonly kind: 'string' }
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'number'; readonly value: bigint }
  | { readonly kind: 'unknown' };

/** Whose errno it is: that of a call, or one that the function set to 0. */
export type ErrnoOwner =
  | { readonly kind: 'call'; readonly call: PathCall }
  | { readonly kind: 'reset'; readonly by: AssignExpr };

/** A descriptor, mapping or block used again after it was given back. */
export interface LaterUse {
  readonly expr: Expr;
  /** Passed to a call, or dereferenced. */
  readonly kind: 'argument' | 'dereferenced';
  /** The call it is passed to. */
  readonly call?: CallExpr;
  /** Given back on every way that leads there; otherwise only on some. */
  readonly certain: boolean;
}

/**
 * Questions about one function. A place is any expression of it; what is asked holds just before the place itself takes
 * effect, its operands evaluated. Every answer is sound: `undefined` or `unknown` where the function does not show it.
 */
export interface PathFacts {
  /** Where the value of an expression comes from, when every way says the same. */
  resource(expr: Expr): Resource;
  /**
   * What is known at a place of the result of a call, over all ways from the call to it; empty when none leads there,
   * `undefined` when that cannot be told. Only a test that surely concerns this result counts as `ok` or `failed`.
   */
  testedBefore(call: CallExpr, place: Node): ReadonlySet<TestState> | undefined;
  /** Whose errno an expression (`errno`, a copy of it) holds, or, at any other place, errno holds there. */
  errnoOwner(place: Expr): ErrnoOwner | undefined;
  /** Calls evaluated before a place on every way, nearest first; `undefined` when that cannot be told. */
  certainlyBefore(place: Node): readonly PathCall[] | undefined;
  /** Calls evaluated before a place on some way, in source order; itself when it stands in a loop. */
  mayBefore(place: Node): readonly PathCall[];
  /** Calls that follow on every way that returns, nearest first; `undefined` when that cannot be told. */
  certainlyAfter(place: Node): readonly PathCall[] | undefined;
  /** Calls that follow on some way, in source order. */
  mayAfter(place: Node): readonly PathCall[];
  /**
   * The calls that gave a descriptor, mapping or block back, one of them last on every way to this expression with
   * nothing assigned since; `undefined` when there is a way without.
   */
  closedAt(expr: Expr): readonly PathCall[] | undefined;
  /** Uses of what a call gives back (`close(fd)`, `free(p)`, `munmap(p, n)`) on ways with nothing assigned between. */
  usedAfter(call: CallExpr): readonly LaterUse[];
  /** The fork or vfork in whose child alone a place runs, or `undefined`. */
  inChildOf(place: Node): PathCall | undefined;
  /** True when this file installs the function as a signal handler. */
  inHandler(): boolean;
  /** Bytes of `sizeof(array)`, `sizeof(struct known)`, `strlen("…")` and arithmetic on them, or `undefined`. */
  constantLength(expr: Expr): bigint | undefined;
  /** The cleanup function that the compiler calls on a variable of this function, as written, or `undefined`. */
  cleanupOf(variable: string): string | undefined;
}
