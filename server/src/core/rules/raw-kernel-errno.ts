/** `raw/kernel-errno`: a result compared with a negative errno, as code inside the kernel does. */
import type { SyscallCall } from '../c/call-site.ts';
import type { ResultTest } from '../c/facts.ts';
import { nameOf, unparen, type BinaryExpr, type Expr, type FunctionIr } from '../c/ir.ts';
import { walk } from '../c/walk.ts';
import { defineFunctionRule } from './rule.ts';
import type { Finding, Fix, RuleContext } from './rule.ts';

/** Negative results that mean something else than failure. */
const ALSO_NEGATIVE = new Set(['getpriority', 'lseek', 'ptrace']);

/** What results are compared with in practice. */
const ERRNOS: readonly string[] = [
  ...['EINTR', 'EAGAIN', 'EWOULDBLOCK', 'ENOSYS', 'ENOENT', 'EEXIST', 'EINVAL', 'EPERM', 'EACCES'],
  ...['ENOMEM', 'EBADF', 'ESRCH', 'EINPROGRESS', 'ETIMEDOUT', 'EPIPE', 'EBUSY', 'ENODEV', 'EFAULT'],
  ...['ECONNRESET', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSPC', 'EXDEV', 'ENOTDIR', 'ECHILD', 'EIO'],
];

export const rawKernelErrno = defineFunctionRule({
  meta: {
    id: 'raw/kernel-errno',
    summary: 'A result compared with a negative errno, which is in errno instead',
    severity: 'error',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-253'],
    messages: {
      compared:
        '{call}() fails with -1 and sets errno, so it never returns -{errno}: test errno == {errno}.',
    },
    docs: {
      why: `Inside the kernel a call fails by returning -EINTR or -ENOSYS. In a program the C library takes that
number, stores it in errno and returns -1; syscall() does the same. A comparison with -EINTR is false for every
failure but EPERM, whose number happens to be 1, so the code behind it never runs and the failure passes for a
success.`,
      bad: [
        `#include <errno.h>
#include <poll.h>

int wait_for(struct pollfd *p)
{
    int n = poll(p, 1, -1);
    if (n == -EINTR)
        return 0;
    return n;
}
`,
      ],
      good: [
        `#include <errno.h>
#include <poll.h>

int wait_for(struct pollfd *p)
{
    int n = poll(p, 1, -1);
    if (n == -1 && errno == EINTR)
        return 0;
    return n;
}
`,
      ],
      limits: `Silent where another value may reach the comparison (\`n = -errno;\` in between), for functions of
the file's own and for raw calls that return the kernel's result as it is (\`__syscall\`, nolibc, liburing's
internals). Macros that turn -1 into -errno are not looked into.`,
      references: ['man:syscalls(2)', 'man:errno(3)', 'man:syscall(2)', 'CWE-253'],
    },
  },
  words: [],
  beside: ERRNOS,
  *inFunction(fn, ctx) {
    if (!/-\s*E[A-Z]/.test(ctx.text(fn))) return;
    for (const call of ctx.calls) {
      if (call.via === 'wrapper' || ALSO_NEGATIVE.has(call.name)) continue;
      if (call.info.fails !== '-1' && call.info.fails !== 'MAP_FAILED') continue;
      yield* comparisons(call, fn, ctx);
    }
  },
});

function* comparisons(
  call: SyscallCall,
  fn: FunctionIr,
  ctx: RuleContext,
): Iterable<Finding<'compared'>> {
  for (const test of ctx.result(call).tests) {
    const at = test.certain && test.kind !== 'falsy' ? binaryAt(test, fn) : undefined;
    const errno = at && (negativeErrno(at.left, ctx) ?? negativeErrno(at.right, ctx));
    if (at === undefined || errno === undefined) continue;
    yield {
      message: 'compared',
      data: { call: call.via === 'raw' ? 'syscall' : call.spelled, errno },
      span: test,
      call,
      related: [{ span: call.nameSpan, text: 'the result comes from here' }],
      fixes: fixOf(at, test, errno, ctx),
    };
  }
}

/** The comparison that a test is. */
function binaryAt(test: ResultTest, fn: FunctionIr): BinaryExpr | undefined {
  let found: BinaryExpr | undefined;
  walk(fn.body, (n) => {
    if (n.kind !== 'binary' || !/^[!=]=$/.test(n.op)) return;
    if (n.start <= test.start && test.end <= n.end && (!found || n.start >= found.start)) found = n;
  });
  return found;
}

/** The errno whose negative an expression is. */
function negativeErrno(expr: Expr, ctx: RuleContext): string | undefined {
  const e = unparen(expr);
  if (e.kind !== 'unary' || e.op !== '-') return undefined;
  const name = nameOf(e.operand);
  return name !== undefined && ctx.kb.errno(name) !== undefined ? name : undefined;
}

function fixOf(at: BinaryExpr, test: ResultTest, errno: string, ctx: RuleContext): Fix[] {
  const subject = ctx.text(test.subject);
  if (unparen(at.left).kind === 'assign' || unparen(at.right).kind === 'assign') return [];
  const newText =
    at.op === '=='
      ? `(${subject} == -1 && errno == ${errno})`
      : `(${subject} != -1 || errno != ${errno})`;
  return [
    {
      title: `Test errno for ${errno}`,
      safety: 'unsafe',
      edits: [{ span: at, newText }],
      include: 'errno.h',
    },
  ];
}
