/** `err/pthread-perror`: errno looked at after a function that returns the error instead. */
import { defineFunctionRule } from './rule.ts';
import { RETURN_ERROR, errnoReads, keepsErrno } from './support/failing.ts';

const ERRORS = new Set(RETURN_ERROR);

export const errPthreadPerror = defineFunctionRule({
  meta: {
    id: 'err/pthread-perror',
    summary: 'errno read after a function that returns its error',
    severity: 'warning',
    since: '0.1.0',
    messages: {
      returned:
        '{call}() returns the error and does not set errno: keep its result and use strerror(result).',
    },
    docs: {
      why: `The functions of the pthread_ and posix_ families return the error number and leave errno alone. perror then
prints the error of some earlier call, very often "Success".`,
      bad: [
        `#include <pthread.h>
#include <stdio.h>

int start(pthread_t *t, void *(*run)(void *))
{
    if (pthread_create(t, NULL, run, NULL) != 0) {
        perror("pthread_create");
        return -1;
    }
    return 0;
}
`,
      ],
      good: [
        `#include <pthread.h>
#include <stdio.h>
#include <string.h>

int start(pthread_t *t, void *(*run)(void *))
{
    int rc = pthread_create(t, NULL, run, NULL);
    if (rc != 0) {
        fprintf(stderr, "pthread_create: %s\\n", strerror(rc));
        return -1;
    }
    return 0;
}
`,
      ],
      limits: `Only where a test shows that the function has failed and nothing that sets errno stands between, and
silent in functions that set errno themselves.`,
      references: ['man:pthreads(7)', 'man:posix_memalign(3)', 'man:perror(3)'],
    },
  },
  words: RETURN_ERROR,
  *inFunction(fn, ctx) {
    if (!ctx.mentions('errno', fn) && !ctx.mentions('perror', fn)) return;
    for (const { expr } of errnoReads(fn, ctx) ?? []) {
      const paths = ctx.paths(expr);
      const before = paths?.certainlyBefore(expr) ?? [];
      const call = before.find((c) => !keepsErrno(c.name) && c.expr.end <= expr.start);
      if (call?.name === undefined || !ERRORS.has(call.name)) continue;
      if (!ctx.library(call.name).includes(call.expr)) continue;
      const states = paths?.testedBefore(call.expr, expr);
      if (states?.size !== 1 || !states.has('failed')) continue;
      yield {
        message: 'returned',
        data: { call: call.name },
        span: expr,
        related: [{ span: call.expr, text: 'the error is its result' }],
      };
    }
  },
});
