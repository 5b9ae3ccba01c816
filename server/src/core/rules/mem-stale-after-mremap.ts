/** `mem/stale-after-mremap`: the old address used after mremap() moved the mapping. */
import { nameOf, uncast } from '../c/ir.ts';
import { defineRule } from './rule.ts';
import { argumentTaking, isClear, isSet } from './support/arguments.ts';
import { accesses, changesOf, renamed } from './support/mapped-memory.ts';

export const memStaleAfterMremap = defineRule({
  meta: {
    id: 'mem/stale-after-mremap',
    summary: 'The old address used after mremap() with MREMAP_MAYMOVE',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-416'],
    messages: {
      stale: 'mremap() may have moved the mapping away from {old}: use its result, {new}.',
    },
    docs: {
      why: `With MREMAP_MAYMOVE the kernel puts the mapping where it has room and unmaps the old range. A pointer
to the old place then leads to nothing, or to whatever was mapped there since; code that keeps using it works as
long as the mapping happens to stay.`,
      bad: [
        `#define _GNU_SOURCE
#include <sys/mman.h>

int grow(char *p, unsigned long n)
{
    char *q = mremap(p, n, 2 * n, MREMAP_MAYMOVE);
    if (q == MAP_FAILED)
        return -1;
    p[n] = 0;
    return 0;
}
`,
      ],
      good: [
        `#define _GNU_SOURCE
#include <sys/mman.h>

int grow(char *p, unsigned long n)
{
    char *q = mremap(p, n, 2 * n, MREMAP_MAYMOVE);
    if (q == MAP_FAILED)
        return -1;
    q[n] = 0;
    return 0;
}
`,
      ],
      limits: `Only a local variable or parameter that is given no other value in the function, accessed where
mremap() has surely succeeded. Pointers into the mapping that were computed before are not followed.
MREMAP_DONTUNMAP keeps the old range, and is left alone.`,
      references: ['man:mremap(2)', 'kernel:mm/mremap.c', 'CWE-416'],
    },
  },
  on: ['mremap'],
  *check(call, ctx) {
    const { fn } = call;
    const flags = argumentTaking(call, 'MREMAP_MAYMOVE', ctx);
    const old = call.args[0] && nameOf(uncast(call.args[0].expr));
    const { kind, variable, tests } = ctx.result(call);
    if (fn === undefined || flags === undefined || old === undefined || call.via === 'wrapper')
      return;
    if (kind !== 'assigned' || variable === undefined || variable === old) return;
    // Compared with the old address, the code knows whether it moved.
    if (tests.some((t) => t.kind === 'value')) return;
    const value = ctx.value(flags.expr);
    if (!isSet(value, 'MREMAP_MAYMOVE', ctx) || !isClear(value, 'MREMAP_DONTUNMAP', ctx)) return;
    if (changesOf(fn, old).some((c) => c.start > call.start)) return;
    const later = accesses(fn, old, (s) => ctx.text(s)).filter((e) => e.start > call.end);
    const paths = later.length === 0 ? undefined : ctx.paths(call);
    const stale = later.find((use) => {
      const states = paths?.testedBefore(call.expr, use);
      const before = paths?.certainlyBefore(use);
      const sure = states?.size === 1 && states.has('ok');
      return sure && before?.some((c) => c.expr === call.expr) === true;
    });
    if (stale === undefined) return;
    yield {
      message: 'stale',
      data: { old, new: variable },
      span: stale,
      related: [{ span: call, text: 'moved here' }],
      fixes: renamed(stale, old, variable),
    };
  },
});
