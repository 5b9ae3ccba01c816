/** `mem/munmap-unaligned`: munmap of something that is no mapping, or of the middle of a page. */
import { defineRule } from './rule.ts';
import { unalignedAddress } from './support/addresses.ts';
import { argumentOfKind } from './support/arguments.ts';

export const memMunmapUnaligned = defineRule({
  meta: {
    id: 'mem/munmap-unaligned',
    summary: 'munmap of an address inside of a page',
    severity: 'error',
    since: '0.1.0',
    cwe: ['CWE-763'],
    messages: {
      offset:
        'munmap() fails with EINVAL {bytes} bytes into the mapping: pass the address that mmap() returned.',
      object: 'munmap() fails with EINVAL: {name} was never mapped.',
    },
    docs: {
      why: `munmap takes the beginning of a page and refuses anything else with EINVAL, so the mapping stays. Mostly
a header was skipped (\`p + 16\`) and the pointer behind it handed back, or the pointer is no mapping at all.`,
      bad: [
        `#include <stddef.h>
#include <sys/mman.h>

int scratch(unsigned long n)
{
    char *p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return -1;
    return munmap(p + 16, n - 16);
}
`,
      ],
      good: [
        `#include <stddef.h>
#include <sys/mman.h>

int scratch(unsigned long n)
{
    char *p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return -1;
    return munmap(p, n);
}
`,
      ],
      limits: `Only a constant number of bytes added to a mapping of this function, or an array of it. Arithmetic
with variables may well be aligned. Memory of malloc() is the matter of mem/free-of-mmap.`,
      references: ['man:munmap(2)', 'kernel:mm/vma.c', 'CWE-763'],
    },
  },
  on: ['munmap'],
  *check(call, ctx) {
    const addr = argumentOfKind(call, 'address');
    if (addr === undefined || call.fn === undefined) return;
    const why = unalignedAddress(addr.expr, call.fn, ctx);
    if (why?.kind === 'offset') {
      yield { message: 'offset', data: { bytes: why.offset.toString() }, span: addr };
    } else if (why?.kind === 'object' || why?.kind === 'literal') {
      const name = why.kind === 'object' ? why.variable : 'a string';
      yield { message: 'object', data: { name }, span: addr };
    }
  },
});
