/** `mem/hint-assumed`: memory accessed where mmap() was asked to put it, not where it did. */
import type { SyscallCall } from '../c/call-site.ts';
import { nameOf, uncast } from '../c/ir.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule.ts';
import { argumentOfKind, argumentTaking, isClear } from './support/arguments.ts';
import { accesses, changesOf, renamed } from './support/mapped-memory.ts';

export const memHintAssumed = defineRule({
  meta: {
    id: 'mem/hint-assumed',
    summary: 'The address asked for used instead of the one mmap returned',
    severity: 'information',
    fix: 'unsafe',
    since: '0.1.0',
    messages: {
      hint: 'Without MAP_FIXED the kernel may map somewhere else than at {hint}: use the address that mmap() returns.',
    },
    docs: {
      why: `The first argument of mmap() is a wish. Where the range is taken, or not allowed, the kernel chooses
another place and reports success. Code that goes on with the address it asked for works until a library, a
sanitizer or another kernel has put something there.`,
      bad: [
        `#include <sys/mman.h>

int *cells(unsigned long n)
{
    int *want = (int *)0x200000000;
    int *p = mmap(want, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return 0;
    want[0] = 1;
    return want;
}
`,
      ],
      good: [
        `#include <sys/mman.h>

int *cells(unsigned long n)
{
    int *want = (int *)0x200000000;
    int *p = mmap(want, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return 0;
    p[0] = 1;
    return p;
}
`,
      ],
      limits: `Only a local variable that holds a fixed number, accessed after the call in the same function, where
the result is compared with nothing but MAP_FAILED.`,
      references: ['man:mmap(2)', 'kernel:mm/mmap.c'],
    },
  },
  on: ['mmap', 'mmap2'],
  *check(call, ctx) {
    const { fn } = call;
    const addr = argumentOfKind(call, 'address');
    const hint = addr && nameOf(uncast(addr.expr));
    if (fn === undefined || addr === undefined || hint === undefined || !isHint(call, ctx)) return;
    const { kind, variable, tests } = ctx.result(call);
    if (kind !== 'assigned' && kind !== 'discarded' && kind !== 'tested') return;
    if (variable === hint || tests.some((t) => t.kind === 'value')) return;
    if (ctx.origin(addr.expr, call).kind !== 'constant') return;
    if (changesOf(fn, hint).some((c) => c.start > call.start)) return;
    const later = accesses(fn, hint, (s) => ctx.text(s)).filter((e) => e.start > call.end);
    const paths = later.length === 0 ? undefined : ctx.paths(call);
    const use = later.find((e) => paths?.certainlyBefore(e)?.some((c) => c.expr === call.expr));
    if (use === undefined) return;
    yield {
      message: 'hint',
      data: { hint },
      span: use,
      related: [{ span: call, text: 'mapped here' }],
      fixes: variable === undefined ? [] : renamed(use, hint, variable),
    };
  },
});

function isHint(call: SyscallCall, ctx: RuleContext): boolean {
  const flags = argumentTaking(call, 'MAP_FIXED', ctx);
  if (flags === undefined || call.via === 'wrapper') return false;
  const value = ctx.value(flags.expr);
  return ['MAP_FIXED', 'MAP_FIXED_NOREPLACE', 'MAP_32BIT'].every((f) => isClear(value, f, ctx));
}
