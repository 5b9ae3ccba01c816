/** `proc/fork-unhandled`: a failure of fork taken for the parent. */
import { defineFunctionRule } from './rule.ts';
import { insertedCheck } from './support/error-style.ts';
import { FORKS, forkUse } from './support/fork-results.ts';
import { nameOf } from '../c/ir.ts';

export const procForkUnhandled = defineFunctionRule({
  meta: {
    id: 'proc/fork-unhandled',
    summary: 'A failure of fork that is taken for the parent',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-252'],
    messages: {
      parent:
        '{call}() returns -1 when it fails, and this goes on as the parent of a child: test for -1.',
    },
    docs: {
      why: `fork() fails with EAGAIN at the limit of processes and with ENOMEM. A program that tells 0 from everything
else takes -1 for the process id of a child: it waits for any child, kills every process it may, or reports success for
work that nobody does.`,
      bad: [
        `#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

int run(const char *program)
{
    int status;
    pid_t pid = fork();
    if (pid == 0) {
        execlp(program, program, (char *)NULL);
        _exit(127);
    }
    if (waitpid(pid, &status, 0) < 0)
        return -1;
    return status;
}
`,
      ],
      good: [
        `#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

int run(const char *program)
{
    int status;
    pid_t pid = fork();
    if (pid < 0)
        return -1;
    if (pid == 0) {
        execlp(program, program, (char *)NULL);
        _exit(127);
    }
    if (waitpid(pid, &status, 0) < 0)
        return -1;
    return status;
}
`,
        `#include <unistd.h>

int detach(void)
{
    switch (fork()) {
    case -1:
        return -1;
    case 0:
        return 0;
    default:
        _exit(0);
    }
}
`,
      ],
      limits: `Information where the result is tested in place, for nothing is done with the process id then. Silent as
soon as any test of the function can tell -1 from a process id, and where the result is returned, stored or handed to
another function or macro, which may look.`,
      references: ['man:fork(2)', 'man:vfork(2)', 'CWE-252'],
    },
  },
  words: FORKS,
  *inFunction(fn, ctx) {
    for (const call of ctx.calls) {
      if (!FORKS.includes(call.name) || call.via !== 'libc') continue;
      const use = forkUse(fn, call, ctx);
      if (use?.failure !== 'ignored') continue;
      // Told where it does the harm.
      const { variable } = use;
      const killed = ctx.calls.some(
        (c) => c.name === 'kill' && c.args[0] && nameOf(c.args[0].expr) === variable,
      );
      if (variable !== undefined && killed) continue;
      const check =
        variable === undefined
          ? undefined
          : insertedCheck(fn, call.expr, `${variable} < 0`, (span) => ctx.text(span));
      yield {
        message: 'parent',
        data: { call: call.name },
        span: call.nameSpan,
        call,
        // Nobody waits for the child: what it was to do is not done, and nothing else goes wrong.
        ...(variable === undefined ? { severity: 'information' as const } : {}),
        fixes: check ? [{ title: 'Insert a check', safety: 'unsafe', edits: [check] }] : [],
      };
    }
  },
});
