/** `mem/noreplace-unchecked`: MAP_FIXED_NOREPLACE on kernels that take the address for a hint. */
import type { SyscallCall } from '../c/call-site.ts';
import { mustTerm } from '../c/value.ts';
import { defineRule } from './rule.ts';
import type { Fix, RuleContext } from './rule.ts';
import { argumentOfKind, argumentTaking, isSet } from './support/arguments.ts';
import { insertedCheck } from './support/error-style.ts';

export const memNoreplaceUnchecked = defineRule({
  meta: {
    id: 'mem/noreplace-unchecked',
    summary: 'MAP_FIXED_NOREPLACE not compared with the address, for kernels before 4.17',
    severity: 'information',
    fix: 'unsafe',
    since: '0.1.0',
    supersedes: ['port/kernel-too-new'],
    messages: {
      hint: 'Linux before 4.17 takes the address as a hint, and the target is {kernel}: compare the result with it.',
    },
    docs: {
      why: `A kernel that does not know MAP_FIXED_NOREPLACE ignores the flag: mmap then puts the mapping somewhere
else when the place is taken, and reports success. Only a comparison of the result with the address that was asked
for tells. (mmap ignores flags it does not know, unless the mapping is MAP_SHARED_VALIDATE.)`,
      bad: [
        `#define _GNU_SOURCE
#include <sys/mman.h>

void *at(void *want, unsigned long n)
{
    void *p = mmap(want, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    if (p == MAP_FAILED)
        return 0;
    return want;
}
`,
      ],
      good: [
        `#define _GNU_SOURCE
#include <sys/mman.h>

void *at(void *want, unsigned long n)
{
    void *p = mmap(want, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    if (p == MAP_FAILED)
        return 0;
    if (p != want) {
        munmap(p, n);
        return 0;
    }
    return want;
}
`,
      ],
      target: { kernel: '4.14' },
      limits: `Only when the target names a kernel older than 4.17. What is returned or handed on is compared by
somebody else.`,
      references: ['man:mmap(2)', 'kernel:mm/mmap.c'],
    },
  },
  on: ['mmap', 'mmap2'],
  *check(call, ctx) {
    const { kernel, backports } = ctx.target;
    if (kernel === undefined || backports === true) return;
    if (kernel.major > 4 || (kernel.major === 4 && kernel.minor >= 17)) return;
    const flags = argumentTaking(call, 'MAP_FIXED_NOREPLACE', ctx);
    const value = flags && ctx.value(flags.expr);
    if (flags === undefined || value === undefined) return;
    if (!isSet(value, 'MAP_FIXED_NOREPLACE', ctx) || isSet(value, 'MAP_FIXED', ctx)) return;
    const { kind, variable, tests } = ctx.result(call);
    if (kind !== 'assigned' && kind !== 'discarded' && kind !== 'tested') return;
    if (tests.some((t) => t.kind === 'value')) return;
    yield {
      message: 'hint',
      data: { kernel: `${kernel.major.toString()}.${kernel.minor.toString()}` },
      span: mustTerm(value, 'MAP_FIXED_NOREPLACE')?.span ?? flags,
      fixes: variable === undefined ? [] : compared(call, variable, ctx),
    };
  },
});

/** A mapping that failed is not at the address either: one comparison is enough. */
function compared(call: SyscallCall, name: string, ctx: RuleContext): Fix[] {
  const addr = argumentOfKind(call, 'address');
  if (call.fn === undefined || addr === undefined || call.via !== 'libc') return [];
  const condition = `${name} != ${ctx.text(addr)}`;
  const edit = insertedCheck(call.fn, call.expr, condition, (span) => ctx.text(span));
  return edit === undefined
    ? []
    : [{ title: 'Compare with the address', safety: 'unsafe', edits: [edit] }];
}
