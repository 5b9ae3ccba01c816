/** `mem/fixed-null`: MAP_FIXED demands address 0. */
import { constantOf, mustTerm } from '../c/value.ts';
import type { SyscallCall } from '../c/call-site.ts';
import { defineRule } from './rule.ts';
import type { Fix, RuleContext } from './rule.ts';
import { argumentOfKind, argumentTaking, isSet } from './support/arguments.ts';
import { withoutName } from './support/flag-edits.ts';

export const memFixedNull = defineRule({
  meta: {
    id: 'mem/fixed-null',
    summary: 'MAP_FIXED with address 0',
    severity: 'error',
    fix: 'safe',
    since: '0.1.0',
    cwe: ['CWE-476'],
    supersedes: ['mem/fixed-clobber'],
    messages: {
      null: '{flag} with a null address fails with EPERM, or maps page 0: drop the flag to let the kernel choose.',
    },
    docs: {
      why: `NULL means "anywhere" only without MAP_FIXED. With MAP_FIXED or MAP_FIXED_NOREPLACE it is the address
0 itself. Below \`vm.mmap_min_addr\` (65536 on most systems) that needs CAP_SYS_RAWIO, and everyone else gets
EPERM. A program that has the capability maps page 0, and its next NULL dereference goes unnoticed.`,
      bad: [
        `#include <stddef.h>
#include <sys/mman.h>

void *scratch(unsigned long n)
{
    return mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
}
`,
      ],
      good: [
        `#include <stddef.h>
#include <sys/mman.h>

void *scratch(unsigned long n)
{
    return mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}
`,
      ],
      limits: `Emulators map page 0 on purpose. Where the function's name or a comment in it speaks of low memory or
page zero, or where the result is compared with address 0, the finding is a hint.`,
      references: ['man:mmap(2)', 'kernel:security/commoncap.c', 'kernel:mm/mmap.c', 'CWE-476'],
    },
  },
  on: ['mmap', 'mmap2'],
  *check(call, ctx) {
    const flags = argumentTaking(call, 'MAP_FIXED', ctx);
    const addr = argumentOfKind(call, 'address');
    if (flags === undefined || addr === undefined) return;
    const value = ctx.value(flags.expr);
    const flag = ['MAP_FIXED', 'MAP_FIXED_NOREPLACE'].find((name) => isSet(value, name, ctx));
    if (flag === undefined) return;
    const isNull =
      ctx.origin(addr.expr, call).kind === 'null' || constantOf(ctx.value(addr.expr)) === 0n;
    if (!isNull) return;
    const meant = isAboutLowMemory(call, ctx);
    const edit = withoutName(flags.expr, flag, '0');
    const fix: Fix[] =
      edit === undefined
        ? []
        : [{ title: `Drop ${flag}`, safety: meant ? 'unsafe' : 'safe', edits: [edit] }];
    yield {
      message: 'null',
      data: { flag },
      span: mustTerm(value, flag)?.span ?? flags,
      ...(meant ? { severity: 'hint' as const } : {}),
      fixes: fix,
    };
  },
});

const LOW =
  /low(?:er|est)?[ _-]?(?:mem|page|addr)|(?:zero|null|first)[ _-]?(?:page|addr)|page[ _-]?(?:zero|null|0)\b|mmap_min_addr|vm86|dosemu|real[ _-]?mode/i;

/** The function says so, or the result is compared with the address 0 that was asked for. */
function isAboutLowMemory(call: SyscallCall, ctx: RuleContext): boolean {
  if (ctx.result(call).tests.some((t) => t.kind === 'null')) return true;
  return LOW.test(ctx.text(call.fn ?? call));
}
