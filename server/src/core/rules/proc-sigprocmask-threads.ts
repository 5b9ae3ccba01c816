/** `proc/sigprocmask-threads`: sigprocmask in a program with threads. */
import { nameOf, uncast, type Expr } from '../c/ir.ts';
import { defineFunctionRule } from './rule.ts';
import { ignoredIn } from './support/ignored.ts';

export const procSigprocmaskThreads = defineFunctionRule({
  meta: {
    id: 'proc/sigprocmask-threads',
    summary: 'sigprocmask in a program that creates threads',
    severity: 'hint',
    fix: 'unsafe',
    since: '0.1.0',
    messages: {
      threads:
        'What sigprocmask() does in a program with threads is not specified: use pthread_sigmask().',
    },
    docs: {
      why: `POSIX leaves open what sigprocmask() does in a process with more than one thread. On Linux it changes the mask
of the calling thread only, so a program that means to block a signal everywhere does not. pthread_sigmask() does the
same by definition, and says so to the reader. It returns the error number instead of setting errno.`,
      bad: [
        `#include <pthread.h>
#include <signal.h>
#include <stddef.h>

void *worker(void *arg);

int start(pthread_t *thread)
{
    sigset_t set;
    sigfillset(&set);
    sigprocmask(SIG_BLOCK, &set, NULL);
    return pthread_create(thread, NULL, worker, NULL);
}
`,
      ],
      good: [
        `#include <pthread.h>
#include <signal.h>
#include <stddef.h>

void *worker(void *arg);

int start(pthread_t *thread)
{
    sigset_t set;
    sigfillset(&set);
    int failed = pthread_sigmask(SIG_BLOCK, &set, NULL);
    return failed != 0 ? failed : pthread_create(thread, NULL, worker, NULL);
}
`,
      ],
      limits: `Reported where the file, or as far as known the project, creates threads. Silent in the child of a fork and
in signal handlers, where pthread_sigmask() has no advantage, in functions that call both, one of them for programs
without threads, and where the mask is only asked for.`,
      references: ['man:sigprocmask(2)', 'man:pthread_sigmask(3)'],
    },
  },
  words: ['sigprocmask'],
  *inFunction(fn, ctx) {
    if (ctx.project.has('threads') !== 'yes') return;
    const calls = ctx.library('sigprocmask');
    // The other branch of an #if is for programs with threads.
    if (calls.length === 0 || ctx.library('pthread_sigmask').length > 0) return;
    for (const call of calls) {
      const [, set] = call.args;
      if (set === undefined || call.args.length !== 3 || asksOnly(set)) continue;
      const paths = ctx.paths(call);
      if (paths === undefined || paths.inHandler() || paths.inChildOf(call)) continue;
      const about = ctx.calls.find((c) => c.expr === call);
      yield {
        message: 'threads',
        span: call.callee,
        ...(about ? { call: about } : {}),
        // Its result means something else.
        fixes: ignoredIn(fn, call)
          ? [
              {
                title: 'Use pthread_sigmask()',
                safety: 'unsafe',
                edits: [{ span: call.callee, newText: 'pthread_sigmask' }],
                include: 'signal.h',
              },
            ]
          : [],
      };
    }
  },
});

/** True for a null pointer in place of a set: the mask is read, and stays. */
function asksOnly(set: Expr): boolean {
  const e = uncast(set);
  return ['NULL', 'nullptr'].includes(nameOf(e) ?? '') || (e.kind === 'number' && e.value === 0n);
}
