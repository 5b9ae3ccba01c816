/** `mem/anon-fd`: an anonymous mapping with a descriptor other than -1. */
import { signedOf } from '../c/value.ts';
import { defineRule } from './rule.ts';
import { argumentOfKind, argumentTaking, isSet, isWritten } from './support/arguments.ts';

export const memAnonFd = defineRule({
  meta: {
    id: 'mem/anon-fd',
    summary: 'An anonymous mapping with a descriptor other than -1',
    severity: 'hint',
    fix: 'safe',
    since: '0.1.0',
    messages: {
      fd: 'MAP_ANONYMOUS ignores the descriptor; some systems insist on -1, so write -1.',
    },
    docs: {
      why: `Linux does not look at the descriptor of an anonymous mapping, so nothing breaks. Other systems refuse
any descriptor but -1 there, and a reader wonders what standard input has to do with it.`,
      bad: [
        `#include <stddef.h>
#include <sys/mman.h>

void *buffer(unsigned long n)
{
    return mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, 0, 0);
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

void *tagged(unsigned long n, int tag)
{
    return mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, tag, 0);
}
`,
      ],
      limits: `Only a number written in the call is reported. A variable may hold a Mach tag or a descriptor for
another platform.`,
      references: ['man:mmap(2)', 'kernel:mm/mmap.c'],
    },
  },
  on: ['mmap', 'mmap2'],
  *check(call, ctx) {
    const flags = argumentTaking(call, 'MAP_ANONYMOUS', ctx);
    const fd = argumentOfKind(call, 'fd');
    if (flags === undefined || fd === undefined || !isWritten(fd)) return;
    const descriptor = signedOf(ctx.value(fd.expr));
    if (descriptor === undefined || BigInt.asIntN(32, descriptor) === -1n) return;
    if (!isSet(ctx.value(flags.expr), 'MAP_ANONYMOUS', ctx)) return;
    yield {
      message: 'fd',
      span: fd,
      fixes: [{ title: 'Write -1', safety: 'safe', edits: [{ span: fd, newText: '-1' }] }],
    };
  },
});
