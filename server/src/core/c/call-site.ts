/** What a recognised system call in the text looks like to features and rules: plain data, no syntax nodes. */
import type { EffectiveParam } from '../kb/cases.ts';
import type { CallInfo } from '../kb/kb.types.ts';
import type { Span } from '../text/span.ts';
import type { CallExpr, Expr, FunctionIr } from './ir.ts';
import type { Forward } from './summaries.ts';

/**
 * One call of a system call. Offsets are relative to the unit it stands in; `PlacedCall.base` (or the runner)
 * makes them offsets in the file.
 */
export interface SyscallCall extends Span {
  readonly info: CallInfo;
  /** Kernel name: `mmap` also for `mmap64(…)` and `syscall(SYS_mmap, …)`. */
  readonly name: string;
  /** As written: `mmap64`, `syscall`. */
  readonly spelled: string;
  /**
   * `raw`: through `syscall(SYS_x, …)`; `args` then has the kernel's order and no number. `wrapper`: through a function
   * or macro of the project; `args` then are those of the system call, `expr` and all spans those of the wrapper's call.
   */
  readonly via: 'libc' | 'raw' | 'wrapper';
  /** With `wrapper`: the function or macro that is called here, and the call it makes. */
  readonly wrapper?: { readonly name: string; readonly forward: Forward };
  /** The word that names the call: `mmap`, or `SYS_mmap` in a raw call. */
  readonly nameSpan: Span;
  /** What stands between the parentheses. */
  readonly inside: Span;
  readonly args: readonly Argument[];
  readonly expr: CallExpr;
  /** The function around it; absent at file level and when only tokens could be read. */
  readonly fn?: FunctionIr;
  /**
   * Not to be judged: a syntax error inside or around, `#if 0`, a macro body, a name libc does not have. Features may
   * answer all the same.
   */
  readonly broken: boolean;
}

export interface Argument extends Span {
  readonly index: number;
  readonly expr: Expr;
  /** What it is in this call, other arguments considered. Absent for an argument beyond those the call takes. */
  readonly param?: EffectiveParam;
  /** False for what only the wrapper says; its span then is the name of the wrapper. */
  readonly written?: false;
}

/** A call and where its unit starts in the file. */
export interface PlacedCall {
  readonly call: SyscallCall;
  /** File offset that the call's own offsets are relative to. */
  readonly base: number;
}

/** The argument for the parameter of this name, or `undefined` when the call has none. */
export function argOf(call: SyscallCall, param: string): Argument | undefined {
  return call.args.find((a) => a.param?.name === param);
}
