/** `priv/chroot-after-drop`: something only root may do, after the user is no longer root. */
import { defineRule } from './rule.ts';
import { USER_CALLS, changeBy, droppedBefore } from './support/identity.ts';

export const privChrootAfterDrop = defineRule({
  meta: {
    id: 'priv/chroot-after-drop',
    summary: 'chroot or mount after the privileges for it were dropped',
    severity: 'warning',
    since: '0.1.0',
    cwe: ['CWE-696'],
    messages: {
      late: '{call}() needs {capability}, which {drop}() has given up: it fails with EPERM. Call it before.',
    },
    docs: {
      why: `A process loses its capabilities when its last user id that was 0 becomes another one. chroot() needs
CAP_SYS_CHROOT, mounting and pivot_root() need CAP_SYS_ADMIN: behind the drop they fail with EPERM, and where nobody
looks, the program runs outside of the root it was meant to be shut in.`,
      bad: [
        `#include <sys/types.h>
#include <unistd.h>

int shut_in(uid_t uid, const char *dir)
{
    if (setuid(uid) < 0)
        return -1;
    if (chroot(dir) < 0 || chdir("/") < 0)
        return -1;
    return 0;
}
`,
      ],
      good: [
        `#define _GNU_SOURCE
#include <sys/types.h>
#include <unistd.h>

int shut_in(uid_t uid, const char *dir)
{
    if (chroot(dir) < 0 || chdir("/") < 0)
        return -1;
    if (setresuid(uid, uid, uid) < 0)
        return -1;
    return 0;
}
`,
      ],
      limits: `Sees one function, and only where every way to the call goes through the drop. Silent where the user may
become root or somebody it was before, where the function keeps capabilities (PR_SET_KEEPCAPS, capset()) and where it
makes a user namespace.`,
      references: [
        ...['man:chroot(2)', 'man:mount(2)', 'man:capabilities(7)', 'kernel:fs/open.c'],
        'CWE-696',
      ],
    },
  },
  on: ['chroot', 'mount', 'umount2', 'pivot_root', 'sethostname', 'setdomainname'],
  *check(call, ctx) {
    if (call.fn === undefined || !USER_CALLS.some((word) => ctx.mentions(word, call))) return;
    // seteuid() is no system call of its own, and never permanent.
    const changes = ctx.before(call).flatMap((c) => changeBy(c, ctx) ?? []);
    const { drop, certain } = droppedBefore(call.expr, changes, ctx) ?? {};
    if (drop === undefined || certain !== true) return;
    yield {
      message: 'late',
      data: {
        call: call.name,
        capability: call.name === 'chroot' ? 'CAP_SYS_CHROOT' : 'CAP_SYS_ADMIN',
        drop: drop.name,
      },
      span: call.nameSpan,
      related: [{ span: drop.nameSpan, text: 'the user is dropped here' }],
    };
  },
});
