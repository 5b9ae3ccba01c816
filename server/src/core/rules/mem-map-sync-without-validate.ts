/** `mem/map-sync-without-validate`: MAP_SYNC with a mapping type that may ignore it. */
import { mustTerm } from '../c/value.ts';
import { defineRule } from './rule.ts';
import type { Fix } from './rule.ts';
import { argumentTaking, bitsOf, fieldIn, isSet } from './support/arguments.ts';
import { withNameFor } from './support/flag-edits.ts';

export const memMapSyncWithoutValidate = defineRule({
  meta: {
    id: 'mem/map-sync-without-validate',
    summary: 'MAP_SYNC without MAP_SHARED_VALIDATE',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    messages: {
      ignored:
        'MAP_SYNC may be ignored without an error unless the type is MAP_SHARED_VALIDATE: use that.',
    },
    docs: {
      why: `MAP_SYNC promises that a store to persistent memory survives a crash once the CPU cache is flushed.
Only MAP_SHARED_VALIDATE makes the kernel answer EOPNOTSUPP where a file system cannot promise that. With
MAP_SHARED, flags that the file system does not know pass unnoticed, and the program goes on without the guarantee
it asked for.`,
      bad: [
        `#define _GNU_SOURCE
#include <linux/mman.h>
#include <stddef.h>
#include <sys/mman.h>

#ifndef MAP_SYNC
#define MAP_SYNC 0x080000
#endif

void *pmem(int fd, unsigned long n)
{
    return mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_SYNC, fd, 0);
}
`,
      ],
      good: [
        `#define _GNU_SOURCE
#include <linux/mman.h>
#include <stddef.h>
#include <sys/mman.h>

void *pmem(int fd, unsigned long n)
{
    return mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED_VALIDATE | MAP_SYNC, fd, 0);
}
`,
      ],
      limits: `Silent unless the mapping type is known.`,
      references: ['man:mmap(2)', 'kernel:mm/mmap.c'],
    },
  },
  on: ['mmap', 'mmap2'],
  *check(call, ctx) {
    const flags = argumentTaking(call, 'MAP_SYNC', ctx);
    if (flags === undefined) return;
    const value = ctx.value(flags.expr);
    if (!isSet(value, 'MAP_SYNC', ctx)) return;
    const type = fieldIn(flags, 'MAP_TYPE', value, ctx);
    if (type === undefined || type === bitsOf('MAP_SHARED_VALIDATE', ctx)) return;
    const edit = withNameFor(flags.expr, 'MAP_SHARED', 'MAP_SHARED_VALIDATE');
    const fix: Fix[] =
      edit === undefined
        ? []
        : [{ title: 'Use MAP_SHARED_VALIDATE', safety: 'unsafe', edits: [edit] }];
    yield { message: 'ignored', span: mustTerm(value, 'MAP_SYNC')?.span ?? flags, fixes: fix };
  },
});
