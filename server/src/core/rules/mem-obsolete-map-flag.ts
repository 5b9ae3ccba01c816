/** `mem/obsolete-map-flag`: mmap flags that do nothing, or not what their name says. */
import { defineRule } from './rule.ts';
import type { Fix } from './rule.ts';
import { argumentTaking } from './support/arguments.ts';
import { withoutName } from './support/flag-edits.ts';

type Word = 'ignored' | 'locked' | 'grows';

/** MAP_STACK is not here: since 6.8 it keeps transparent huge pages away from the mapping. */
const FLAGS: Readonly<Record<string, Word>> = {
  MAP_DENYWRITE: 'ignored',
  MAP_EXECUTABLE: 'ignored',
  MAP_LOCKED: 'locked',
  MAP_GROWSDOWN: 'grows',
};

export const memObsoleteMapFlag = defineRule({
  meta: {
    id: 'mem/obsolete-map-flag',
    summary: 'An mmap flag that does nothing, or less than its name says',
    severity: 'information',
    fix: 'safe',
    since: '0.1.0',
    tags: ['deprecated'],
    messages: {
      ignored: '{flag} is accepted and ignored: drop it.',
      locked:
        'mmap succeeds with MAP_LOCKED even if pages could not be read in: use mlock() or mlock2() to be told.',
      grows:
        'A MAP_GROWSDOWN mapping stops growing at the next mapping below it: map the whole size instead.',
    },
    docs: {
      why: `MAP_DENYWRITE and MAP_EXECUTABLE are accepted for old programs, and no code acts on them: nothing is
denied, so ETXTBSY does not come.

MAP_LOCKED locks, but mmap does not fail when it could not read every page in: the program goes on and meets page
faults where it wanted none. \`mlock()\` after the mapping reports that.

MAP_GROWSDOWN gives memory that grows when the page below is touched, until another mapping is in the way. Nothing
reserves that room, so how much stack there is depends on what else the process mapped. It is reported only
where the settings name this rule.`,
      bad: [
        `#define _GNU_SOURCE
#include <stddef.h>
#include <sys/mman.h>

void *library(int fd, unsigned long n)
{
    return mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_DENYWRITE, fd, 0);
}
`,
      ],
      good: [
        `#define _GNU_SOURCE
#include <stddef.h>
#include <sys/mman.h>

void *stack(unsigned long n)
{
    return mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
}
`,
      ],
      limits: `Goes by the names as spelled. MAP_STACK is harmless, and since 6.8 it keeps transparent huge pages
out of the mapping; it is never reported.`,
      references: ['man:mmap(2)', 'kernel:mm/mmap.c', 'kernel:include/linux/mman.h'],
    },
  },
  on: ['mmap', 'mmap2'],
  *check(call, ctx) {
    const flags = argumentTaking(call, 'MAP_LOCKED', ctx);
    if (flags === undefined) return;
    for (const { name, span } of ctx.value(flags.expr).must) {
      const word = name === undefined ? undefined : FLAGS[name];
      if (name === undefined || word === undefined) continue;
      const edit = withoutName(flags.expr, name, '0');
      const fix: Fix[] =
        edit === undefined
          ? []
          : [
              {
                title: `Drop ${name}`,
                safety: word === 'ignored' ? 'safe' : 'unsafe',
                edits: [edit],
              },
            ];
      yield {
        message: word,
        data: { flag: name },
        span: span ?? flags,
        ...(word === 'grows' ? { pedantic: true } : {}),
        fixes: fix,
      };
    }
  },
});
