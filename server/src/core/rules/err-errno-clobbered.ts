/** `err/errno-clobbered`: another call between the failure and the look at errno. */
import type { PathCall, PathFacts } from '../c/path-facts.ts';
import type { Expr, FunctionIr } from '../c/ir.ts';
import { defineFunctionRule } from './rule.ts';
import type { Fix, FunctionContext } from './rule.ts';
import { RETURN_ERROR, errnoReads, keepsErrno, type ErrnoRead } from './support/failing.ts';
import { around, placeInBlock } from './support/parents.ts';
import { indentAt } from './support/error-style.ts';

/** On Linux they set errno only when they fail, which is rare where they stand. */
const RARELY = /^(?:close|munmap|fflush|fclose|closedir)$/;

/** And hardly ever on a stream for messages. */
const HARDLY = /^(?:v?f?printf|f?puts|fputc|putchar|putc|perror|syslog|vsyslog)$/;

/** They fail on characters that cannot be converted, and on no memory. */
const FORMATS = /^v?sn?printf$/;

export const errErrnoClobbered = defineFunctionRule({
  meta: {
    id: 'err/errno-clobbered',
    summary: 'errno read after another call may have changed it',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    others: ['clang-tidy:clang-analyzer-unix.Errno'],
    messages: {
      changed:
        '{by}() may have changed the errno of {call}() by now: keep errno in a variable before {by}().',
    },
    docs: {
      why: `Every call that may fail may set errno, even when it succeeds. What stands between the failing call and the
look at errno (a clean-up, a message) puts its own error in the place of the one to be reported: "No such file" where the
disk was full.`,
      bad: [
        `#include <stdio.h>
#include <unistd.h>

int finish(int fd, const char *path)
{
    if (fsync(fd) < 0) {
        unlink(path);
        perror("fsync");
        return -1;
    }
    return 0;
}
`,
        `#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

int finish(int fd, const char *path)
{
    if (fchmod(fd, 0600) < 0) {
        unlink(path);
        return -errno;
    }
    return 0;
}
`,
      ],
      good: [
        `#include <stdio.h>
#include <unistd.h>

int finish(int fd, const char *path)
{
    if (fsync(fd) < 0) {
        perror("fsync");
        unlink(path);
        return -1;
    }
    return 0;
}
`,
        `#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

int finish(int fd, const char *path)
{
    if (fchmod(fd, 0600) < 0) {
        int failure = errno;
        unlink(path);
        return -failure;
    }
    return 0;
}
`,
      ],
      limits: `Only where a test shows that the first call has failed and the second one's result is thrown away. After
close, munmap and the functions that print the finding is an information: on Linux they touch errno only when they fail
themselves. snprintf and functions that are not the C library's are taken to keep
errno.`,
      references: ['man:errno(3)', 'CERT:ERR30-C'],
    },
  },
  words: [],
  beside: ['errno', 'perror'],
  *inFunction(fn, ctx) {
    const told = new Set<Expr>();
    for (const read of errnoReads(fn, ctx) ?? []) {
      const paths = ctx.paths(read.expr);
      const owner = paths?.errnoOwner(read.expr);
      const by = owner?.kind === 'call' ? owner.call : undefined;
      if (!paths || by?.name === undefined || around(fn, by.expr, true)?.kind !== 'expr') continue;
      if (FORMATS.test(by.name)) continue;
      const failed = failedBefore(by, paths);
      if (!failed || told.has(by.expr)) continue;
      told.add(by.expr);
      const fix = kept(by.expr, read, fn, ctx);
      yield {
        message: 'changed',
        data: { by: by.name, call: failed.name ?? '' },
        span: read.expr,
        ...(RARELY.test(by.name) ? { severity: 'information' as const } : {}),
        ...(HARDLY.test(by.name) ? { severity: 'hint' as const } : {}),
        related: [
          { span: failed.expr, text: 'failed' },
          { span: by.expr, text: 'may set errno' },
        ],
        fixes: fix ? [fix] : [],
      };
    }
  },
});

/** The nearest call before on every way, when it is known to have failed at this one. */
function failedBefore(by: PathCall, paths: PathFacts): PathCall | undefined {
  for (const call of paths.certainlyBefore(by.expr) ?? []) {
    if (by.expr.start <= call.expr.start && call.expr.end <= by.expr.end) continue;
    // What getenv() lacks and what posix_spawn() returns are not in errno.
    if (call.name === 'getenv') continue;
    if (RETURN_ERROR.includes(call.name ?? '')) return undefined;
    const states = paths.testedBefore(call.expr, by.expr);
    if (states?.size === 1 && states.has('failed'))
      return call.name === undefined ? undefined : call;
    if (!keepsErrno(call.name)) return undefined;
  }
  return undefined;
}

/** Keeps errno in a variable before the call, and reads that instead. */
function kept(by: Expr, read: ErrnoRead, fn: FunctionIr, ctx: FunctionContext): Fix | undefined {
  const statement = placeInBlock(fn, by);
  if (!statement || read.text !== 'errno' || ctx.mentions('saved_errno', read.expr))
    return undefined;
  const reader = placeInBlock(fn, read.expr);
  const same = reader && placeOf(fn, reader) === placeOf(fn, statement);
  if (same !== true) return undefined;
  const indent = indentAt(fn, statement.start, (s) => ctx.text(s));
  const at = { start: statement.start, end: statement.start };
  return {
    title: 'Keep errno in a variable',
    safety: 'unsafe',
    edits: [
      { span: at, newText: `int saved_errno = errno;\n${indent}` },
      { span: read.expr, newText: 'saved_errno' },
    ],
  };
}

function placeOf(fn: FunctionIr, node: Parameters<typeof around>[1]): unknown {
  return around(fn, node);
}
