/** `proc/exit-in-child`: exit() in the child of a fork whose exec failed. */
import { defineFunctionRule } from './rule.ts';
import { EXEC_CALLS } from './support/library.ts';

export const procExitInChild = defineFunctionRule({
  meta: {
    id: 'proc/exit-in-child',
    summary: 'exit instead of _exit in a child whose exec failed',
    severity: 'hint',
    fix: 'unsafe',
    since: '0.1.0',
    messages: {
      twice:
        'exit() writes what the parent had buffered a second time and runs its exit handlers: use _exit().',
    },
    docs: {
      why: `The child of a fork() inherits the parent's unwritten output and its exit handlers. When exec fails and the child
calls exit(), both have their effect twice: text appears doubled, temporary files of the parent are removed. _exit()
ends the child alone.`,
      bad: [
        `#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

pid_t start(char *const argv[])
{
    pid_t pid = fork();
    if (pid < 0)
        return -1;
    if (pid == 0) {
        execv(argv[0], argv);
        exit(127);
    }
    return pid;
}
`,
      ],
      good: [
        `#include <sys/types.h>
#include <unistd.h>

pid_t start(char *const argv[])
{
    pid_t pid = fork();
    if (pid < 0)
        return -1;
    if (pid == 0) {
        execv(argv[0], argv);
        _exit(127);
    }
    return pid;
}
`,
      ],
      limits: `Reported only behind an exec of the same child: a child that does the work itself may well want exit().
Output that the child itself printed before needs a flush with _exit().`,
      references: ['man:exit(3)', 'man:_exit(2)', 'man:fork(2)'],
    },
  },
  words: ['fork'],
  *inFunction(_fn, ctx) {
    for (const call of ctx.library('exit')) {
      const paths = ctx.paths(call);
      const fork = paths?.inChildOf(call);
      if (fork === undefined || fork.name === 'vfork') continue;
      const exec = paths?.certainlyBefore(call)?.find(({ name = '' }) => EXEC_CALLS.includes(name));
      if (exec === undefined || exec.expr.start < fork.expr.start) continue;
      yield {
        message: 'twice',
        span: call.callee,
        related: [
          { span: { start: fork.expr.start, end: fork.expr.end }, text: 'the child begins here' },
        ],
        fixes: [
          {
            title: 'Use _exit()',
            safety: 'unsafe',
            edits: [{ span: call.callee, newText: '_exit' }],
            include: 'unistd.h',
          },
        ],
      };
    }
  },
});
