/** `fd/dup2-unchecked`: a program started with the wrong descriptor when dup2 fails. */
import { defineRule } from './rule.ts';
import { calledAs } from './support/modes.ts';
import { around } from './support/parents.ts';

const EXECS = [
  ...['execl', 'execle', 'execlp', 'execv', 'execve', 'execveat', 'execvp', 'execvpe', 'fexecve'],
];

export const fdDup2Unchecked = defineRule({
  meta: {
    id: 'fd/dup2-unchecked',
    summary: 'dup2 before exec without a look at its result',
    severity: 'hint',
    since: '0.1.0',
    cwe: ['CWE-252'],
    messages: {
      unchecked:
        'If {call}() fails, {exec}() goes on with the wrong descriptor {target}: check the result.',
    },
    docs: {
      why: `Between fork() and exec, dup2() makes a pipe or file the standard input or output of the new program. It can
fail: with EBADF when an open() before it did, with EMFILE or EBADF at the limit of descriptors. The program then reads
the terminal, or writes its output over whatever descriptor 1 was.`,
      bad: [
        `#include <unistd.h>

void run(int fd)
{
    dup2(fd, STDOUT_FILENO);
    execl("/bin/date", "date", (char *)0);
    _exit(127);
}
`,
      ],
      good: [
        `#include <unistd.h>

void run(int fd)
{
    if (dup2(fd, STDOUT_FILENO) < 0)
        _exit(127);
    execl("/bin/date", "date", (char *)0);
    _exit(127);
}
`,
      ],
      limits: `Only in a function that goes on to exec. A cast to void says that the failure does not matter.`,
      references: ['man:dup2(2)', 'CWE-252', 'CERT:ERR33-C'],
    },
  },
  on: ['dup2', 'dup3'],
  *check(call, ctx) {
    if (call.via === 'wrapper' || call.fn === undefined) return;
    if (!EXECS.some((name) => ctx.mentions(name, call))) return;
    if (ctx.result(call).kind !== 'discarded' || around(call.fn, call.expr)?.kind === 'cast')
      return;
    const after = ctx.paths(call)?.mayAfter(call.expr) ?? [];
    const exec = after.find((c) => c.name !== undefined && EXECS.includes(c.name));
    if (exec?.name === undefined) return;
    const target = call.args[1];
    yield {
      message: 'unchecked',
      data: {
        call: calledAs(call),
        exec: exec.name,
        target: target ? ctx.text(target.expr) : '',
      },
      span: call.nameSpan,
      related: [{ span: exec.expr, text: 'started here' }],
    };
  },
});
