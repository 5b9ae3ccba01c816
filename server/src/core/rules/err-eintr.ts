/** `err/eintr`: a slow call in a program whose signal handlers interrupt it. */
import { nameOf, unparen } from '../c/ir.ts';
import { walk } from '../c/walk.ts';
import { defineFileRule } from './rule.ts';
import type { FileContext, Fix } from './rule.ts';

/** Wait for others and fail with EINTR when a handler runs without SA_RESTART (signal(7)). */
const SLOW = new Set(['accept', 'accept4', 'recv', 'recvfrom', 'recvmsg', 'wait4', 'waitpid']);

export const errEintr = defineFileRule({
  meta: {
    id: 'err/eintr',
    summary: 'A slow call that is not repeated when a signal interrupts it',
    severity: 'off',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-1024'],
    messages: {
      interrupted:
        'A handler of this file interrupts {call}() with EINTR: repeat it, or install with SA_RESTART.',
    },
    docs: {
      why: `A handler that is installed without SA_RESTART makes a call that waits fail with EINTR when the signal comes.
That is no failure of the call: a program that takes it for one drops a connection, or loses a child, because somebody
resized the terminal.`,
      bad: [
        `#include <signal.h>
#include <string.h>
#include <sys/wait.h>

static volatile sig_atomic_t seen;

static void note(int sig)
{
    seen = sig;
}

int reap(pid_t child, int *status)
{
    struct sigaction sa;
    memset(&sa, 0, sizeof sa);
    sigemptyset(&sa.sa_mask);
    sa.sa_handler = note;
    if (sigaction(SIGWINCH, &sa, NULL) < 0)
        return -1;
    if (waitpid(child, status, 0) < 0)
        return -1;
    return seen;
}
`,
      ],
      good: [
        `#include <signal.h>
#include <string.h>
#include <sys/wait.h>

static volatile sig_atomic_t seen;

static void note(int sig)
{
    seen = sig;
}

int reap(pid_t child, int *status)
{
    struct sigaction sa;
    memset(&sa, 0, sizeof sa);
    sigemptyset(&sa.sa_mask);
    sa.sa_handler = note;
    sa.sa_flags = SA_RESTART;
    if (sigaction(SIGWINCH, &sa, NULL) < 0)
        return -1;
    if (waitpid(child, status, 0) < 0)
        return -1;
    return seen;
}
`,
      ],
      limits: `Off unless asked for: an interruption may be what the program waits for. Needs handler and call in one file
that knows neither SA_RESTART nor EINTR.`,
      references: ['man:signal(7)', 'man:sigaction(2)', 'CWE-1024'],
    },
  },
  words: ['sa_handler', 'sa_sigaction'],
  *inFile(ctx) {
    if (['SA_RESTART', 'EINTR'].some((word) => ctx.places(word).length > 0)) return;
    if (!installs(ctx)) return;
    for (const site of ctx.functions(...SLOW)) {
      for (const call of site.ctx.calls) {
        const use = site.ctx.result(call);
        if (!SLOW.has(call.name) || call.via !== 'libc' || use.tests.length === 0) continue;
        const start = call.start + site.base;
        const end = call.end + site.base;
        const fix: Fix = {
          title: 'Repeat it after EINTR',
          safety: 'unsafe',
          edits: [
            { span: { start, end: start }, newText: 'TEMP_FAILURE_RETRY(' },
            { span: { start: end, end }, newText: ')' },
          ],
          include: 'errno.h',
        };
        yield {
          message: 'interrupted',
          data: { call: call.name },
          span: { start, end },
          fixes: [fix],
        };
      }
    }
  },
});

/** True when a function of the file is made a handler, not SIG_IGN or SIG_DFL alone. */
function installs(ctx: FileContext): boolean {
  for (const { fn } of ctx.functions('sa_handler', 'sa_sigaction')) {
    const state = { found: false };
    walk(fn.body, (n) => {
      const left = n.kind === 'assign' ? unparen(n.left) : undefined;
      if (
        n.kind !== 'assign' ||
        left?.kind !== 'member' ||
        !/^sa_(?:handler|sigaction)$/.test(left.name)
      ) {
        return;
      }
      const name = nameOf(n.right);
      if (name !== undefined && !name.startsWith('SIG_') && !fn.params.some((p) => p.name === name))
        state.found = true;
    });
    if (state.found) return true;
  }
  return false;
}
