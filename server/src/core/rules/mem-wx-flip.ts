/** `mem/wx-flip`: code written and made executable without flushing the instruction cache. */
import { nameOf, uncast } from '../c/ir.ts';
import { defineRule } from './rule.ts';
import type { Fix, RuleContext } from './rule.ts';
import type { SyscallCall } from '../c/call-site.ts';
import { argumentOfKind, argumentTaking, isClear, isSet } from './support/arguments.ts';
import { indentAt } from './support/error-style.ts';
import { accesses } from './support/mapped-memory.ts';
import { placeInBlock } from './support/parents.ts';

/** Keep their instruction caches up with stores by themselves: x86, and s390 since its first model. */
const COHERENT = new Set(['i386', 'x32', 'x86_64', 's390x']);
/** What makes the caches agree, by whatever name. */
const FLUSH = /clear_cache|cacheflush|flush_icache|icache|FlushInstructionCache|membarrier/i;

export const memWxFlip = defineRule({
  meta: {
    id: 'mem/wx-flip',
    summary: 'Code made executable without flushing the instruction cache',
    severity: 'hint',
    fix: 'unsafe',
    since: '0.1.0',
    messages: {
      flush:
        'On {arch} the processor may run what stood at {name} before: call __builtin___clear_cache() after writing.',
    },
    docs: {
      why: `On x86 a store is seen by the next instruction fetch. ARM, RISC-V, POWER, MIPS and most others have an
instruction cache of its own that knows nothing of stores: code that was just written stays in the data cache, and
the processor runs whatever the other one holds. mprotect() does not flush; \`__builtin___clear_cache()\` does, and
costs nothing on x86.`,
      bad: [
        `#include <string.h>
#include <sys/mman.h>

int install(char *code, const void *from, unsigned long n)
{
    memcpy(code, from, n);
    return mprotect(code, n, PROT_READ | PROT_EXEC);
}
`,
      ],
      good: [
        `#include <string.h>
#include <sys/mman.h>

int install(char *code, const void *from, unsigned long n)
{
    memcpy(code, from, n);
    __builtin___clear_cache(code, code + n);
    return mprotect(code, n, PROT_READ | PROT_EXEC);
}
`,
      ],
      target: { arches: 'x86_64,aarch64' },
      limits: `Only when the target names an architecture that needs it, and the same function writes the memory
and flips it, with nothing in between that is named after the cache.`,
      references: ['man:mprotect(2)', 'man:cacheflush(2)'],
    },
  },
  on: ['mprotect', 'pkey_mprotect'],
  *check(call, ctx) {
    const { fn } = call;
    const arch = [ctx.target.arch, ...ctx.target.arches].find((a) => !COHERENT.has(a));
    const addr = argumentOfKind(call, 'address');
    const name = addr && nameOf(uncast(addr.expr));
    if (fn === undefined || arch === undefined || name === undefined) return;
    const prot = argumentTaking(call, 'PROT_EXEC', ctx);
    const value = prot && ctx.value(prot.expr);
    if (value === undefined || !isSet(value, 'PROT_EXEC', ctx)) return;
    if (!isClear(value, 'PROT_WRITE', ctx) || FLUSH.test(ctx.text(fn))) return;
    const written = accesses(fn, name, (s) => ctx.text(s)).filter((e) => e.end < call.start);
    const store = written.find(
      (e) => e.kind === 'call' && /^mem(?:cpy|move|set)$/.test(nameOf(e.callee) ?? ''),
    );
    if (store === undefined || call.via === 'wrapper') return;
    yield {
      message: 'flush',
      data: { arch, name },
      span: call,
      related: [{ span: store, text: 'written here' }],
      fixes: flushed(call, name, ctx),
    };
  },
});

function flushed(call: SyscallCall, name: string, ctx: RuleContext): Fix[] {
  const length = argumentOfKind(call, 'length');
  const statement = call.fn && placeInBlock(call.fn, call.expr);
  if (call.fn === undefined || statement === undefined || length === undefined) return [];
  const indent = indentAt(call.fn, statement.start, (span) => ctx.text(span));
  const at = { start: statement.start, end: statement.start };
  const end = `(char *)${name} + (${ctx.text(length)})`;
  const newText = `__builtin___clear_cache((char *)${name}, ${end});\n${indent}`;
  return [
    { title: 'Flush the instruction cache', safety: 'unsafe', edits: [{ span: at, newText }] },
  ];
}
