/** `proc/blocking-in-lock`: a call that waits for the outside world while a mutex is held. */
import { argOf } from '../c/call-site.ts';
import type { CallExpr } from '../c/ir.ts';
import { constantOf } from '../c/value.ts';
import { defineFunctionRule } from './rule.ts';
import type { FunctionContext } from './rule.ts';
import { argumentTaking, isClear } from './support/arguments.ts';
import { callName } from './support/library.ts';
import { LIBRARY_WAITS, WAITS } from './support/waiting-table.ts';

const LOCK = 'pthread_mutex_lock';
const UNLOCK = 'pthread_mutex_unlock';

export const procBlockingInLock = defineFunctionRule({
  meta: {
    id: 'proc/blocking-in-lock',
    summary: 'A call that may wait for ever while a mutex is held',
    severity: 'off',
    since: '0.1.0',
    others: ['clang-tidy:clang-analyzer-unix.BlockInCriticalSection'],
    messages: {
      held: '{call}() may wait as long as it likes with {mutex} locked: unlock it before the call.',
    },
    docs: {
      why: `Whoever needs the mutex waits as well, for a peer, a child or a timer that has nothing to do with it. One slow
client then stops every thread.`,
      bad: [
        `#include <pthread.h>
#include <sys/socket.h>

int next_client(pthread_mutex_t *lock, int listener)
{
    pthread_mutex_lock(lock);
    int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    pthread_mutex_unlock(lock);
    return fd;
}
`,
      ],
      good: [
        `#define _GNU_SOURCE
#include <pthread.h>
#include <sys/socket.h>

int next_client(pthread_mutex_t *lock, int listener, int *count)
{
    int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    pthread_mutex_lock(lock);
    *count += fd >= 0;
    pthread_mutex_unlock(lock);
    return fd;
}
`,
      ],
      limits: `Off by default: a descriptor may be non-blocking, and a mutex may exist for just that call. Silent where the
function mentions O_NONBLOCK, a flag or a time-out of 0 says not to wait, or the mutex is unlocked on some way there.
read() and write() are not looked at.`,
      references: ['man:pthread_mutex_lock(3)', 'man:signal(7)', 'CERT:POS52-C'],
    },
  },
  words: [LOCK],
  *inFunction(_fn, ctx) {
    const locks = ctx.library(LOCK);
    if (locks.length === 0) return;
    for (const call of ctx.calls) {
      if (!WAITS.has(call.name) || neverWaits(call, ctx)) continue;
      const lock = heldAt(call.expr, locks, ctx);
      if (lock) yield { ...finding(lock, call.spelled, ctx), span: call.nameSpan, call };
    }
    for (const expr of ctx.library(...LIBRARY_WAITS)) {
      const lock = heldAt(expr, locks, ctx);
      if (lock) yield { ...finding(lock, callName(expr), ctx), span: expr.callee };
    }
  },
});

function finding(lock: CallExpr, call: string, ctx: FunctionContext) {
  const mutex = mutexOf(lock, ctx);
  return {
    message: 'held' as const,
    data: { call, mutex: mutex.length > 30 ? 'the mutex' : mutex },
    related: [{ span: { start: lock.start, end: lock.end }, text: 'locked here' }],
  };
}

function mutexOf(call: CallExpr, ctx: FunctionContext): string {
  const arg = call.args[0];
  return arg ? ctx.text(arg).replace(/\s+/g, '').replace(/^&/, '') : '';
}

/** The lock that every way to a place has taken and no way has given back. */
function heldAt(
  place: CallExpr,
  locks: readonly CallExpr[],
  ctx: FunctionContext,
): CallExpr | undefined {
  const earlier = locks.filter((l) => l.start < place.start);
  const paths = earlier.length > 0 ? ctx.paths(place) : undefined;
  const before = paths?.certainlyBefore(place) ?? [];
  return earlier.find((lock) => {
    if (!before.some((b) => b.expr === lock)) return false;
    const given = paths?.mayBefore(place) ?? [];
    return !given.some(
      (g) =>
        (g.name === UNLOCK &&
          g.expr.start > lock.start &&
          mutexOf(g.expr, ctx) === mutexOf(lock, ctx)) ||
        (g.name === UNLOCK && g.expr.start > place.start),
    );
  });
}

/** True where the call says itself that it does not wait. */
function neverWaits(call: FunctionContext['calls'][number], ctx: FunctionContext): boolean {
  if (ctx.mentions('O_NONBLOCK', call) || ctx.mentions('SOCK_NONBLOCK', call)) return true;
  const timeout = argOf(call, 'timeout');
  if (timeout && constantOf(ctx.value(timeout.expr)) === 0n) return true;
  return ['MSG_DONTWAIT', 'WNOHANG', 'LOCK_NB', 'IPC_NOWAIT'].some((flag) => {
    const arg = argumentTaking(call, flag, ctx);
    return arg !== undefined && !isClear(ctx.value(arg.expr), flag, ctx);
  });
}
