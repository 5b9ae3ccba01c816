/** `fd/use-after-close`: a descriptor handed to a call after close(). */
import type { SyscallCall } from '../c/call-site.ts';
import type { CallExpr, Expr } from '../c/ir.ts';
import { defineFunctionRule } from './rule.ts';
import type { FunctionContext } from './rule.ts';
import { closedBefore } from './support/closed.ts';

/** Functions of the C library whose first argument is a descriptor. */
const TAKES_FD = [
  ...['dprintf', 'fdopen', 'fdopendir', 'fexecve', 'fpathconf', 'futimens', 'isatty', 'lockf'],
  ...['pread', 'pwrite', 'tcgetattr', 'tcsetattr', 'ttyname', 'vdprintf'],
];

interface Use {
  readonly expr: Expr;
  readonly name: string;
  readonly whole: CallExpr;
  readonly call?: SyscallCall;
}

export const fdUseAfterClose = defineFunctionRule({
  meta: {
    id: 'fd/use-after-close',
    summary: 'A descriptor used after it was closed',
    severity: 'error',
    since: '0.1.0',
    cwe: ['CWE-910'],
    messages: {
      closed:
        '{fd} is closed: {call}() fails with EBADF, or works on what was opened since. Close it afterwards.',
    },
    docs: {
      why: `The number of a closed descriptor means nothing, or something else. With luck the call fails with EBADF; when
anything was opened in the meantime it gets the same number, and the call reads, changes or cuts the wrong file.`,
      bad: [
        `#include <sys/stat.h>
#include <unistd.h>

long size(int fd)
{
    struct stat st;
    close(fd);
    if (fstat(fd, &st) < 0)
        return -1;
    return st.st_size;
}
`,
      ],
      good: [
        `#include <sys/stat.h>
#include <unistd.h>

long size(int fd)
{
    struct stat st;
    int failed = fstat(fd, &st) < 0;
    close(fd);
    return failed ? -1 : st.st_size;
}
`,
        `#include <fcntl.h>
#include <unistd.h>

int reopen(int fd, const char *path)
{
    char c;
    close(fd);
    fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    return read(fd, &c, 1) == 1 ? fd : -1;
}
`,
      ],
      limits: `Reported only where every way through the function has closed the descriptor and nothing can have given
the variable another value since, once for each close. Asking with F_GETFD or F_GETFL whether it is open is fine. A
second close is fd/double-close.`,
      references: ['man:close(2)', 'CWE-910', 'CERT:FIO46-C'],
    },
  },
  words: ['close'],
  *inFunction(fn, ctx) {
    const told = new Set<CallExpr>();
    for (const use of usesIn(ctx)) {
      const closer = closedBefore(use.expr, fn, ctx);
      if (!closer || told.has(closer.expr)) continue;
      told.add(closer.expr);
      const fd = ctx.text(use.expr);
      yield {
        message: 'closed',
        data: { fd: fd.length > 24 ? 'The descriptor' : fd, call: use.name },
        span: use.expr,
        ...(use.call ? { call: use.call } : {}),
        related: [{ span: closer.expr, text: 'closed here' }],
      };
    }
  },
});

/** Descriptors that calls get, in source order, unless the call only makes or tests the number. */
function usesIn(ctx: FunctionContext): readonly Use[] {
  const uses = ctx.calls
    .filter((call) => call.name !== 'close' && !asksOnly(call, ctx))
    .flatMap((call) =>
      call.args
        .filter((a) => a.param?.kind === 'fd' && !isMade(call, a.index))
        .map((a): Use => ({
          expr: a.expr,
          name: call.via === 'raw' ? call.name : call.spelled,
          whole: call.expr,
          call,
        })),
    );
  for (const whole of ctx.library(...TAKES_FD)) {
    const [expr] = whole.args;
    const name = ctx.text(whole.callee);
    if (expr) uses.push({ expr, name, whole });
  }
  return uses.sort((a, b) => a.expr.start - b.expr.start);
}

/** `dup2(old, new)` opens what it is given as `new`. */
function isMade(call: SyscallCall, index: number): boolean {
  return (call.name === 'dup2' || call.name === 'dup3') && index === 1;
}

function asksOnly(call: SyscallCall, ctx: FunctionContext): boolean {
  const command = call.name.startsWith('fcntl') ? call.args[1] : undefined;
  return command !== undefined && /^F_GETF[DL]$/.test(ctx.text(command));
}
