/** `mem/mmap-unchecked`: a mapping used although nobody looked whether there is one. */
import { defineRule } from './rule.ts';
import type { Fix, RuleContext } from './rule.ts';
import type { SyscallCall } from '../c/call-site.ts';
import { argumentTaking, isSet } from './support/arguments.ts';
import { insertedCheck } from './support/error-style.ts';
import { accesses } from './support/mapped-memory.ts';
import { parentMap } from './support/parents.ts';

export const memMmapUnchecked = defineRule({
  meta: {
    id: 'mem/mmap-unchecked',
    summary: 'The result of mmap, mremap or shmat used without a check',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-252'],
    others: ['clang-tidy:bugprone-unused-return-value'],
    messages: {
      discarded:
        'Nobody looks whether {call}() failed, and nothing was mapped then: compare its result with {failed}.',
      used: '{name} is {failed} when {call}() failed, and nothing looked yet: compare it with {failed} first.',
    },
    docs: {
      why: `A mapping fails when the address space or a limit is used up, when the file does not allow it, or when
a container forbids it. The result is then \`(void *)-1\`, and the first access to it is a crash at 0xffffffffffffffff,
or, with an index added, at an address that may even be mapped.`,
      bad: [
        `#include <stddef.h>
#include <string.h>
#include <sys/mman.h>

void *zeroed(unsigned long n)
{
    char *p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    memset(p, 0xff, n);
    return p;
}
`,
      ],
      good: [
        `#include <stddef.h>
#include <string.h>
#include <sys/mman.h>

void *filled(unsigned long n)
{
    char *p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return NULL;
    memset(p, 0xff, n);
    return p;
}
`,
      ],
      limits: `Only where this function itself reads or writes the mapping and no way from the call to there holds
any look at the result, or hands it to a function that might look. What is returned or stored is the caller's job.
A result that is thrown away, as for guard pages (MAP_FIXED), is a hint; \`(void)\` before the call says that it does not matter.`,
      references: ['man:mmap(2)', 'man:mremap(2)', 'man:shmat(2)', 'CWE-252', 'CERT:ERR33-C'],
    },
  },
  on: ['mmap', 'mmap2', 'mremap', 'shmat'],
  *check(call, ctx) {
    const { fn } = call;
    const { kind, variable, tests } = ctx.result(call);
    const failed = call.info.fails === '(void *)-1' ? '(void *)-1' : 'MAP_FAILED';
    if (kind === 'discarded' && isLooseStatement(call) && isPlaced(call, ctx)) {
      const data = { call: call.name, failed };
      yield { message: 'discarded', data, span: call, severity: 'hint' };
      return;
    }
    if (fn === undefined || kind !== 'assigned' || variable === undefined) return;
    if (call.via === 'wrapper') return;
    const uses = accesses(fn, variable, (span) => ctx.text(span));
    // Most results are tested right away: no need to follow the ways then.
    const [early] = uses;
    if (early === undefined || tests.some((t) => t.certain && t.end <= early.start)) return;
    const paths = ctx.paths(call);
    const first = uses.find((use) => {
      const states = paths?.testedBefore(call.expr, use);
      return states?.size === 1 && states.has('untested');
    });
    if (first === undefined) return;
    yield {
      message: 'used',
      data: { name: variable, failed, call: call.name },
      span: first,
      related: [{ span: call, text: 'the result comes from here' }],
      fixes: checked(call, variable, failed, ctx),
    };
  },
});

/** Put over a range that the program has: without MAP_FIXED nobody could use what is thrown away. */
function isPlaced(call: SyscallCall, ctx: RuleContext): boolean {
  return ['MAP_FIXED', 'MREMAP_FIXED'].some((name) => {
    const flags = argumentTaking(call, name, ctx);
    return flags !== undefined && isSet(ctx.value(flags.expr), name, ctx);
  });
}

/** `mmap(…);`, without a `(void)` that says so. */
function isLooseStatement({ fn, via, expr }: SyscallCall): boolean {
  return fn !== undefined && via !== 'wrapper' && parentMap(fn).get(expr)?.kind === 'expr';
}

function checked(call: SyscallCall, name: string, failed: string, ctx: RuleContext): Fix[] {
  if (call.fn === undefined) return [];
  const text = (span: { start: number; end: number }): string => ctx.text(span);
  const edit = insertedCheck(call.fn, call.expr, `${name} == ${failed}`, text);
  return edit === undefined
    ? []
    : [{ title: `Compare with ${failed}`, safety: 'unsafe', edits: [edit] }];
}
