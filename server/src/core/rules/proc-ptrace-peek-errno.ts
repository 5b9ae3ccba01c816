/** `proc/ptrace-peek-errno`: a word of -1 read by ptrace taken for a failure. */
import { nameOf, unparen, type FunctionIr } from '../c/ir.ts';
import { walk } from '../c/walk.ts';
import { defineRule } from './rule.ts';
import type { Fix, RuleContext } from './rule.ts';
import type { SyscallCall } from '../c/call-site.ts';
import { indentAt } from './support/error-style.ts';
import { constantAmong } from './support/library.ts';
import { placeInBlock } from './support/parents.ts';

const PEEKS = ['PTRACE_PEEKTEXT', 'PTRACE_PEEKDATA', 'PTRACE_PEEKUSER'] as const;

export const procPtracePeekErrno = defineRule({
  meta: {
    id: 'proc/ptrace-peek-errno',
    summary: 'A word read by ptrace tested for -1 without clearing errno first',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-253'],
    messages: {
      word: '-1 may be the word that {op} read, not a failure: set errno to 0 before and test errno as well.',
    },
    docs: {
      why: `The library's ptrace() returns the word it read, and a word of all ones is -1 as well. Only errno tells the
difference, and only when it was 0 before the call, because a call that succeeds leaves it alone.`,
      bad: [
        `#include <sys/ptrace.h>
#include <sys/types.h>

int read_word(pid_t pid, void *address, long *word)
{
    *word = ptrace(PTRACE_PEEKDATA, pid, address, 0);
    if (*word == -1)
        return -1;
    return 0;
}
`,
      ],
      good: [
        `#include <errno.h>
#include <sys/ptrace.h>
#include <sys/types.h>

int read_word(pid_t pid, void *address, long *word)
{
    errno = 0;
    *word = ptrace(PTRACE_PEEKDATA, pid, address, 0);
    if (*word == -1 && errno != 0)
        return -1;
    return 0;
}
`,
      ],
      limits: `Silent as soon as the function assigns errno before the call. The raw system call stores the word through its
last argument and is another matter.`,
      references: ['man:ptrace(2)', 'CWE-253', 'CERT:ERR30-C'],
    },
  },
  on: ['ptrace'],
  *check(call, ctx) {
    const [op] = call.args;
    if (op === undefined || call.via !== 'libc' || call.fn === undefined) return;
    const name = constantAmong(op.expr, PEEKS, ctx);
    if (name === undefined || clearsErrno(call.fn, call)) return;
    const test = ctx.result(call).tests.find((t) => t.kind === 'failed' || t.kind === 'negative');
    if (test === undefined) return;
    yield {
      message: 'word',
      data: { op: name },
      span: test,
      related: [{ span: call.nameSpan, text: 'the word comes from here' }],
      fixes: fixesFor(call, call.fn, ctx),
    };
  },
});

/** True when errno is assigned somewhere before the call. */
function clearsErrno(fn: FunctionIr, call: SyscallCall): boolean {
  let clears = false;
  walk(fn.body, (n) => {
    if (n.kind === 'assign' && n.start < call.start && nameOf(n.left) === 'errno') clears = true;
    if (n.kind === 'call' && n.start < call.start && /errno/i.test(nameOf(unparen(n.callee)) ?? ''))
      clears = true;
  });
  return clears;
}

function fixesFor(call: SyscallCall, fn: FunctionIr, ctx: RuleContext): Fix[] {
  const statement = placeInBlock(fn, call.expr);
  if (statement === undefined) return [];
  const indent = indentAt(fn, statement.start, (span) => ctx.text(span));
  return [
    {
      title: 'Set errno to 0 before',
      safety: 'unsafe',
      edits: [
        {
          span: { start: statement.start, end: statement.start },
          newText: `errno = 0;\n${indent}`,
        },
      ],
      include: 'errno.h',
    },
  ];
}
