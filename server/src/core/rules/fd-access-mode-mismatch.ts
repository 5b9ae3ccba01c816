/** `fd/access-mode-mismatch`: read from a descriptor that only writes, or the other way round. */
import type { SyscallCall } from '../c/call-site.ts';
import type { Resource } from '../c/path-facts.ts';
import type { Expr } from '../c/ir.ts';
import { fieldOf, lacksBits } from '../c/value.ts';
import { defineFunctionRule } from './rule.ts';
import type { FunctionContext } from './rule.ts';
import { bitsOf } from './support/arguments.ts';
import { isFixedPlace } from './support/places.ts';

/** Position of the descriptor that is read from; EBADF without FMODE_READ (fs/read_write.c, fs/splice.c). */
const READS: Readonly<Record<string, number>> = {
  ...{ pread: 0, pread64: 0, preadv: 0, preadv2: 0, read: 0, readv: 0 },
  ...{ copy_file_range: 0, sendfile: 1, splice: 0 },
};
/** Position of the descriptor that is written to; EBADF without FMODE_WRITE, for ftruncate EINVAL (fs/open.c). */
const WRITES: Readonly<Record<string, number>> = {
  ...{ dprintf: 0, fallocate: 0, ftruncate: 0, pwrite: 0, pwrite64: 0, pwritev: 0, pwritev2: 0 },
  ...{ sendfile: 0, splice: 2, write: 0, writev: 0 },
};

export const fdAccessModeMismatch = defineFunctionRule({
  meta: {
    id: 'fd/access-mode-mismatch',
    summary: 'Reading from a descriptor opened for writing, or writing to one for reading',
    severity: 'error',
    since: '0.1.0',
    cwe: ['CWE-686'],
    messages: {
      file: '{call}() fails with {errno}: {fd} was opened with {mode}. Open it with {right}.',
      pipe: '{call}() fails with EBADF: {fd} is the {end} end of the pipe. Use the other one.',
    },
    docs: {
      why: `A descriptor can do what it was opened for. Reading from one that is write-only, or writing to one that is
read-only, fails with EBADF every time, and ftruncate with EINVAL. Of a pipe the first descriptor reads and the second
one writes.`,
      bad: [
        `#include <fcntl.h>
#include <unistd.h>

int mark(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    if (write(fd, "x", 1) != 1) {
        close(fd);
        return -1;
    }
    return close(fd);
}
`,
        `#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>

int wake(void)
{
    int fds[2];
    if (pipe2(fds, O_CLOEXEC) < 0)
        return -1;
    if (write(fds[0], "x", 1) != 1)
        return -1;
    return fds[1];
}
`,
      ],
      good: [
        `#include <fcntl.h>
#include <unistd.h>

int mark(const char *path)
{
    int fd = open(path, O_RDWR | O_CLOEXEC);
    if (fd < 0)
        return -1;
    if (write(fd, "x", 1) != 1) {
        close(fd);
        return -1;
    }
    return close(fd);
}
`,
      ],
      limits: `Follows descriptors within one function, from a single open or pipe whose flags are known.`,
      references: ['man:read(2)', 'man:pipe(2)', 'kernel:fs/read_write.c', 'CWE-686'],
    },
  },
  words: ['O_RDONLY', 'O_WRONLY', 'pipe', 'pipe2', 'creat'],
  *inFunction(fn, ctx) {
    for (const { name, expr, call } of usesIn(ctx)) {
      for (const [table, way] of [
        [READS, 'read'],
        [WRITES, 'write'],
      ] as const) {
        const fd = expr.args[table[name] ?? -1];
        if (!fd || !Object.hasOwn(table, name) || !isFixedPlace(fd, ctx)) continue;
        const from = ctx.paths(fd)?.resource(fd);
        const wrong = from && mismatch(from, way, ctx);
        if (from?.kind !== 'call' || !wrong) continue;
        yield {
          message: wrong.end === undefined ? 'file' : 'pipe',
          data: {
            call: name,
            fd: short(fd, ctx),
            errno: name === 'ftruncate' ? 'EINVAL' : 'EBADF',
            mode: wrong.mode,
            right: way === 'read' ? 'O_RDONLY or O_RDWR' : 'O_WRONLY or O_RDWR',
            end: wrong.end ?? '',
          },
          span: fd,
          ...(call ? { call } : {}),
          related: [{ span: from.expr, text: 'opened here' }],
        };
      }
    }
  },
});

interface Used {
  readonly name: string;
  readonly expr: SyscallCall['expr'];
  readonly call?: SyscallCall;
}

function usesIn(ctx: FunctionContext): readonly Used[] {
  return [
    ...ctx.calls
      .filter((c) => c.via === 'libc')
      .map((call): Used => ({ name: call.name, expr: call.expr, call })),
    ...ctx
      .library('pread', 'pwrite', 'dprintf')
      .map((expr): Used => ({ name: ctx.text(expr.callee), expr })),
  ];
}

/** What the descriptor was opened for, when that is not this. */
function mismatch(
  from: Resource,
  way: 'read' | 'write',
  ctx: FunctionContext,
): { readonly mode: string; readonly end?: string } | undefined {
  const call = from.kind === 'call' ? from : undefined;
  if (call?.of !== 'fd') return undefined;
  if (call.name === 'pipe' || call.name === 'pipe2') {
    const end = call.index === 0 ? 'read' : call.index === 1 ? 'write' : undefined;
    return call.via !== 'out' || end === undefined || end === way ? undefined : { mode: '', end };
  }
  if (call.via !== 'result' || !call.syscall) return undefined;
  if (call.syscall.name === 'creat') {
    return way === 'read' ? { mode: 'creat(), so O_WRONLY' } : undefined;
  }
  const flags = call.values.get('flags');
  const path = bitsOf('O_PATH', ctx);
  if (!['open', 'openat'].includes(call.syscall.name) || !flags || path === undefined) return;
  if (!lacksBits(flags, path)) return undefined;
  const mode = fieldOf(flags, 3n);
  if (way === 'read' && mode === 1n) return { mode: 'O_WRONLY' };
  return way === 'write' && mode === 0n ? { mode: 'O_RDONLY' } : undefined;
}

function short(e: Expr, ctx: FunctionContext): string {
  const text = ctx.text(e);
  return text.length > 24 ? 'the descriptor' : text;
}
