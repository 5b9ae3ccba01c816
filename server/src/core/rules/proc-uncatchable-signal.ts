/** `proc/uncatchable-signal`: a handler for SIGKILL or SIGSTOP. */
import { unparen, type CallExpr, type Expr, type FunctionIr } from '../c/ir.ts';
import type { SyscallCall } from '../c/call-site.ts';
import type { Span } from '../text/span.ts';
import { defineFunctionRule } from './rule.ts';
import type { FunctionContext } from './rule.ts';
import { callName, constantAmong } from './support/library.ts';
import { around } from './support/parents.ts';
import { callsAround, withoutStatement } from './support/statement-edits.ts';

const SIGNAL = ['signal', 'bsd_signal', 'sysv_signal', 'ssignal', 'sigset'] as const;
const UNCATCHABLE = ['SIGKILL', 'SIGSTOP'] as const;

export const procUncatchableSignal = defineFunctionRule({
  meta: {
    id: 'proc/uncatchable-signal',
    summary: 'A handler or action for SIGKILL or SIGSTOP',
    severity: 'error',
    fix: 'safe',
    since: '0.1.0',
    messages: {
      never:
        '{signal} can be neither caught nor ignored, {call}() fails with EINVAL: remove the call.',
    },
    docs: {
      why: `The kernel keeps SIGKILL and SIGSTOP to itself: no program can catch, ignore or even reset them. The call
fails with EINVAL, the clean-up that was meant for that signal never runs, and most programs do not look at the result.`,
      bad: [
        `#include <signal.h>

void on_kill(int sig);

void install(void)
{
    signal(SIGKILL, on_kill);
}
`,
        `#include <signal.h>
#include <stddef.h>

void on_stop(int sig);

int install(void)
{
    struct sigaction sa = { .sa_handler = on_stop };
    sigemptyset(&sa.sa_mask);
    return sigaction(SIGSTOP, &sa, NULL);
}
`,
      ],
      good: [
        `#include <signal.h>
#include <stddef.h>

void on_term(int sig);

int install(void)
{
    struct sigaction sa = { .sa_handler = on_term };
    sigemptyset(&sa.sa_mask);
    return sigaction(SIGTERM, &sa, NULL);
}
`,
        `#include <signal.h>
#include <stddef.h>

int query(struct sigaction *old)
{
    return sigaction(SIGKILL, NULL, old);
}
`,
      ],
      limits: `A sigaction() that only asks (NULL as the new action) is legal and silent, and so is one whose action is a
pointer that may be NULL. Silent where the code expects the failure: inside an assertion, where success is
reported as a failure, or, for signal(), where the function names EINVAL.`,
      references: ['man:sigaction(2)', 'man:signal(2)', 'man:signal(7)', 'kernel:kernel/signal.c'],
    },
  },
  words: [...SIGNAL, 'sigaction', 'SYS_rt_sigaction', '__NR_rt_sigaction'],
  *inFunction(fn, ctx) {
    const actions = ctx.calls.filter((c) => c.name === 'sigaction' || c.name === 'rt_sigaction');
    for (const call of actions) {
      const [signal, act] = call.args;
      if (signal === undefined || act === undefined || !isObject(act.expr, call, ctx)) continue;
      if (isExpected(fn, call.expr, ctx)) continue;
      yield* report({
        fn,
        ctx,
        expr: call.expr,
        signal: signal.expr,
        name: call.via === 'raw' ? call.name : call.spelled,
        call,
      });
    }
    for (const expr of ctx.library(...SIGNAL)) {
      const [signal, handler] = expr.args;
      if (signal === undefined || handler === undefined || isExpected(fn, expr, ctx)) continue;
      // Of sigaction() the runner itself sees that the error is expected.
      if (ctx.mentions('EINVAL', expr)) continue;
      yield* report({ fn, ctx, expr, signal, name: callName(expr) });
    }
  },
});

interface Installed {
  readonly fn: FunctionIr;
  readonly ctx: FunctionContext;
  readonly expr: CallExpr;
  readonly signal: Expr;
  readonly name: string;
  readonly call?: SyscallCall;
}

function* report({ fn, ctx, expr, signal, name, call }: Installed) {
  const which = constantAmong(signal, UNCATCHABLE, ctx);
  if (which === undefined) return;
  const gone = withoutStatement(fn, expr, (span: Span) => ctx.text(span));
  yield {
    message: 'never' as const,
    data: { signal: which, call: name },
    span: signal,
    ...(call ? { call } : {}),
    fixes: gone ? [{ title: 'Remove the call', safety: 'safe' as const, edits: [gone] }] : [],
  };
}

/** True when the action is certainly there: the address of something, or an array. */
function isObject(expr: Expr, call: SyscallCall, ctx: FunctionContext): boolean {
  const e = unparen(expr);
  if (e.kind === 'unary' && e.op === '&') return true;
  const kind = e.kind === 'name' ? ctx.paths(call)?.resource(e).kind : undefined;
  return kind === 'stack' || kind === 'static';
}

/** `if (sigaction(SIGKILL, …) == 0) error(…)`: success is what must not be. */
function failsOnSuccess(fn: FunctionIr, expr: CallExpr, ctx: FunctionContext): boolean {
  const test = around(fn, expr);
  const branch = test && around(fn, test);
  if (test?.kind !== 'binary' || branch?.kind !== 'if') return false;
  const other = unparen(unparen(test.left) === expr ? test.right : test.left);
  const zero = other.kind === 'number' && other.value === 0n;
  if (!(test.op === '==' && zero) && !(test.op === '!=' && !zero)) return false;
  return /err|fail|abort|exit|die|panic|unexpected/i.test(ctx.text(branch.yes));
}

/** Tests install handlers that cannot be on purpose. */
function isExpected(fn: FunctionIr, expr: CallExpr, ctx: FunctionContext): boolean {
  if (failsOnSuccess(fn, expr, ctx)) return true;
  return callsAround(fn, expr).some((name) => /assert|check|expect|test|require|fail/i.test(name));
}
