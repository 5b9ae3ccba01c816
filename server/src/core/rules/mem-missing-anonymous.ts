/** `mem/missing-anonymous`: no file and no MAP_ANONYMOUS. */
import { signedOf } from '../c/value.ts';
import { defineRule } from './rule.ts';
import { argumentOfKind, argumentTaking, isClear } from './support/arguments.ts';
import { withName } from './support/flag-edits.ts';

export const memMissingAnonymous = defineRule({
  meta: {
    id: 'mem/missing-anonymous',
    summary: 'mmap of descriptor -1 without MAP_ANONYMOUS',
    severity: 'error',
    fix: 'safe',
    since: '0.1.0',
    messages: {
      missing:
        'fd is -1 and MAP_ANONYMOUS is not set, so mmap fails with EBADF: add MAP_ANONYMOUS.',
    },
    docs: {
      why: `Descriptor -1 does not make a mapping anonymous, the flag does. Without MAP_ANONYMOUS the kernel looks
the descriptor up, finds none, and mmap fails with EBADF every time.`,
      bad: [
        `#include <stddef.h>
#include <sys/mman.h>

void *buffer(unsigned long n)
{
    return mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE, -1, 0);
}
`,
      ],
      good: [
        `#include <stddef.h>
#include <sys/mman.h>

void *buffer(unsigned long n)
{
    return mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}
`,
        `#include <stddef.h>
#include <sys/mman.h>

void *buffer(unsigned long n, int extra)
{
    return mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | extra, -1, 0);
}
`,
      ],
      limits: `Silent unless the descriptor is certainly -1 and the flag certainly absent.`,
      references: ['man:mmap(2)', 'kernel:mm/mmap.c'],
    },
  },
  on: ['mmap', 'mmap2'],
  *check(call, ctx) {
    const flags = argumentTaking(call, 'MAP_ANONYMOUS', ctx);
    const fd = argumentOfKind(call, 'fd');
    if (flags === undefined || fd === undefined) return;
    const descriptor = signedOf(ctx.value(fd.expr));
    if (descriptor === undefined || BigInt.asIntN(32, descriptor) !== -1n) return;
    if (!isClear(ctx.value(flags.expr), 'MAP_ANONYMOUS', ctx)) return;
    yield {
      message: 'missing',
      span: flags,
      related: [{ span: fd, text: 'no file is mapped' }],
      fixes: [
        {
          title: 'Add MAP_ANONYMOUS',
          safety: 'safe',
          edits: withName(flags.expr, 'MAP_ANONYMOUS', 'back'),
        },
      ],
    };
  },
});
