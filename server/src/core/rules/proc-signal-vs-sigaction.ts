/** `proc/signal-vs-sigaction`: a handler installed by signal(). */
import { uncast } from '../c/ir.ts';
import { declaredIn } from '../c/walk.ts';
import { defineFunctionRule } from './rule.ts';
import { constantAmong } from './support/library.ts';

export const procSignalVsSigaction = defineFunctionRule({
  meta: {
    id: 'proc/signal-vs-sigaction',
    summary: 'A handler installed with signal instead of sigaction',
    severity: 'hint',
    since: '0.1.0',
    messages: {
      signal:
        'Whether {handler} stays installed after signal() depends on the library: use sigaction().',
    },
    docs: {
      why: `What signal() does with a function is left to the implementation. With System V semantics, as from glibc with
_XOPEN_SOURCE or from sysv_signal(), the handler is removed before it runs and the signal can interrupt it; with BSD
semantics it stays and interrupted calls are restarted. sigaction() says which of these is meant.`,
      bad: [
        `#include <signal.h>

void on_child(int sig);

void install(void)
{
    signal(SIGCHLD, on_child);
}
`,
      ],
      good: [
        `#include <signal.h>
#include <stddef.h>

void on_child(int sig);

int install(void)
{
    struct sigaction sa = { .sa_handler = on_child, .sa_flags = SA_RESTART };
    sigemptyset(&sa.sa_mask);
    return sigaction(SIGCHLD, &sa, NULL);
}
`,
        `#include <signal.h>

void ignore(void)
{
    signal(SIGPIPE, SIG_IGN);
}
`,
      ],
      limits: `Silent for SIG_IGN and SIG_DFL, which mean the same everywhere, for handlers in variables and parameters,
and for names that look like a handler of before.`,
      references: ['man:signal(2)', 'man:sigaction(2)', 'CERT:SIG34-C'],
    },
  },
  words: ['signal'],
  *inFunction(fn, ctx) {
    const calls = ctx.library('signal');
    if (calls.length === 0) return;
    const declared = declaredIn(fn);
    for (const call of calls) {
      const handler = call.args[1] && uncast(call.args[1]);
      const target =
        handler?.kind === 'unary' && handler.op === '&' ? uncast(handler.operand) : handler;
      const [signal] = call.args;
      if (signal === undefined || call.args.length !== 2 || target?.kind !== 'name') continue;
      // Said better: the call fails.
      if (constantAmong(signal, ['SIGKILL', 'SIGSTOP'], ctx) !== undefined) continue;
      const { name } = target;
      if (
        declared.has(name) ||
        !/[a-z]/.test(name) ||
        /^nullptr$|(?:^|_)(?:old|prev|saved?|orig)|sig_?(?:dfl|ign)$/i.test(name)
      )
        continue;
      yield { message: 'signal', data: { handler: name }, span: call.callee };
    }
  },
});
