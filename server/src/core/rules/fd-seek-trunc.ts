/** `fd/seek-trunc`: an offset cut to 32 bits. */
import type { SyscallCall } from '../c/call-site.ts';
import { nameOf, type FunctionIr } from '../c/ir.ts';
import { constantOf, signedOf } from '../c/value.ts';
import type { Span } from '../text/span.ts';
import { walk } from '../c/walk.ts';
import { defineRule, type Fix, type RuleContext } from './rule.ts';
import { localType } from './support/locals.ts';
import { calledAs } from './support/modes.ts';
import { around } from './support/parents.ts';

const NARROW =
  /^(?:const )?(?:(?:un)?signed )?(?:int|short|unsigned|u?int(?:16|32)_t|uint|u32|s32)(?: int)?$/;
const MAX = 0x7fffffffn;

export const fdSeekTrunc = defineRule({
  meta: {
    id: 'fd/seek-trunc',
    summary: 'The result of lseek in an int',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-197'],
    messages: {
      variable:
        '{variable} is {type}, and {call}() returns off_t: from 2 GiB on it is another number; use off_t.',
      result:
        '{name}() returns {type}, and {call}() off_t: from 2 GiB on it is another number; use off_t.',
    },
    docs: {
      why: `lseek() returns a 64-bit offset. In an int, the size of a file of 3 GiB is negative and taken for a failure,
and the size of one of 4 GiB and a byte is 1. Even where only success is tested, an offset whose lower half has its top
bit set looks like an error.`,
      bad: [
        `#include <unistd.h>

int is_empty(int fd)
{
    int size = lseek(fd, 0, SEEK_END);
    return size == 0;
}
`,
      ],
      good: [
        `#include <sys/types.h>
#include <unistd.h>

int is_empty(int fd)
{
    off_t size = lseek(fd, 0, SEEK_END);
    return size == 0;
}
`,
        `#include <unistd.h>

int rewound(int fd)
{
    int failed = lseek(fd, 0, SEEK_SET) < 0;
    return failed ? -1 : 0;
}
`,
      ],
      limits: `Sees variables of the function whose type is a plain 32-bit integer, and what the function returns.
A cast says that it is meant. Seeking to a constant below 2 GiB cannot overflow. read() and write() never transfer more
than an int holds (0x7ffff000 bytes), so they are not looked at.`,
      references: ['man:lseek(2)', 'kernel:fs/read_write.c', 'CWE-197', 'CERT:INT31-C'],
    },
  },
  on: ['lseek', '_llseek'],
  *check(call, ctx) {
    if (call.via !== 'libc' || call.fn === undefined || isSmall(call, ctx)) return;
    const parent = around(call.fn, call.expr);
    if (parent?.kind === 'return') {
      const type = call.fn.returns.replace(/\b(?:static|inline|extern) ?/g, '').trim();
      if (!NARROW.test(type)) return;
      yield {
        message: 'result',
        data: { name: call.fn.name, type, call: calledAs(call) },
        span: call.expr,
      };
      return;
    }
    const { variable } = ctx.result(call);
    if (variable === undefined || isCast(call, call.fn)) return;
    const type = localType(call.fn, variable);
    if (type === undefined || !NARROW.test(type)) return;
    const fix = declaredWider(call.fn, variable, ctx);
    yield {
      message: 'variable',
      data: {
        variable,
        type: /^[aiu]/.test(type) ? `an ${type}` : `a ${type}`,
        call: calledAs(call),
      },
      span: call.expr,
      fixes: fix ? [fix] : [],
    };
  },
});

/** Seeking to a constant offset, or to one that an int holds, from the start: the result is that offset. */
function isSmall(call: SyscallCall, ctx: RuleContext): boolean {
  const [, offset, whence] = call.args;
  if (offset === undefined || whence === undefined) return true;
  if (constantOf(ctx.value(whence.expr)) !== 0n) return false;
  if (localType(call.fn, nameOf(offset.expr)) === 'int') return true;
  const n = signedOf(ctx.value(offset.expr));
  return n !== undefined && n >= 0n && n <= MAX;
}

/** `int n = (int)lseek(…)`. */
function isCast(call: SyscallCall, fn: FunctionIr): boolean {
  return around(fn, call.expr)?.kind === 'cast';
}

/** Declares the variable as off_t, when it is declared alone. */
function declaredWider(fn: FunctionIr, name: string, ctx: RuleContext): Fix | undefined {
  const types: Span[] = [];
  walk(fn.body, (n) => {
    if (n.kind !== 'decl' || n.vars.length !== 1 || n.vars[0]?.name !== name) return;
    const before = ctx.text({ start: n.start, end: n.vars[0].nameSpan.start });
    const found = /^(?:static |const )*/.exec(before)?.[0] ?? '';
    const type = before.slice(found.length).trimEnd();
    if (NARROW.test(type)) {
      types.push({ start: n.start + found.length, end: n.start + found.length + type.length });
    }
  });
  const [span] = types;
  if (span === undefined || types.length !== 1) return undefined;
  return {
    title: `Declare ${name} as off_t`,
    safety: 'unsafe',
    edits: [{ span, newText: 'off_t' }],
    include: 'sys/types.h',
  };
}
