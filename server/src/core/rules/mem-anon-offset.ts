/** `mem/anon-offset`: an anonymous mapping with a file offset. */
import { constantOf } from '../c/value.ts';
import { defineRule } from './rule.ts';
import type { Fix } from './rule.ts';
import { argumentOfKind, argumentTaking, isSet, isWritten } from './support/arguments.ts';

export const memAnonOffset = defineRule({
  meta: {
    id: 'mem/anon-offset',
    summary: 'An anonymous mapping with an offset',
    severity: 'information',
    fix: 'safe',
    since: '0.1.0',
    messages: {
      offset: 'MAP_ANONYMOUS maps no file, so the offset has no effect: write 0.',
    },
    docs: {
      why: `An anonymous mapping has no file for the offset to point into, and the kernel drops it once its
alignment has been checked. Where an offset was meant, the flag or the descriptor is wrong; otherwise write 0.`,
      bad: [
        `#include <stddef.h>
#include <sys/mman.h>

void *second_half(unsigned long n)
{
    return mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 65536);
}
`,
      ],
      good: [
        `#include <stddef.h>
#include <sys/mman.h>

void *second_half(int fd, unsigned long n)
{
    return mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 65536);
}
`,
      ],
      limits: `Silent unless the offset is a known number.`,
      references: ['man:mmap(2)', 'kernel:mm/mmap.c'],
    },
  },
  on: ['mmap', 'mmap2'],
  *check(call, ctx) {
    const flags = argumentTaking(call, 'MAP_ANONYMOUS', ctx);
    const offset = argumentOfKind(call, 'offset');
    if (flags === undefined || offset === undefined) return;
    const at = constantOf(ctx.value(offset.expr));
    if (at === undefined || at === 0n) return;
    if (!isSet(ctx.value(flags.expr), 'MAP_ANONYMOUS', ctx)) return;
    const fix: Fix = {
      title: 'Write 0',
      safety: isWritten(offset) ? 'safe' : 'unsafe',
      edits: [{ span: offset, newText: '0' }],
    };
    yield { message: 'offset', span: offset, fixes: [fix] };
  },
});
