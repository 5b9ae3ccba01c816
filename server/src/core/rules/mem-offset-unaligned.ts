/** `mem/offset-unaligned`: a file offset that lies on no page boundary. */
import { constantOf } from '../c/value.ts';
import { defineRule } from './rule.ts';
import type { Fix } from './rule.ts';
import { argumentOfKind, isWritten } from './support/arguments.ts';

/** Smallest page of any architecture that Linux runs on. */
const PAGE = 4096n;

export const memOffsetUnaligned = defineRule({
  meta: {
    id: 'mem/offset-unaligned',
    summary: 'A file offset for mmap that is not a multiple of the page size',
    severity: 'error',
    fix: 'unsafe',
    since: '0.1.0',
    supersedes: ['mem/anon-offset'],
    messages: {
      unaligned:
        'Offset {offset} is no multiple of the page size, so mmap fails with EINVAL: map from {below}.',
    },
    docs: {
      why: `mmap maps whole pages, so the offset must be a multiple of the page size: 4096 at least, 16384 or 65536
on some arm64, powerpc and loongarch kernels. Anything else is EINVAL, also for an anonymous mapping.

To read from the middle of a page, map from the boundary below and add the difference to the pointer. Take the
page size from \`sysconf(_SC_PAGESIZE)\`.`,
      bad: [
        `#include <stddef.h>
#include <sys/mman.h>

void *payload(int fd, unsigned long n)
{
    return mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 512);
}
`,
      ],
      good: [
        `#include <stddef.h>
#include <sys/mman.h>

char *payload(int fd, unsigned long n)
{
    char *p = mmap(NULL, n + 512, PROT_READ, MAP_PRIVATE, fd, 0);
    return p == MAP_FAILED ? 0 : p + 512;
}
`,
      ],
      limits: `Silent unless the offset is a known number. An offset that is a multiple of 4096 but not of a larger
page passes, and mmap2, which counts in units of 4096 bytes, is not looked at.`,
      references: [
        'man:mmap(2)',
        'kernel:arch/x86/kernel/sys_x86_64.c',
        'kernel:arch/arm64/kernel/sys.c',
      ],
    },
  },
  on: ['mmap'],
  *check(call, ctx) {
    const offset = argumentOfKind(call, 'offset');
    const at = offset === undefined ? undefined : constantOf(ctx.value(offset.expr));
    if (offset === undefined || at === undefined || at % PAGE === 0n) return;
    const signed = BigInt.asIntN(64, at);
    const below = (signed < 0n ? 0n : at - (at % PAGE)).toString();
    const fix: Fix = {
      title: `Map from ${below}`,
      safety: 'unsafe',
      edits: [{ span: offset, newText: below }],
    };
    yield {
      message: 'unaligned',
      data: { offset: signed.toString(), below },
      span: offset,
      fixes: isWritten(offset) ? [fix] : [],
    };
  },
});
