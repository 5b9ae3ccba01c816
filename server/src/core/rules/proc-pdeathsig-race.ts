/** `proc/pdeathsig-race`: PR_SET_PDEATHSIG that the parent's death may have overtaken. */
import { constantOf } from '../c/value.ts';
import { defineRule } from './rule.ts';
import { constantAmong } from './support/library.ts';

export const procPdeathsigRace = defineRule({
  meta: {
    id: 'proc/pdeathsig-race',
    summary: 'PR_SET_PDEATHSIG without a look at whether the parent is still there',
    severity: 'off',
    since: '0.1.0',
    cwe: ['CWE-362'],
    messages: {
      race: 'If the parent has died by now the signal never comes: compare getppid() with the pid before fork().',
    },
    docs: {
      why: `PR_SET_PDEATHSIG asks for a signal when the parent ends. A parent that ended between fork() and this call sends
none, and the child runs on for ever. Comparing getppid() behind the call with the process id that the parent noted
before it forked closes the gap.`,
      bad: [
        `#include <signal.h>
#include <sys/prctl.h>

int follow_parent(void)
{
    return prctl(PR_SET_PDEATHSIG, SIGTERM);
}
`,
      ],
      good: [
        `#include <signal.h>
#include <sys/prctl.h>
#include <sys/types.h>
#include <unistd.h>

int follow_parent(pid_t parent)
{
    if (prctl(PR_SET_PDEATHSIG, SIGTERM) != 0)
        return -1;
    return getppid() == parent ? 0 : -1;
}
`,
      ],
      limits: `Off by default: the check may stand in another function. Silent as soon as the function mentions getppid.`,
      references: ['man:prctl(2)', 'CWE-362'],
    },
  },
  on: ['prctl'],
  *check(call, ctx) {
    const [option, signal] = call.args;
    if (option === undefined || signal === undefined) return;
    if (constantAmong(option.expr, ['PR_SET_PDEATHSIG'], ctx) === undefined) return;
    // 0 takes the wish back.
    if (constantOf(ctx.value(signal.expr)) === 0n || ctx.mentions('getppid', call)) return;
    yield { message: 'race', span: option };
  },
});
