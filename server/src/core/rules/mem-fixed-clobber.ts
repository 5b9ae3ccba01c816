/** `mem/fixed-clobber`: MAP_FIXED at an address that this program did not reserve. */
import type { SyscallCall } from '../c/call-site.ts';
import type { Origin } from '../c/facts.ts';
import { mustTerm } from '../c/value.ts';
import { defineRule } from './rule.ts';
import type { Finding, RuleContext } from './rule.ts';
import { argumentOfKind, argumentTaking, isClear, isSet } from './support/arguments.ts';
import { withNameFor } from './support/flag-edits.ts';

export const memFixedClobber = defineRule({
  meta: {
    id: 'mem/fixed-clobber',
    summary: 'MAP_FIXED at an address this program did not reserve',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-119'],
    messages: {
      constant:
        'MAP_FIXED replaces whatever is mapped at this fixed address: use MAP_FIXED_NOREPLACE and check the result.',
      integer:
        'MAP_FIXED replaces whatever is mapped at this address: use MAP_FIXED_NOREPLACE unless you reserved it.',
      unmapped:
        'Another thread may map here after munmap(): drop the munmap(), MAP_FIXED replaces the range in one step.',
    },
    docs: {
      why: `MAP_FIXED unmaps whatever overlaps the range, without an error: a library, a thread's stack, the heap.
An address that was free in one run is taken in the next, because the kernel randomises the layout and libraries
grow.

It is right in one case: over a range that this program reserved, usually with a PROT_NONE mapping. Everywhere
else MAP_FIXED_NOREPLACE (4.17) asks for the same address and fails with EEXIST when it is taken. Older kernels
take the address as a hint, so compare the result with it.

\`munmap()\` followed by \`mmap(MAP_FIXED)\` at the same address opens a gap in which another thread can be given
the range. MAP_FIXED alone replaces the old mapping while nobody else can get in between.`,
      bad: [
        `#include <sys/mman.h>

void *at_four_gigabytes(unsigned long n)
{
    return mmap((void *)0x100000000, n, PROT_READ | PROT_WRITE,
                MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
}
`,
        `#include <sys/mman.h>

void *renew(char *p, unsigned long n)
{
    munmap(p, n);
    return mmap(p, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
}
`,
      ],
      good: [
        `#include <sys/mman.h>

void *at_four_gigabytes(unsigned long n)
{
    void *want = (void *)0x100000000;
    void *p = mmap(want, n, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    if (p != MAP_FAILED && p != want) {
        munmap(p, n);
        return MAP_FAILED;
    }
    return p;
}
`,
        `#include <sys/mman.h>

void *commit(char *reserved, unsigned long at, unsigned long n)
{
    return mmap(reserved + at, n, PROT_READ | PROT_WRITE,
                MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
}
`,
      ],
      limits: `Silent when the address is a pointer from somewhere else: a parameter, a field, the result of a call,
or arithmetic on one, as such addresses usually lie in a reservation. An integer cast to a pointer gives
information only.`,
      references: ['man:mmap(2)', 'kernel:mm/mmap.c', 'CWE-119'],
    },
  },
  on: ['mmap', 'mmap2'],
  *check(call, ctx) {
    const flags = argumentTaking(call, 'MAP_FIXED', ctx);
    const addr = argumentOfKind(call, 'address');
    if (flags === undefined || addr === undefined) return;
    const value = ctx.value(flags.expr);
    if (!isSet(value, 'MAP_FIXED', ctx) || !isClear(value, 'MAP_FIXED_NOREPLACE', ctx)) return;
    const origin = ctx.origin(addr.expr, call);
    const found = judge(origin);
    if (found === undefined || (origin.kind === 'unmapped' && isReused(origin.by, call, ctx)))
      return;
    const edit = withNameFor(flags.expr, 'MAP_FIXED', 'MAP_FIXED_NOREPLACE');
    yield {
      ...found,
      span: mustTerm(value, 'MAP_FIXED')?.span ?? flags,
      fixes:
        edit === undefined || found.message === 'unmapped'
          ? []
          : [{ title: 'Use MAP_FIXED_NOREPLACE', safety: 'unsafe', edits: [edit] }],
    };
  },
});

/** Was something mapped there again between the munmap() and this call? */
function isReused(unmapped: SyscallCall, call: SyscallCall, ctx: RuleContext): boolean {
  const [place] = unmapped.args;
  if (place === undefined) return true;
  const name = ctx.text(place).replace(/^\(.*\)\s*/, '');
  return ctx
    .before(call)
    .filter((c) => c.start > unmapped.end && c.name !== 'munmap')
    .some((c) => ctx.text(c).includes(name));
}

type Judged = Pick<
  Finding<'constant' | 'integer' | 'unmapped'>,
  'message' | 'severity' | 'related'
>;

function judge(origin: Origin): Judged | undefined {
  switch (origin.kind) {
    case 'constant':
      return { message: 'constant' };
    case 'integer':
      return { message: 'integer', severity: 'information' };
    case 'unmapped':
      return { message: 'unmapped', related: [{ span: origin.by, text: 'unmapped here' }] };
    case 'null':
    case 'call':
    case 'unknown':
      return undefined;
  }
}
