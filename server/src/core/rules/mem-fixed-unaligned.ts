/** `mem/fixed-unaligned`: MAP_FIXED at an address inside of a page. */
import { constantOf } from '../c/value.ts';
import { defineRule } from './rule.ts';
import type { Fix } from './rule.ts';
import { argumentOfKind, argumentTaking, isSet, isWritten } from './support/arguments.ts';
import { PAGE } from './support/addresses.ts';

/** Beyond what any 64-bit program can map without asking for more: fails in other ways. */
const LIMIT = 1n << 46n;

export const memFixedUnaligned = defineRule({
  meta: {
    id: 'mem/fixed-unaligned',
    summary: 'MAP_FIXED at an address that is no multiple of the page size',
    severity: 'error',
    fix: 'unsafe',
    since: '0.1.0',
    supersedes: ['mem/fixed-clobber'],
    messages: {
      inside:
        '{address} is inside of a page, so {flag} makes mmap fail with EINVAL: use a multiple of 4096.',
    },
    docs: {
      why: `A mapping begins with a page. Without MAP_FIXED the kernel rounds the address to one; with it, or with
MAP_FIXED_NOREPLACE, the address is taken as it is, and one that is no multiple of the page size is refused with
EINVAL every time.`,
      bad: [
        `#include <sys/mman.h>

void *table(unsigned long n)
{
    return mmap((void *)0x10000100, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
}
`,
      ],
      good: [
        `#define _GNU_SOURCE
#include <sys/mman.h>

void *table(unsigned long n)
{
    return mmap((void *)0x10000000, n, PROT_READ,
                MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
}
`,
      ],
      limits: `Only addresses whose value is known on every path. Pages are at least 4096 bytes; on machines with
larger ones a multiple of 4096 can fail too.`,
      references: ['man:mmap(2)', 'kernel:mm/mmap.c'],
    },
  },
  on: ['mmap', 'mmap2'],
  *check(call, ctx) {
    const flags = argumentTaking(call, 'MAP_FIXED', ctx);
    const addr = argumentOfKind(call, 'address');
    if (flags === undefined || addr === undefined) return;
    const value = ctx.value(flags.expr);
    const flag = ['MAP_FIXED_NOREPLACE', 'MAP_FIXED'].find((name) => isSet(value, name, ctx));
    const address = constantOf(ctx.value(addr.expr));
    if (flag === undefined || address === undefined || address % PAGE === 0n) return;
    if (address > LIMIT) return;
    const below = `0x${(address - (address % PAGE)).toString(16)}`;
    const fix: Fix = {
      title: `Map at ${below}`,
      safety: 'unsafe',
      edits: [{ span: addr, newText: `(void *)${below}` }],
    };
    yield {
      message: 'inside',
      data: { address: `0x${address.toString(16)}`, flag },
      span: addr,
      fixes: isWritten(addr) ? [fix] : [],
    };
  },
});
