/** `proc/pthread-kill-sigterm`: a signal that ends or stops the process, sent to end one thread. */
import { nameOf } from '../c/ir.ts';
import { shift } from '../text/span.ts';
import { defineFileRule } from './rule.ts';
import type { FileContext } from './rule.ts';
import { constantAmong } from './support/library.ts';

const SIGNALS = ['SIGTERM', 'SIGKILL', 'SIGSTOP'] as const;
/** Whoever takes SIGTERM without a handler. */
const TAKERS = ['sigwait', 'sigwaitinfo', 'sigtimedwait', 'signalfd'] as const;

export const procPthreadKillSigterm = defineFileRule({
  meta: {
    id: 'proc/pthread-kill-sigterm',
    summary: 'pthread_kill with a signal that ends or stops the whole process',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    others: ['clang-tidy:bugprone-bad-signal-to-kill-thread'],
    messages: {
      ends: '{signal} ends the whole process, not the thread it is sent to: use pthread_cancel().',
      stops:
        '{signal} stops the whole process, not the thread it is sent to: use a condition variable.',
    },
    docs: {
      why: `pthread_kill() chooses the thread that runs a handler. What a signal does without a handler it does to the
whole process: SIGTERM and SIGKILL end all threads, SIGSTOP stops them all. To end one thread, cancel it or let it
find out by itself.`,
      bad: [
        `#include <pthread.h>
#include <signal.h>

int finish(pthread_t worker)
{
    return pthread_kill(worker, SIGTERM);
}
`,
      ],
      good: [
        `#include <pthread.h>

int finish(pthread_t worker)
{
    return pthread_cancel(worker);
}
`,
        `#include <pthread.h>
#include <signal.h>

int is_alive(pthread_t worker)
{
    return pthread_kill(worker, 0) == 0;
}
`,
      ],
      limits: `For SIGTERM silent where the file, or as far as known the project, installs handlers, waits for signals or
reads them from a descriptor: it is a message to the thread then.`,
      references: ['man:pthread_kill(3)', 'man:signal(7)', 'CERT:POS44-C'],
    },
  },
  words: ['pthread_kill'],
  *inFile(ctx) {
    let taken: boolean | undefined;
    for (const { fn, ctx: inside, base } of ctx.functions('pthread_kill')) {
      for (const call of inside.library('pthread_kill')) {
        const [thread, signal] = call.args;
        if (thread === undefined || signal === undefined || call.args.length !== 2) continue;
        const name = constantAmong(signal, SIGNALS, inside);
        if (name === undefined) continue;
        if (name === 'SIGTERM' && (taken ??= isTaken(ctx))) continue;
        const callee = nameOf(call.callee) === 'pthread_kill' ? call.callee : undefined;
        yield {
          message: name === 'SIGSTOP' ? 'stops' : 'ends',
          data: { signal: name },
          span: shift(signal, base),
          related: [{ span: shift(fn.nameSpan, base), text: 'sent by this function' }],
          fixes:
            callee === undefined || name === 'SIGSTOP'
              ? []
              : [
                  {
                    title: 'Use pthread_cancel()',
                    safety: 'unsafe',
                    edits: [
                      { span: shift(callee, base), newText: 'pthread_cancel' },
                      { span: shift({ start: thread.end, end: signal.end }, base), newText: '' },
                    ],
                  },
                ],
        };
      }
    }
  },
});

/** True when the program has a use for SIGTERM other than its end. */
function isTaken(ctx: FileContext): boolean {
  if (ctx.project.has('handlers') === 'yes') return true;
  return TAKERS.some((name) => ctx.places(name).length > 0);
}
