/** `mem/map-type-both`: MAP_SHARED and MAP_PRIVATE or-ed together. */
import { mustTerm } from '../c/value.ts';
import { defineRule } from './rule.ts';
import { argumentTaking } from './support/arguments.ts';
import { withoutName } from './support/flag-edits.ts';

export const memMapTypeBoth = defineRule({
  meta: {
    id: 'mem/map-type-both',
    summary: 'MAP_SHARED and MAP_PRIVATE together',
    severity: 'error',
    fix: 'unsafe',
    since: '0.1.0',
    messages: {
      both: 'MAP_SHARED | MAP_PRIVATE is not both but a third type, MAP_SHARED_VALIDATE: keep the one you mean.',
    },
    docs: {
      why: `The type of a mapping is a number, not a set of flags: MAP_SHARED is 1, MAP_PRIVATE is 2, and 3 is
MAP_SHARED_VALIDATE. Or-ed together they give a shared mapping, so stores reach the file although MAP_PRIVATE
stands there. For anonymous memory 3 is EINVAL, and so it is for files before 4.15.`,
      bad: [
        `#include <stddef.h>
#include <sys/mman.h>

void *map(int fd, unsigned long n)
{
    return mmap(NULL, n, PROT_READ, MAP_SHARED | MAP_PRIVATE, fd, 0);
}
`,
      ],
      good: [
        `#include <stddef.h>
#include <sys/mman.h>

void *map(int fd, unsigned long n)
{
    return mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0);
}
`,
        `#define _GNU_SOURCE
#include <stddef.h>
#include <sys/mman.h>

#ifndef MAP_SHARED_VALIDATE
#define MAP_SHARED_VALIDATE 0x03
#endif

void *map(int fd, unsigned long n)
{
    return mmap(NULL, n, PROT_READ, MAP_SHARED_VALIDATE, fd, 0);
}
`,
      ],
      limits: `Reported only where both names take part on every path. A mask such as
\`flags & (MAP_SHARED | MAP_PRIVATE)\` is no mapping type and stays silent.`,
      references: ['man:mmap(2)', 'kernel:mm/mmap.c'],
    },
  },
  on: ['mmap', 'mmap2'],
  *check(call, ctx) {
    const flags = argumentTaking(call, 'MAP_SHARED', ctx);
    if (flags === undefined) return;
    const value = ctx.value(flags.expr);
    const shared = mustTerm(value, 'MAP_SHARED');
    const priv = mustTerm(value, 'MAP_PRIVATE');
    if (shared === undefined || priv === undefined) return;
    const later = [shared, priv].flatMap((t) => t.span ?? []).sort((a, b) => b.start - a.start)[0];
    yield {
      message: 'both',
      span: shared.span !== undefined && priv.span !== undefined ? (later ?? flags) : flags,
      fixes: (['MAP_PRIVATE', 'MAP_SHARED'] as const).flatMap((name) => {
        const edit = withoutName(flags.expr, name, '0');
        const title = `Keep ${name === 'MAP_SHARED' ? 'MAP_PRIVATE' : 'MAP_SHARED'} only`;
        return edit === undefined ? [] : [{ title, safety: 'unsafe' as const, edits: [edit] }];
      }),
    };
  },
});
