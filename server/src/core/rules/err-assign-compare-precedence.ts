/** `err/assign-compare-precedence`: `if (fd = open(…) < 0)`. */
import { unparen, type AssignExpr, type BinaryExpr, type FunctionIr } from '../c/ir.ts';
import { uncast } from '../c/ir.ts';
import { walk } from '../c/walk.ts';
import type { SyscallCall } from '../c/call-site.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule.ts';
import { MAKES_FD } from './support/fd-calls.ts';
import { localType } from './support/locals.ts';
import { around } from './support/parents.ts';

/** Calls whose result is worth more than success or failure. */
const WORTH = [
  ...MAKES_FD,
  ...[
    'fork',
    'vfork',
    'getrandom',
    'lseek',
    'mmap',
    'mremap',
    'msgget',
    'poll',
    'read',
    'readlink',
  ],
  ...['readlinkat', 'readv', 'recv', 'recvfrom', 'recvmsg', 'semget', 'shmat', 'shmget', 'wait4'],
  ...['waitpid', 'epoll_wait', 'inotify_add_watch'],
];

export const errAssignComparePrecedence = defineRule({
  meta: {
    id: 'err/assign-compare-precedence',
    summary: 'A comparison assigned where the result of the call is meant',
    severity: 'error',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-783'],
    others: ['clang-tidy:bugprone-assignment-in-if-condition'],
    messages: {
      weaker:
        "'=' binds weaker than '{op}': {variable} is 0 or 1, not what {call}() returned: use ({variable} = …) {op} {other}.",
    },
    docs: {
      why: `A comparison binds stronger than an assignment: \`fd = open(path, O_RDONLY) < 0\` stores 0 or 1 in fd. When
open succeeds the program goes on with descriptor 0, its standard input, and the file it opened is lost. A second pair
of parentheses around the whole hides it from the compiler's warning.`,
      bad: [
        `#include <fcntl.h>
#include <unistd.h>

int first(const char *path, char *to)
{
    int fd;
    if ((fd = open(path, O_RDONLY | O_CLOEXEC) < 0))
        return -1;
    if (read(fd, to, 1) != 1)
        *to = 0;
    return close(fd);
}
`,
      ],
      good: [
        `#include <fcntl.h>
#include <unistd.h>

int first(const char *path, char *to)
{
    int fd;
    if ((fd = open(path, O_RDONLY | O_CLOEXEC)) < 0)
        return -1;
    if (read(fd, to, 1) != 1)
        *to = 0;
    return close(fd);
}
`,
      ],
      limits: `Only in conditions, for calls whose result is a descriptor, a length, a process or an address, and where
the variable is handed to a call or returned afterwards: a truth value that is kept on purpose is none of that.`,
      references: ['CWE-783', 'CERT:EXP45-C'],
    },
  },
  on: WORTH,
  *check(call, ctx) {
    const { fn } = call;
    if (!fn) return;
    const compared = around(fn, call.expr, true);
    if (compared?.kind !== 'binary' || uncast(compared.left) !== call.expr) return;
    if (!/^(?:[=!]=|[<>]=?)$/.test(compared.op)) return;
    const assigned = around(fn, compared);
    if (assigned?.kind !== 'assign' || assigned.op !== '=') return;
    if (!isCondition(assigned, fn) || !isUsed(assigned, call, fn, ctx)) return;
    yield report(assigned, compared, call, ctx);
  },
});

function report(assigned: AssignExpr, compared: BinaryExpr, call: SyscallCall, ctx: RuleContext) {
  const { end } = compared.left;
  return {
    message: 'weaker' as const,
    data: {
      op: compared.op,
      other: ctx.text(compared.right),
      variable: ctx.text(assigned.left),
      call: call.spelled,
    },
    span: assigned,
    fixes:
      call.via === 'wrapper'
        ? []
        : [
            {
              title: 'Put the assignment in parentheses',
              safety: 'unsafe' as const,
              edits: [
                { span: { start: assigned.start, end: assigned.start }, newText: '(' },
                { span: { start: end, end }, newText: ')' },
              ],
            },
          ],
  };
}

/** The assignment is the condition of an `if`, a loop or `?:`, or a part of one. */
function isCondition(e: AssignExpr, fn: FunctionIr): boolean {
  const p = around(fn, e);
  switch (p?.kind) {
    case 'if':
      return true;
    case 'loop':
    case 'conditional':
      return p.test !== undefined && unparen(p.test) === e;
    case 'binary':
      return p.op === '&&' || p.op === '||';
    default:
      return p?.kind === 'unary' && p.op === '!';
  }
}

/** The variable is no truth value: a call gets it, or the function returns it. */
function isUsed(e: AssignExpr, call: SyscallCall, fn: FunctionIr, ctx: RuleContext): boolean {
  const text = ctx.text(e.left);
  if (/\bbool\b|_Bool/i.test(localType(fn, text) ?? '')) return false;
  const is = (x: Parameters<typeof uncast>[0]): boolean => ctx.text(uncast(x)) === text;
  let used = false;
  walk(fn.body, (n) => {
    if (n.start < e.start || (n.kind === 'call' && n === call.expr)) return;
    if (n.kind === 'call' && n.args.some(is)) used = true;
    if (n.kind === 'return' && n.value && is(n.value)) used = true;
  });
  return used;
}
