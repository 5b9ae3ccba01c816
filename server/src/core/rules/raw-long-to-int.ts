/** `raw/long-to-int`: an address or offset that syscall() returns, kept in an int. */
import type { SyscallCall } from '../c/call-site.ts';
import { nameOf, type FunctionIr } from '../c/ir.ts';
import { walk } from '../c/walk.ts';
import { defineFunctionRule } from './rule.ts';
import type { Fix, FunctionContext } from './rule.ts';
import { localType } from './support/locals.ts';

/** What does not fit: calls that return a pointer, an offset in a file or seconds. Sizes read stay below 2 GiB. */
const WIDE: Readonly<Record<string, string>> = {
  brk: 'address',
  lseek: 'offset',
  map_shadow_stack: 'address',
  mmap: 'address',
  mmap2: 'address',
  mremap: 'address',
  shmat: 'address',
  time: 'time',
};
const INT = /^(?:const |volatile )*(?:(?:un)?signed )?int$|^(?:un)?signed$|^u?int32_t$/;

export const rawLongToInt = defineFunctionRule({
  meta: {
    id: 'raw/long-to-int',
    summary: 'An address or offset from syscall() kept in an int',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-197'],
    messages: {
      cut: 'syscall() returns a long, and an int cuts the {what} that {call} returns to 32 bits: use long.',
    },
    docs: {
      why: `syscall() returns a long whatever the call is. The compiler converts it to an int without a word, and
an address of mmap or brk or an offset beyond 2 GiB loses its upper half. What is left may even look like a
success.`,
      bad: [
        `#define _GNU_SOURCE
#include <sys/syscall.h>
#include <unistd.h>

long size_of(int fd)
{
    int end = syscall(SYS_lseek, fd, 0, SEEK_END);
    return end;
}
`,
      ],
      good: [
        `#define _GNU_SOURCE
#include <sys/syscall.h>
#include <unistd.h>

long size_of(int fd)
{
    long end = syscall(SYS_lseek, fd, 0, SEEK_END);
    return end;
}
`,
      ],
      limits: `Only calls whose results surely outgrow 32 bits; descriptors, ids and byte counts fit an int. Silent
for 32-bit targets, and for an int that is only compared with -1.`,
      references: ['man:syscall(2)', 'man:lseek(2)', 'man:mmap(2)', 'CWE-197'],
    },
  },
  words: ['syscall'],
  *inFunction(fn, ctx) {
    if (ctx.kb.arch(ctx.target.arch)?.bits !== 64) return;
    for (const call of ctx.calls) {
      const what = Object.hasOwn(WIDE, call.name) ? WIDE[call.name] : undefined;
      if (call.via !== 'raw' || what === undefined || !isCut(call, fn, ctx)) continue;
      yield {
        message: 'cut',
        data: { what, call: call.name },
        span: call,
        call,
        fixes: fixOf(call, fn, ctx),
      };
    }
  },
});

function isCut(call: SyscallCall, fn: FunctionIr, ctx: FunctionContext): boolean {
  const use = ctx.result(call);
  if (use.kind === 'returned') return INT.test(fn.returns.replace(/^(?:static |inline )+/, ''));
  const type = use.kind === 'assigned' ? localType(fn, use.variable) : undefined;
  if (type === undefined || use.variable === undefined || !INT.test(type)) return false;
  // Who compares the new end with -1 takes it for something else: raw/abi-differs says so.
  if (call.name === 'brk' && use.tests.some((t) => t.kind === 'failed')) return false;
  // More than looked at, as a success or a failure.
  let uses = 0;
  walk(fn.body, (n) => {
    if (n.kind === 'name' && n.name === use.variable) uses++;
    if (n.kind === 'assign' && nameOf(n.left) === use.variable) uses--;
  });
  return uses > use.tests.length;
}

/** `int x = syscall(…)` alone in its declaration becomes a long. */
function fixOf(call: SyscallCall, fn: FunctionIr, ctx: FunctionContext): Fix[] {
  const fixes: Fix[] = [];
  walk(fn.body, (n) => {
    if (n.kind !== 'decl' || n.vars.length !== 1 || n.vars[0]?.init !== call.expr) return;
    const span = { start: n.start, end: n.start + 3 };
    if (ctx.text(span) !== 'int') return;
    fixes.push({
      title: 'Declare it as long',
      safety: 'unsafe',
      edits: [{ span, newText: 'long' }],
    });
  });
  return fixes;
}
