/** `err/unsigned-result`: a result kept in an unsigned variable and tested as negative. */
import type { SyscallCall } from '../c/call-site.ts';
import type { ResultTest } from '../c/facts.ts';
import { uncast, unparen, type FunctionIr } from '../c/ir.ts';
import { walk } from '../c/walk.ts';
import { defineRule } from './rule.ts';
import type { Fix, RuleContext } from './rule.ts';
import { MAKES_FD } from './support/fd-calls.ts';
import { localType } from './support/locals.ts';

const UNSIGNED =
  /^(?:(?:const|register|volatile) )*(?:unsigned(?: (?:char|short|int|long|long long|long int))?|size_t|u?int_fast\d+_t|uint(?:8|16|32|64)_t|u_?(?:8|16|32|64|char|short|int|long)|uintptr_t)$/;
/** Promoted to int before a comparison, so that even `== -1` never holds. */
const NARROW = /\b(?:unsigned (?:char|short)|u_?(?:char|short|8|16)|uint(?:8|16)_t)$/;

export const errUnsignedResult = defineRule({
  meta: {
    id: 'err/unsigned-result',
    summary: 'A result in an unsigned variable, tested as negative',
    severity: 'error',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-195'],
    others: ['clang-tidy:bugprone-unsigned-negative-comparison'],
    messages: {
      never: '{variable} is {type}, so {test} misses the -1 of {call}(): declare it {right}.',
    },
    docs: {
      why: `The call returns -1 when it fails. In an unsigned variable that is the largest number there is: never below
0, always above it. The failure passes as a success with an enormous length or descriptor.

In a type narrower than int not even \`== -1\` holds, because the number is widened before it is compared.`,
      bad: [
        `#include <unistd.h>

int fill(int fd, char *to, size_t n)
{
    size_t got = read(fd, to, n);
    if (got < 0)
        return -1;
    return got == n;
}
`,
      ],
      good: [
        `#include <unistd.h>

int fill(int fd, char *to, size_t n)
{
    ssize_t got = read(fd, to, n);
    if (got < 0)
        return -1;
    return (size_t)got == n;
}
`,
        `#include <unistd.h>

int fill(int fd, char *to, size_t n)
{
    size_t got = read(fd, to, n);
    if (got == (size_t)-1)
        return -1;
    return got == n;
}
`,
      ],
      limits: `Knows the type of variables that the function itself declares, and silent where the result is compared
with -1 in a way that works, or through a cast to a signed type.`,
      references: ['CWE-195', 'CERT:INT02-C', 'man:read(2)'],
    },
  },
  on: [
    ...MAKES_FD,
    ...['fork', 'getdents64', 'getrandom', 'getxattr', 'fgetxattr', 'listxattr', 'lseek', 'poll'],
    ...[
      'pread64',
      'preadv',
      'pwrite64',
      'pwritev',
      'read',
      'readlink',
      'readlinkat',
      'readv',
      'recv',
    ],
    ...[
      'recvfrom',
      'recvmsg',
      'select',
      'send',
      'sendfile',
      'sendmsg',
      'sendto',
      'splice',
      'waitpid',
    ],
    ...['write', 'writev', 'copy_file_range', 'epoll_wait', 'semget', 'shmget', 'msgget', 'msgrcv'],
  ],
  *check(call, ctx) {
    const { fn } = call;
    const use = ctx.result(call);
    if (!fn || use.kind !== 'assigned' || use.tests.length === 0) return;
    const type = localType(fn, use.variable);
    if (type === undefined || use.variable === undefined || !UNSIGNED.test(type)) return;
    const narrow = NARROW.test(type);
    const misses = (t: ResultTest): boolean =>
      (t.kind === 'negative' || (narrow && t.kind === 'failed' && isPlainMinusOne(t, ctx))) &&
      !isCast(t, fn);
    const first = use.tests.find(misses);
    // A comparison with -1 finds it; behind a mere `> 0` any other comparison may.
    const others = use.tests.filter((t) => t.kind === 'failed' || t.kind === 'value');
    const looks = first?.kind === 'negative' && isOrEqual(first);
    if (others.some((t) => t !== first && (looks || t.kind === 'failed'))) return;
    if (!first?.certain) return;
    const right = call.info.ret;
    const fix = retyped(use.variable, right, fn, ctx);
    yield {
      message: 'never',
      data: {
        ...{ variable: use.variable, type, right, call: call.name },
        test: `'${ctx.text(first).replace(/\s+/g, ' ')}'`.slice(0, 40),
      },
      span: first,
      related: [{ span: call.nameSpan, text: 'the result comes from here' }],
      fixes: fix ? [fix] : [],
    };
  },
});

/** `n > 0`, `n <= 0`: it asks for nothing rather than for a failure. */
function isOrEqual(t: ResultTest): boolean {
  const swapped = t.other !== undefined && t.other.start < t.subject.start;
  return swapped ? t.op === '<' || t.op === '>=' : t.op === '>' || t.op === '<=';
}

function isPlainMinusOne(t: ResultTest, ctx: RuleContext): boolean {
  return t.other !== undefined && /^\(?\s*-\s*1\s*\)?$/.test(ctx.text(t.other));
}

/** The comparison takes the variable through a cast. */
function isCast(t: ResultTest, fn: FunctionIr): boolean {
  let cast = false;
  walk(fn.body, (n) => {
    if (n.kind !== 'binary' || n.start !== t.start || n.end !== t.end) return;
    for (const side of [n.left, n.right]) {
      if (side.start <= t.subject.start && t.subject.end <= side.end) {
        cast ||= unparen(side) !== uncast(side);
      }
    }
  });
  return cast;
}

/** Declares the variable with the type of the result, where it is declared alone. */
function retyped(
  variable: string,
  type: SyscallCall['info']['ret'],
  fn: FunctionIr,
  ctx: RuleContext,
): Fix | undefined {
  let fix: Fix | undefined;
  walk(fn.body, (n) => {
    if (n.kind !== 'decl' || n.vars.length !== 1 || n.vars[0]?.name !== variable) return;
    const span = { start: n.start, end: n.start + n.type.length };
    if (ctx.text(span) !== n.type) return;
    fix = { title: `Declare it ${type}`, safety: 'unsafe', edits: [{ span, newText: type }] };
  });
  return fix;
}
