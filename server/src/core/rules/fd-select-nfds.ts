/** `fd/select-nfds`: the highest descriptor where one more is asked for, and descriptors that no fd_set holds. */
import type { SyscallCall } from '../c/call-site.ts';
import { nameOf, uncast, unparen, type CallExpr, type Expr, type FunctionIr } from '../c/ir.ts';
import { signedOf } from '../c/value.ts';
import { walk } from '../c/walk.ts';
import { defineFunctionRule, type FunctionContext } from './rule.ts';
import { calledAs } from './support/modes.ts';

/** Bits of an fd_set (__FD_SETSIZE of the kernel's posix_types.h). */
const SET_SIZE = 1024n;
const SELECTS = new Set(['select', 'pselect6', '_newselect']);

/** A call of select() in any form. */
interface Select {
  readonly name: string;
  readonly args: readonly Expr[];
  readonly start: number;
  readonly call?: SyscallCall;
}

export const fdSelectNfds = defineFunctionRule({
  meta: {
    id: 'fd/select-nfds',
    summary: 'select given a descriptor instead of one more, or FD_SET beyond the set',
    severity: 'error',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-193', 'CWE-787'],
    messages: {
      last: '{call}() looks at descriptors below {fd}, so {fd} itself is never watched: write {fd} + 1.',
      beyond: '{macro}({fd}) is outside of an fd_set, which ends at 1023: use poll().',
    },
    docs: {
      why: `The first argument of select() is a count: descriptors from 0 to one below it are looked at. Given the
descriptor itself, select() waits for the others and never for this one; the program hangs, or works as long as
another descriptor happens to be higher.

An fd_set has 1024 bits, whatever the limit of open files. FD_SET() with more writes behind it.`,
      bad: [
        `#include <stddef.h>
#include <sys/select.h>

int readable(int fd)
{
    fd_set set;
    FD_ZERO(&set);
    FD_SET(fd, &set);
    return select(fd, &set, NULL, NULL, NULL);
}
`,
      ],
      good: [
        `#include <stddef.h>
#include <sys/select.h>

int readable(int fd)
{
    fd_set set;
    FD_ZERO(&set);
    FD_SET(fd, &set);
    return select(fd + 1, &set, NULL, NULL, NULL);
}
`,
      ],
      limits: `Speaks where the very descriptor that FD_SET() was given is passed, and where it is only ever the larger
of such descriptors. A variable that is counted up or set in another way is left alone, and so
is nfds 0: Windows ignores it, and code for Windows passes it.`,
      references: ['man:select(2)', 'kernel:fs/select.c', 'CWE-193', 'CWE-787'],
    },
  },
  words: ['FD_SET'],
  *inFunction(fn, ctx) {
    const sets = ctx.library('FD_SET');
    for (const set of ctx.library('FD_SET', 'FD_CLR', 'FD_ISSET')) {
      const fd = set.args[0];
      const n = fd && signedOf(ctx.value(fd));
      if (fd === undefined || n === undefined || (n >= 0n && n < SET_SIZE)) continue;
      const macro = nameOf(set.callee) ?? '';
      yield { message: 'beyond', data: { macro, fd: String(n) }, span: fd };
    }
    for (const select of selectsIn(ctx)) {
      const { name, call } = select;
      const about = call ? { call } : {};
      const nfds = select.args[0];
      const watched = sets.filter((set) => isPassed(set, select, ctx));
      if (nfds === undefined || watched.length === 0) continue;
      const fds = watched.flatMap((set) => set.args[0] ?? []);
      const e = uncast(nfds);
      if (isLast(e, fds, fn, ctx)) {
        yield {
          message: 'last',
          data: { call: name, fd: ctx.text(e) },
          span: nfds,
          ...about,
          related: watched.slice(0, 1).map((span) => ({ span, text: 'watched' })),
          fixes: [
            {
              title: 'Add 1',
              safety: 'unsafe',
              edits: [{ span: { start: nfds.end, end: nfds.end }, newText: ' + 1' }],
            },
          ],
        };
      }
    }
  },
});

/** System calls, and the library's pselect(), whose kernel name is another. */
function selectsIn(ctx: FunctionContext): readonly Select[] {
  const calls = ctx.calls.filter((call) => SELECTS.has(call.name));
  return [
    ...calls.map((call) => ({
      name: calledAs(call),
      args: call.args.map((a) => a.expr),
      start: call.start,
      call,
    })),
    ...ctx.library('pselect').map(({ args, start }) => ({ name: 'pselect', args, start })),
  ];
}

/** True when a set that FD_SET filled before the call is handed to it. */
function isPassed(set: CallExpr, select: Select, ctx: FunctionContext): boolean {
  const target = set.args[1] && ctx.text(unparen(set.args[1]));
  return (
    set.start < select.start &&
    target !== undefined &&
    select.args.slice(1, 4).some((a) => ctx.text(unparen(a)) === target)
  );
}

/** True when the expression is one of the watched descriptors, or a variable that is only ever the larger of them. */
function isLast(e: Expr, fds: readonly Expr[], fn: FunctionIr, ctx: FunctionContext): boolean {
  if (e.kind !== 'name' && e.kind !== 'member') return false;
  const isWatched = (x: Expr): boolean => fds.some((fd) => same(fd, x, ctx));
  const given: Expr[] = [];
  const counted: Expr[] = [];
  walk(fn.body, (n) => {
    if (n.kind === 'decl') {
      for (const v of n.vars) if (v.init && v.name === nameOf(e)) given.push(v.init);
    } else if (n.kind === 'assign' && same(n.left, e, ctx)) {
      if (n.op === '=') given.push(n.right);
      else counted.push(n);
    } else if (n.kind === 'unary' && ['++', '--', '&'].includes(n.op) && same(n.operand, e, ctx)) {
      counted.push(n);
    }
  });
  if (counted.length > 0) return false;
  const larger = (value: Expr): boolean => {
    const v = uncast(value);
    if (v.kind === 'conditional' && v.yes) return isWatched(v.yes) && isWatched(v.no);
    if (v.kind === 'call' && /^MAX$/i.test(nameOf(v.callee) ?? '')) return v.args.every(isWatched);
    return isWatched(v);
  };
  // Given anything computed, it may be the count already.
  if (isWatched(e)) return given.every((v) => uncast(v).kind !== 'binary');
  // `int max = -1;` is where looking for the highest begins.
  const begins = (v: Expr): boolean => {
    const n = signedOf(ctx.value(v));
    return n !== undefined && n <= 0n;
  };
  return given.some(larger) && given.every((v) => larger(v) || begins(v));
}

function same(a: Expr, b: Expr, ctx: FunctionContext): boolean {
  return ctx.text(uncast(a)) === ctx.text(uncast(b));
}
