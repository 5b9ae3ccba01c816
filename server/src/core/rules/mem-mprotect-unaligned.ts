/** `mem/mprotect-unaligned`: an address that begins no page, for a call that wants whole pages. */
import { defineRule } from './rule.ts';
import type { Finding, Fix, RuleContext } from './rule.ts';
import { unalignedAddress, type Unaligned } from './support/addresses.ts';
import { argumentOfKind } from './support/arguments.ts';

export const memMprotectUnaligned = defineRule({
  meta: {
    id: 'mem/mprotect-unaligned',
    summary: 'mprotect, madvise, msync or mremap of an address inside of a page',
    severity: 'error',
    fix: 'unsafe',
    since: '0.1.0',
    messages: {
      heap: '{call}() wants the start of a page and fails with EINVAL: {from}() does not align, mmap() does.',
      object:
        '{call}() wants the start of a page and fails with EINVAL: {name} is not aligned to one.',
      offset:
        '{call}() wants the start of a page and fails with EINVAL: {bytes} bytes into a mapping is none.',
    },
    docs: {
      why: `Protection, advice and write-back work on pages. mprotect, pkey_mprotect, madvise, msync, mincore and
mremap refuse an address that is no multiple of the page size with EINVAL. malloc() hands out blocks that begin
behind its own bookkeeping, and arrays stand wherever the compiler puts them. (mlock and munlock round instead.)`,
      bad: [
        `#include <stdlib.h>
#include <sys/mman.h>

int seal(unsigned long n)
{
    void *secret = malloc(n);
    if (secret == NULL)
        return -1;
    return mprotect(secret, n, PROT_READ);
}
`,
      ],
      good: [
        `#include <stddef.h>
#include <sys/mman.h>

int seal(unsigned long n)
{
    void *secret = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (secret == MAP_FAILED)
        return -1;
    return mprotect(secret, n, PROT_READ);
}
`,
      ],
      limits: `Only where every path shows where the address comes from: malloc() and its kin, an array of this
function without an alignment, a mapping plus a constant. aligned_alloc(), posix_memalign(), attributes and any
arithmetic with variables are taken for aligned.`,
      references: [
        'man:mprotect(2)',
        'man:madvise(2)',
        'man:msync(2)',
        'man:mremap(2)',
        'kernel:mm/mprotect.c',
        'kernel:mm/madvise.c',
        'kernel:mm/msync.c',
        'kernel:mm/mremap.c',
      ],
    },
  },
  on: ['madvise', 'mincore', 'mprotect', 'mremap', 'msync', 'pkey_mprotect'],
  *check(call, ctx) {
    const addr = argumentOfKind(call, 'address');
    if (addr === undefined || call.fn === undefined) return;
    const why = unalignedAddress(addr.expr, call.fn, ctx);
    if (why !== undefined) yield { ...describe(why, call.name, ctx), span: addr };
  },
});

type Said = Omit<Finding<'heap' | 'object' | 'offset'>, 'span'>;

function describe(why: Unaligned, call: string, ctx: RuleContext): Said {
  switch (why.kind) {
    case 'heap':
      return {
        message: 'heap',
        data: { call, from: why.by.name },
        related: [{ span: why.by.expr, text: 'allocated here' }],
        fixes: aligned(why.by.expr, why.by.name, ctx),
      };
    case 'object':
      return {
        message: 'object',
        data: { call, name: why.variable },
        related: [{ span: why.at, text: 'declared here' }],
      };
    case 'literal':
      return { message: 'object', data: { call, name: 'a string' } };
    case 'offset':
      return { message: 'offset', data: { call, bytes: why.offset.toString() } };
  }
}

function aligned(
  expr: { start: number; inside: { start: number } },
  name: string,
  ctx: RuleContext,
): Fix[] {
  const span = { start: expr.start, end: expr.inside.start };
  if (name !== 'malloc' || ctx.text(span) !== 'malloc(') return [];
  return [
    {
      title: 'Allocate with aligned_alloc()',
      safety: 'unsafe',
      edits: [{ span, newText: 'aligned_alloc(sysconf(_SC_PAGESIZE), ' }],
      include: 'unistd.h',
    },
  ];
}
