/** `sec/mlock-unchecked`: memory that was to be kept out of swap, core dumps or children, and perhaps is not. */
import { defineRule } from './rule.ts';
import { argumentOfKind } from './support/arguments.ts';
import { ignoredIn } from './support/ignored.ts';
import { constantAmong } from './support/library.ts';

/** Advice of madvise(2) that keeps a secret. */
const ADVICE = ['MADV_DONTDUMP', 'MADV_DONTFORK', 'MADV_WIPEONFORK'] as const;

export const secMlockUnchecked = defineRule({
  meta: {
    id: 'sec/mlock-unchecked',
    summary: 'mlock or madvise(MADV_DONTDUMP) unchecked',
    severity: 'information',
    since: '0.1.0',
    cwe: ['CWE-591'],
    messages: {
      lock: '{call}() fails when RLIMIT_MEMLOCK is used up, and the pages may go to swap: check the result.',
      advice:
        '{advice} is not known to every kernel and fails on some mappings: check the result where secrets are kept.',
    },
    docs: {
      why: `Memory for keys is locked so that it never reaches swap, and marked so that no core dump and no child sees it.
Each of these calls fails in ordinary places: \`mlock\` with ENOMEM or EPERM when RLIMIT_MEMLOCK is used up, which in a
container is often 64 kB or 8 MB, \`madvise\` with EINVAL on a kernel that does not have the advice. Nothing is different
afterwards but that the secret can leak.`,
      bad: [
        `#include <sys/mman.h>

void keep(void *key, unsigned long n)
{
    mlock(key, n);
}
`,
      ],
      good: [
        `#include <sys/mman.h>

int keep(void *key, unsigned long n)
{
    if (mlock(key, n) != 0)
        return -1;
    return madvise(key, n, MADV_DONTDUMP);
}
`,
      ],
      limits: `A result that is cast to \`(void)\` is taken as a decision. Other advice of madvise is a hint to the kernel, and
nothing depends on it.`,
      references: ['man:mlock(2)', 'man:madvise(2)', 'CWE-591'],
    },
  },
  on: ['madvise', 'mlock', 'mlock2', 'mlockall'],
  *check(call, ctx) {
    if (call.fn === undefined || ignoredIn(call.fn, call.expr) !== 'plain') return;
    if (call.name !== 'madvise') {
      yield { message: 'lock', data: { call: call.spelled }, span: call };
      return;
    }
    const advice = argumentOfKind(call, 'enum');
    const named = advice && constantAmong(advice.expr, ADVICE, ctx);
    if (named !== undefined) yield { message: 'advice', data: { advice: named }, span: call };
  },
});
