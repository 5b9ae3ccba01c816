/** `sec/landlock-no-nnp`: Landlock without no_new_privs, or without asking what the kernel has of it. */
import type { SyscallCall } from '../c/call-site.ts';
import { shift } from '../text/span.ts';
import { defineFileRule } from './rule.ts';
import { missingNoNewPrivs } from './support/no-new-privs.ts';

const WORDS = [
  ...['landlock_restrict_self', 'SYS_landlock_restrict_self', '__NR_landlock_restrict_self'],
  ...['landlock_create_ruleset', 'SYS_landlock_create_ruleset', '__NR_landlock_create_ruleset'],
];

/** Words that show that the file has thought of kernels without Landlock, or with less of it. */
const ASKS = [
  'LANDLOCK_CREATE_RULESET_VERSION',
  'EOPNOTSUPP',
  'ENOSYS',
  'LANDLOCK_CREATE_RULESET_ERRATA',
] as const;

export const secLandlockNoNnp = defineFileRule({
  meta: {
    id: 'sec/landlock-no-nnp',
    summary: 'Landlock without no_new_privs, or without a look at its version',
    severity: 'warning',
    since: '0.1.0',
    cwe: ['CWE-693'],
    messages: {
      privs:
        'Without PR_SET_NO_NEW_PRIVS this fails with EPERM unless the caller has CAP_SYS_ADMIN: set it before.',
      version:
        'A kernel without Landlock, or with an older one, refuses this: ask for the version and do with less.',
    },
    docs: {
      why: `\`landlock_restrict_self\` answers EPERM to a process that has neither no_new_privs nor CAP_SYS_ADMIN, so the
sandbox is not there at all. And Landlock grows: a kernel before 5.13 answers ENOSYS, one where it is switched off
EOPNOTSUPP, an older one EINVAL for rights that it does not know. A program asks with LANDLOCK_CREATE_RULESET_VERSION which
version there is and leaves out what the kernel has not.`,
      bad: [
        `#define _GNU_SOURCE
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <errno.h>

int main(int argc, char **argv)
{
    if (syscall(SYS_landlock_restrict_self, argc, 0) != 0)
        return errno == EOPNOTSUPP ? 0 : 1;
    return 0;
}
`,
      ],
      good: [
        `#define _GNU_SOURCE
#include <errno.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);

    if (version < 1)
        return 0;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return 1;
    return syscall(SYS_landlock_restrict_self, argc, 0) != 0;
}
`,
      ],
      limits: `no_new_privs may be set by a caller: outside of \`main\` the finding is a hint unless the whole program is known
not to set it. A file that names ENOSYS, EOPNOTSUPP or the version has thought of older kernels.`,
      references: ['man:landlock(7)', 'man:landlock_restrict_self(2)', 'CWE-693'],
    },
  },
  words: WORDS,
  *inFile(ctx) {
    const asks = ASKS.some((word) => ctx.places(word).length > 0);
    for (const { ctx: inside, base } of ctx.functions(...WORDS)) {
      for (const call of inside.calls) {
        if (call.name === 'landlock_create_ruleset' && !asks && hasRules(call)) {
          yield { message: 'version', severity: 'information', span: shift(call, base) };
        }
        if (call.name !== 'landlock_restrict_self') continue;
        const severity = missingNoNewPrivs(call, inside);
        if (severity !== undefined) {
          yield { message: 'privs', severity, span: shift(call, base) };
        }
      }
    }
  },
});

/** False for the call that asks for the version, with a null pointer. */
function hasRules({ args }: SyscallCall): boolean {
  const attr = args[0]?.expr;
  return attr?.kind === 'unary' && attr.op === '&';
}
