/** Functions and macros that decide whether the code behind them runs, by their well-known names. Pure tables. */
import { nameOf, unparen, type CallExpr } from './ir.ts';

/** Never come back to the caller: C11 7.22.4, POSIX, err(3), glibc's and GLib's abort helpers, and exec's `_exit`. */
const NEVER_RETURN = new Set([
  ...['exit', '_exit', '_Exit', 'quick_exit', 'abort', 'longjmp', 'siglongjmp', '_longjmp'],
  ...['err', 'errx', 'verr', 'verrx', 'errc', 'verrc', 'pthread_exit', 'thrd_exit', 'exit_group'],
  ...[
    '__assert_fail',
    '__assert_rtn',
    '__builtin_trap',
    '__builtin_unreachable',
    '__builtin_abort',
  ],
  ...['g_error', 'g_assert_not_reached', 'assert_not_reached', '__stack_chk_fail', 'unreachable'],
  ...['std::abort', 'std::exit', 'std::terminate', 'std::_Exit', 'std::quick_exit'],
]);

/** A false condition ends the program, or the macro evaluates it always and ends then. */
const ASSERTS = new Set([
  ...['assert', 'assert_se', 'ASSERT', 'g_assert', 'g_assert_true', 'ck_assert', 'assert_true'],
  ...['Q_ASSERT', 'TEST_VERIFY_EXIT'],
]);
const ASSERTS_NOT = new Set(['BUG_ON', 'g_assert_false', 'assert_false']);
/** A false condition leaves the function. */
const RETURNS_UNLESS = new Set([
  ...['g_return_if_fail', 'g_return_val_if_fail', 'assert_return', 'assert_return_errno'],
]);

const EXPECTED =
  /^(?:(?:UN)?LIKELY|(?:un)?likely|_(?:un)?likely_|G_(?:UN)?LIKELY|__builtin_expect|__(?:un)?likely)$/;
const RETRIES =
  /^(?:TEMP_FAILURE_RETRY|HANDLE_EINTR|RETRY_ON_EINTR|NO_EINTR|EINTR_RETRY|_?RESTARTABLE)$/;
const MAY_LEAVE = /RETURN|GOTO|FAIL|THROW|BAIL|ABORT|EXIT|CHECK|TRY|REQUIRE|RAISE|DIE|CLEANUP/;

/** Name of the function a call calls, without a leading `::`; `undefined` for members and pointers. */
export function calledName(call: CallExpr): string | undefined {
  const name = nameOf(call.callee);
  return name?.startsWith('::') ? name.slice(2) : name;
}

/** True for a call that, by its name, never returns; `error()` only with a status that is a number other than 0. */
export function neverReturns(call: CallExpr): boolean {
  const name = calledName(call);
  if (name === undefined) return false;
  if (NEVER_RETURN.has(name)) return true;
  const status = call.args[0] && unparen(call.args[0]);
  return name === 'error' && call.args.length > 2 && status?.kind === 'number' && !!status.value;
}

/** True for the name of a function that never returns, or not always: a file may mean something else by it. */
export function isLeavingName(name: string): boolean {
  return NEVER_RETURN.has(name) || name === 'error';
}

/** Every name that is read as one that never returns, or asserts. */
export const LEAVING_NAMES: ReadonlySet<string> = new Set([
  ...[...NEVER_RETURN, ...ASSERTS, ...ASSERTS_NOT, ...RETURNS_UNLESS, 'error'],
]);

/** True for a macro whose name tells what it does, in whatever project. */
export function isKnownMacro(name: string): boolean {
  const listed = [ASSERTS, ASSERTS_NOT, RETURNS_UNLESS, NEVER_RETURN].some((set) => set.has(name));
  return listed || EXPECTED.test(name) || RETRIES.test(name);
}

/** What a macro does with its first argument, when it is one that asserts or leaves. */
export interface Assertion {
  /** The outcome of the condition with which the code goes on. */
  readonly goesOnWhen: boolean;
  /** The other outcome ends the program, or leaves the function. */
  readonly otherwise: 'ends' | 'returns';
}

/** How an assertion-like macro is to be read, by its name; `undefined` for anything else. */
export function assertionOf(call: CallExpr): Assertion | undefined {
  const name = calledName(call);
  if (name === undefined || call.args.length === 0) return undefined;
  if (ASSERTS.has(name)) return { goesOnWhen: true, otherwise: 'ends' };
  if (ASSERTS_NOT.has(name)) return { goesOnWhen: false, otherwise: 'ends' };
  if (RETURNS_UNLESS.has(name)) return { goesOnWhen: true, otherwise: 'returns' };
  return undefined;
}

/** True for macros worth their first argument as a condition: `LIKELY(x)`, `__builtin_expect(x, 0)`. */
export function isExpectation(call: CallExpr): boolean {
  return call.args.length > 0 && EXPECTED.test(calledName(call) ?? '');
}

/** True for macros that repeat the call inside and are worth its result: `TEMP_FAILURE_RETRY(x)`. */
export function isRetry(call: CallExpr): boolean {
  return call.args.length === 1 && RETRIES.test(calledName(call) ?? '');
}

/** True for a macro whose name says that it may leave the function: `CHECK_GOTO(x)`. */
export function mayLeave(call: CallExpr): boolean {
  const name = calledName(call);
  return name !== undefined && /^[A-Z][A-Z0-9_]+$/.test(name) && MAY_LEAVE.test(name);
}
