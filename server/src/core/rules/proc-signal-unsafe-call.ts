/** `proc/signal-unsafe-call`: a function that is not async-signal-safe, called in a signal handler. */
import { shift } from '../text/span.ts';
import { defineFileRule } from './rule.ts';
import type { FileContext } from './rule.ts';
import { handlerSites, INSTALLS_HANDLER } from './support/handler-sites.ts';
import { callName, constantAmong } from './support/library.ts';
import { directUnsafe, isOutsideHandler, unsafeCall } from './support/unsafe-calls.ts';

const MOST_RELATED = 5;
/** Raised by what the thread itself does (signal(7), standard signals). */
const SYNCHRONOUS = ['SIGBUS', 'SIGFPE', 'SIGILL', 'SIGSEGV', 'SIGSYS', 'SIGTRAP'] as const;
const ENDS = /^(?:_exit|_Exit|abort|raise|kill)$/;

export const procSignalUnsafeCall = defineFileRule({
  meta: {
    id: 'proc/signal-unsafe-call',
    summary: 'A function that is not async-signal-safe, in a signal handler',
    severity: 'warning',
    since: '0.1.0',
    cwe: ['CWE-479'],
    others: [
      'clang-tidy:bugprone-signal-handler',
      'clang-tidy:cert-sig30-c',
      'gcc:-Wanalyzer-unsafe-call-within-signal-handler',
    ],
    messages: {
      direct:
        '{call}() is not safe in a signal handler: set a volatile sig_atomic_t or use {instead}().',
      through:
        '{via}() calls {call}(), which is not safe in a signal handler: set a volatile sig_atomic_t.',
    },
    docs: {
      why: `A handler runs between any two instructions, in the middle of malloc() or printf() too. If it calls into the
same code, it waits for a lock that its own thread holds, or finds a list half changed: the program hangs or corrupts
memory, rarely enough that no test shows it. What may be called is listed in signal-safety(7): write(), _exit(),
sem_post() and most system calls.`,
      bad: [
        `#include <signal.h>
#include <stddef.h>
#include <stdio.h>

static void on_interrupt(int sig)
{
    printf("signal %d\\n", sig);
}

int install(void)
{
    struct sigaction sa = { .sa_handler = on_interrupt };
    sigemptyset(&sa.sa_mask);
    return sigaction(SIGINT, &sa, NULL);
}
`,
      ],
      good: [
        `#include <signal.h>
#include <stddef.h>

static volatile sig_atomic_t interrupted;

static void on_interrupt(int sig)
{
    interrupted = sig;
}

int install(void)
{
    struct sigaction sa = { .sa_handler = on_interrupt };
    sigemptyset(&sa.sa_mask);
    return sigaction(SIGINT, &sa, NULL);
}

int is_interrupted(void)
{
    return interrupted != 0;
}
`,
      ],
      limits: `One finding for each handler that the file installs; other unsafe calls of it are listed with it. Follows
functions of the file three levels down, through no pointers. A hint where the handler goes on to abort(), _exit(),
raise() or kill(), and for handlers of faults alone (SIGSEGV, SIGILL …): a crash report that hangs is a smaller evil. A program whose signals are blocked except while it
waits may turn the rule off.`,
      references: ['man:signal-safety(7)', 'man:sigaction(2)', 'CWE-479', 'CERT:SIG30-C'],
    },
  },
  words: INSTALLS_HANDLER,
  *inFile(ctx) {
    for (const site of handlerSites(ctx)) {
      const first = unsafeCall(site, ctx);
      if (first === undefined) continue;
      const others = directUnsafe(site, ctx).filter(
        (c) => c !== first.call && !isOutsideHandler(site.fn, c),
      );
      const { call, inner } = first;
      const after = site.ctx.paths(call)?.mayAfter(call) ?? [];
      const fatal = callName(call) !== 'exit' && after.some(({ name = '' }) => ENDS.test(name));
      const mild = fatal || isSynchronous(site.fn.name, ctx);
      const name = callName(inner?.call ?? call);
      yield {
        message: inner ? 'through' : 'direct',
        data: { call: name, via: callName(call), instead: name === 'exit' ? '_exit' : 'write' },
        span: shift(call, site.base),
        ...(mild ? { severity: 'hint' as const } : {}),
        related: [
          { span: shift(site.fn.nameSpan, site.base), text: 'installed as a signal handler' },
          ...(inner
            ? [{ span: shift(inner.call, inner.base), text: 'the call that is not safe' }]
            : []),
          ...others.slice(0, MOST_RELATED).map((o) => ({
            span: shift(o, site.base),
            text: 'not safe either',
          })),
        ],
      };
    }
  },
});

/** True when the file installs the handler for signals only that an instruction of the program itself raises. */
function isSynchronous(handler: string, ctx: FileContext): boolean {
  const signals: (string | undefined)[] = [];
  for (const { ctx: inside } of ctx.functions(handler)) {
    for (const call of inside.library('signal', 'sigaction', 'sigset')) {
      const [signal] = call.args;
      if (!signal || (callName(call) !== 'sigaction' && !inside.text(call).includes(handler)))
        continue;
      signals.push(constantAmong(signal, SYNCHRONOUS, inside));
    }
  }
  return signals.length > 0 && signals.every((s) => s !== undefined);
}
