/** `proc/async-cancel`: threads that may be cancelled at any instruction. */
import { nameOf } from '../c/ir.ts';
import { defineFunctionRule } from './rule.ts';

export const procAsyncCancel = defineFunctionRule({
  meta: {
    id: 'proc/async-cancel',
    summary: 'Asynchronous cancellation of a thread',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    others: ['clang-tidy:concurrency-thread-canceltype-asynchronous'],
    messages: {
      any: 'The thread can be ended at any instruction, locks and memory in hand: use PTHREAD_CANCEL_DEFERRED.',
    },
    docs: {
      why: `With PTHREAD_CANCEL_ASYNCHRONOUS a thread can end between any two instructions, inside malloc() with its
lock held as well. Only three functions are safe to call in that state: pthread_cancel(), pthread_setcancelstate() and
pthread_setcanceltype(). Deferred cancellation, which every thread starts with, ends it at calls that wait.`,
      bad: [
        `#include <pthread.h>

void *worker(void *arg)
{
    pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL);
    return arg;
}
`,
      ],
      good: [
        `#include <pthread.h>

void *worker(void *arg)
{
    for (;;)
        pthread_testcancel();
    return arg;
}
`,
        `#include <pthread.h>

int defer(void)
{
    return pthread_setcanceltype(PTHREAD_CANCEL_DEFERRED, NULL);
}
`,
      ],
      limits: `A loop that only computes may be cancelled like this; turn the rule off for it with a comment. A hint where
the function sets the type again later, so that only what stands between is at risk.`,
      references: ['man:pthread_setcanceltype(3)', 'man:pthreads(7)', 'CERT:POS47-C'],
    },
  },
  words: ['PTHREAD_CANCEL_ASYNCHRONOUS', 'pthread_setcanceltype'],
  *inFunction(_fn, ctx) {
    const calls = ctx.library('pthread_setcanceltype');
    for (const call of calls) {
      const type = call.args[0];
      if (type === undefined || nameOf(type) !== 'PTHREAD_CANCEL_ASYNCHRONOUS') continue;
      const restored = calls.some((c) => c.start > call.start);
      yield {
        message: 'any',
        span: type,
        ...(restored ? { severity: 'hint' as const } : {}),
        fixes: [
          {
            title: 'Use PTHREAD_CANCEL_DEFERRED',
            safety: 'unsafe',
            edits: [{ span: type, newText: 'PTHREAD_CANCEL_DEFERRED' }],
          },
        ],
      };
    }
  },
});
