/** `port/container-blocked`: a call that the default profile of the target's containers refuses. */
import type { SyscallCall } from '../c/call-site.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule.ts';
import { shownName } from './support/members.ts';

export const portContainerBlocked = defineRule({
  meta: {
    id: 'port/container-blocked',
    summary: 'A call that containers of the target refuse',
    severity: 'warning',
    since: '0.1.0',
    messages: {
      blocked:
        '{runtime} refuses {call}() in a container with {errno}: its seccomp profile has to allow it.',
      caps: '{runtime} lets {call}() through {condition}, else it fails with {errno}.',
    },
    docs: {
      why: `Docker and Podman start containers with a seccomp profile that lets most calls through and refuses others
with EPERM: mounting, modules, keyrings, io_uring in newer releases. A program that works on the host fails there, and
the errno says nothing of the profile.

The runtime comes from \`target.container\` of the project file; without it the rule is silent.`,
      target: { container: 'docker' },
      bad: [
        `#include <sys/syscall.h>
#include <unistd.h>

void ring(void *params)
{
    if (syscall(SYS_io_uring_setup, 8, params) == -1)
        _exit(1);
}
`,
      ],
      good: [
        `#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

int ring(void *params)
{
    long fd = syscall(SYS_io_uring_setup, 8, params);
    if (fd == -1 && (errno == EPERM || errno == ENOSYS))
        return -1;
    return (int)fd;
}
`,
      ],
      limits: `Goes by the newest known default profile on x86-64, for every argument alike. Calls that a capability
lets through are a hint, and so are those whose result the function returns. Silent in functions that look for EPERM or ENOSYS and inside #ifdef of a macro of your own.`,
      references: ['man:seccomp(2)', 'man:capabilities(7)'],
    },
  },
  // Where there is no such number, the function of that name makes another call (sigaction).
  on: (name, kb, target) =>
    target.container !== undefined &&
    kb.number(name, 'x86_64') !== undefined &&
    kb.number(name, target.arch) !== undefined &&
    kb.call(name)?.containers[target.container].status !== 'allowed',
  *check(call, ctx) {
    const { container } = ctx.target;
    if (container === undefined) return;
    const { status, errno = 'EPERM', conditions = [] } = call.info.containers[container];
    if (status === 'allowed' || ctx.failureExpected(call)) return;
    if (['EPERM', 'ENOSYS'].some((word) => ctx.mentions(word, call))) return;
    if ([...ctx.guards(call).defined].some((m) => /^(?:HAVE|WITH|ENABLE|USE)_/.test(m))) return;
    const [condition] = conditions;
    const blocked = status === 'blocked' || condition === undefined;
    // Conditions on arguments and releases are for the reader of the page.
    if (!blocked && !/^only with CAP_\w+$/.test(condition)) return;
    yield {
      message: blocked ? 'blocked' : 'caps',
      data: {
        runtime: container === 'docker' ? 'Docker' : 'Podman',
        call: shownName(call),
        errno,
        condition: condition ?? '',
      },
      span: call.nameSpan,
      // The caller of a function that hands the result on may look at errno.
      ...(blocked && !isHandedOn(call, ctx) ? {} : { severity: 'hint' as const }),
    };
  },
});

function isHandedOn(call: SyscallCall, ctx: RuleContext): boolean {
  return ctx.result(call).kind === 'returned' && call.fn?.name !== 'main';
}
