/** `mem/map-type-missing`: mmap flags that name no kind of mapping. */
import { constantOf } from '../c/value.ts';
import { defineRule } from './rule.ts';
import type { Fix } from './rule.ts';
import { argumentTaking, bitsOf, fieldIn, isSet } from './support/arguments.ts';
import { withName } from './support/flag-edits.ts';

export const memMapTypeMissing = defineRule({
  meta: {
    id: 'mem/map-type-missing',
    summary: 'Neither MAP_PRIVATE nor MAP_SHARED in the flags of mmap',
    severity: 'error',
    fix: 'safe',
    since: '0.1.0',
    supersedes: ['mem/missing-anonymous', 'mem/map-sync-without-validate'],
    messages: {
      missing: 'No mapping type, so mmap fails with EINVAL: add MAP_PRIVATE or MAP_SHARED.',
      invalid:
        'There is no mapping type {type}, so mmap fails with EINVAL: use MAP_PRIVATE or MAP_SHARED.',
    },
    docs: {
      why: `Every mapping has a type, and the type is a number in the low bits of the flags, not a flag that
defaults to something: 1 is MAP_SHARED, 2 MAP_PRIVATE, 3 MAP_SHARED_VALIDATE (4.15), 8 MAP_DROPPABLE (6.11, only
anonymous). Any other number, and so also 0, is EINVAL.

MAP_ANONYMOUS is no type. \`MAP_PRIVATE | MAP_ANONYMOUS\` is what most programs mean; MAP_SHARED keeps the memory
common with the children of \`fork()\`.`,
      bad: [
        `#include <stddef.h>
#include <sys/mman.h>

void *buffer(unsigned long n)
{
    return mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_ANONYMOUS, -1, 0);
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

void *buffer(unsigned long n, int type)
{
    return mmap(NULL, n, PROT_READ | PROT_WRITE, type | MAP_ANONYMOUS, -1, 0);
}
`,
      ],
      limits: `Silent unless every bit of the flags is known. The safe fix adds MAP_PRIVATE to an anonymous mapping;
whether a file mapping is to be private or shared only you know.`,
      references: ['man:mmap(2)', 'kernel:mm/mmap.c'],
    },
  },
  on: ['mmap', 'mmap2'],
  *check(call, ctx) {
    const flags = argumentTaking(call, 'MAP_PRIVATE', ctx);
    if (flags === undefined) return;
    const value = ctx.value(flags.expr);
    if (constantOf(value) === undefined) return;
    const type = fieldIn(flags, 'MAP_TYPE', value, ctx);
    const types = ['MAP_SHARED', 'MAP_PRIVATE', 'MAP_SHARED_VALIDATE', 'MAP_DROPPABLE'];
    if (type === undefined || types.some((name) => bitsOf(name, ctx) === type)) return;
    const anonymous = isSet(value, 'MAP_ANONYMOUS', ctx);
    const add = (name: string, safe: boolean): Fix => ({
      title: `Add ${name}`,
      safety: safe ? 'safe' : 'unsafe',
      edits: withName(flags.expr, name),
    });
    yield {
      message: type === 0n ? 'missing' : 'invalid',
      data: { type: type.toString() },
      span: flags,
      // Another wrong number is not mended by or-ing something to it.
      fixes: type === 0n ? [add('MAP_PRIVATE', anonymous), add('MAP_SHARED', false)] : [],
    };
  },
});
