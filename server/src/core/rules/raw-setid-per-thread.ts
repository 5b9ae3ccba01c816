/** `raw/setid-per-thread`: ids changed by a raw call, for one thread only. */
import { defineFunctionRule } from './rule.ts';
import type { Fix } from './rule.ts';

/** Calls that the C library makes in every thread of the process (nptl(7)); setfsuid() and setfsgid() are not. */
const EVERY_THREAD = new Set([
  ...['setuid', 'setgid', 'setreuid', 'setregid', 'setresuid', 'setresgid', 'setgroups'],
  ...['setuid32', 'setgid32', 'setreuid32', 'setregid32', 'setresuid32', 'setresgid32'],
  'setgroups32',
]);

export const rawSetidPerThread = defineFunctionRule({
  meta: {
    id: 'raw/setid-per-thread',
    summary: 'User or group ids changed by syscall(), for the calling thread only',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-273'],
    messages: {
      thread:
        'The raw call changes the ids of this thread only, others keep theirs: call {libc}().',
    },
    docs: {
      why: `The kernel keeps user and group ids per thread. POSIX wants them per process, so the C library's
setuid() and its kin stop every thread and make the call in each. A raw call skips that: the other threads stay
root, and whatever takes one of them over has the privileges back.`,
      bad: [
        `#define _GNU_SOURCE
#include <sys/syscall.h>
#include <unistd.h>

int drop(unsigned uid)
{
    return syscall(SYS_setresuid, uid, uid, uid) == 0 ? 0 : -1;
}
`,
      ],
      good: [
        `#define _GNU_SOURCE
#include <unistd.h>

int drop(unsigned uid)
{
    return setresuid(uid, uid, uid) == 0 ? 0 : -1;
}
`,
      ],
      limits: `A hint unless some file of the project starts threads. Silent where the function or a condition
around it has "thread" in its name: file servers change the ids of one thread on purpose.`,
      references: ['man:nptl(7)', 'man:setresuid(2)', 'kernel:kernel/sys.c', 'CWE-273'],
    },
  },
  words: ['syscall'],
  *inFunction(fn, ctx) {
    for (const call of ctx.calls) {
      if (call.via !== 'raw' || call.spelled !== 'syscall' || !EVERY_THREAD.has(call.name))
        continue;
      if ([fn.name, ...ctx.conditions(call)].some((text) => /thread/i.test(text))) continue;
      const libc = call.name.replace(/32$/, '');
      const [first] = call.args;
      const fix: Fix = {
        title: `Call ${libc}()`,
        safety: 'unsafe',
        edits: [
          { span: { start: call.start, end: first?.start ?? call.end }, newText: `${libc}(` },
        ],
        include: libc === 'setgroups' ? 'grp.h' : 'unistd.h',
      };
      yield {
        message: 'thread',
        data: { libc },
        span: call,
        call,
        ...(ctx.project.has('threads') === 'yes' ? {} : { severity: 'hint' as const }),
        fixes: first === undefined ? [] : [fix],
      };
    }
  },
});
