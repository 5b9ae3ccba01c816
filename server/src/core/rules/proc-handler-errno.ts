/** `proc/handler-errno`: a signal handler that changes errno behind the back of what it interrupts. */
import { shift } from '../text/span.ts';
import { defineFileRule } from './rule.ts';
import type { FunctionContext, FunctionSite } from './rule.ts';
import type { SyscallCall } from '../c/call-site.ts';
import { handlerSites, INSTALLS_HANDLER } from './support/handler-sites.ts';

/** They do not come back, or cannot fail in a handler that calls them as it must. */
const KEEPS =
  /^(?:exit|exit_group|getpid|getppid|gettid|getuid|geteuid|getgid|getegid|rt_sigaction|rt_sigprocmask|rt_sigreturn|sigaction|sigprocmask|umask|alarm)$/;

export const procHandlerErrno = defineFileRule({
  meta: {
    id: 'proc/handler-errno',
    summary: 'A signal handler that may change errno and does not restore it',
    severity: 'hint',
    fix: 'unsafe',
    since: '0.1.0',
    messages: {
      lost: '{call}() may change errno under the interrupted code: save errno first and restore it at the end.',
    },
    docs: {
      why: `A handler can run between a call that failed and the test of errno. If a call inside of it fails as well, or
merely sets errno, the interrupted code sees the wrong reason: it gives up on EINTR, or retries on EBADF. A handler that
returns leaves errno as it found it.`,
      bad: [
        `#include <signal.h>
#include <stddef.h>
#include <sys/wait.h>

static void on_child(int sig)
{
    (void)sig;
    while (waitpid(-1, NULL, WNOHANG) > 0)
        continue;
}

int install(void)
{
    struct sigaction sa = { .sa_handler = on_child };
    sigemptyset(&sa.sa_mask);
    return sigaction(SIGCHLD, &sa, NULL);
}
`,
      ],
      good: [
        `#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <sys/wait.h>

static void on_child(int sig)
{
    int saved_errno = errno;
    (void)sig;
    while (waitpid(-1, NULL, WNOHANG) > 0)
        continue;
    errno = saved_errno;
}

int install(void)
{
    struct sigaction sa = { .sa_handler = on_child };
    sigemptyset(&sa.sa_mask);
    return sigaction(SIGCHLD, &sa, NULL);
}
`,
      ],
      limits: `Looks at system calls that the handler makes itself. Silent as soon as the handler mentions errno, and
where it never returns to what it interrupted.`,
      references: ['man:signal-safety(7)', 'man:errno(3)', 'CERT:ERR32-C'],
    },
  },
  words: INSTALLS_HANDLER,
  *inFile(ctx) {
    for (const site of handlerSites(ctx)) {
      const { fn, ctx: inside, base } = site;
      if (inside.mentions('errno', fn.body)) continue;
      const call = inside.calls.find(
        (c) => !KEEPS.test(c.name) && !cannotFail(c, inside) && returns(c, site),
      );
      const body = fn.body.body;
      if (call === undefined || body[0] === undefined) continue;
      const start = { start: body[0].start, end: body[0].start };
      const last = body.at(-1);
      const end = { start: last?.end ?? start.start, end: last?.end ?? start.start };
      const leaves = inside.text(fn.body).includes('return');
      yield {
        message: 'lost',
        data: { call: call.spelled },
        span: shift(call.nameSpan, base),
        related: [{ span: shift(fn.nameSpan, base), text: 'installed as a signal handler' }],
        fixes: leaves
          ? []
          : [
              {
                title: 'Save and restore errno',
                safety: 'unsafe',
                edits: [
                  { span: shift(start, base), newText: 'int saved_errno = errno;\n    ' },
                  { span: shift(end, base), newText: '\n    errno = saved_errno;' },
                ],
                include: 'errno.h',
              },
            ],
      };
    }
  },
});

/** time(NULL) only returns: kernel/time/time.c has no error but for a bad pointer. */
function cannotFail(call: SyscallCall, ctx: FunctionContext): boolean {
  const [first] = call.args;
  return (
    call.name === 'time' && first !== undefined && /^(?:NULL|0|nullptr)$/.test(ctx.text(first))
  );
}

/** True when the handler may return to the interrupted code after the call. */
function returns(call: SyscallCall, { ctx }: FunctionSite): boolean {
  const paths = ctx.paths(call.expr);
  if (paths?.certainlyAfter(call.expr) === undefined) return false;
  return !paths
    .mayAfter(call.expr)
    .some(({ name = '' }) => /exit|abort|die|fatal|^raise$|^kill$|longjmp$/i.test(name));
}
