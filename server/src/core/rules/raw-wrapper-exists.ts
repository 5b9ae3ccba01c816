/** `raw/wrapper-exists`: syscall() for a call that the C library has a function for by now. */
import type { SyscallCall } from '../c/call-site.ts';
import type { FunctionIr } from '../c/ir.ts';
import { defineFunctionRule } from './rule.ts';
import type { Fix, FunctionContext } from './rule.ts';

/** Without a release in the target: that of Debian 11 and Ubuntu 20.04, the oldest that are still common. */
const USUAL = '2.31';

/** Its libc function is made for another purpose or takes other arguments. */
const OTHER = new Set([
  'getcpu',
  'sched_getaffinity',
  'ppoll',
  'fcntl64',
  'epoll_pwait',
  'readahead',
]);

export const rawWrapperExists = defineFunctionRule({
  meta: {
    id: 'raw/wrapper-exists',
    summary: 'syscall() where the C library has a function',
    severity: 'hint',
    fix: 'unsafe',
    since: '0.1.0',
    messages: {
      exists: 'glibc has {call}() since {since}: call it, its arguments are checked.',
    },
    docs: {
      why: `New calls reach programs through syscall() until the C library has a function for them. The function
checks the types of its arguments, takes 64-bit numbers the same way on every architecture, and can be a
cancellation point. Once the oldest library that matters has it, the raw call has no advantage left.`,
      bad: [
        `#define _GNU_SOURCE
#include <sys/syscall.h>
#include <unistd.h>

int own_thread(void)
{
    return (int)syscall(SYS_gettid);
}
`,
      ],
      good: [
        `#define _GNU_SOURCE
#include <unistd.h>

int own_thread(void)
{
    return gettid();
}
`,
      ],
      limits: `Only functions that came later than the call itself: who makes read() or mmap() by hand does so on
purpose. Silent under any condition (\`#ifndef HAVE_GETTID\`), in a function named after the call, and for
functions newer than the library of the target; without one, newer than glibc 2.31.`,
      references: ['man:syscall(2)', 'man:syscalls(2)'],
    },
  },
  words: ['syscall'],
  *inFunction(fn, ctx) {
    const release = ctx.target.libcVersion ?? USUAL;
    if (ctx.target.libc === 'musl') return;
    for (const call of ctx.calls) {
      const since = call.info.libc.glibc;
      if (call.via !== 'raw' || call.spelled !== 'syscall' || OTHER.has(call.name)) continue;
      if (since === undefined || !isAtMost(since, release)) continue;
      if (isStandIn(call, fn, ctx)) continue;
      yield {
        message: 'exists',
        data: { call: call.name, since },
        span: call,
        call,
        fixes: fixOf(call),
      };
    }
  },
});

/** A fallback for older libraries. */
function isStandIn(call: SyscallCall, fn: FunctionIr, ctx: FunctionContext): boolean {
  const bare = fn.name.replace(/_/g, '').toLowerCase();
  if (bare.includes(call.name.replace(/_/g, ''))) return true;
  return ctx.conditions(call).some((c) => !/_H_*\b|\b__cplusplus\b|\b__?linux(?:__)?\b/.test(c));
}

/** True for releases like `2.30` that are not later than the other; false for `yes`. */
function isAtMost(release: string, other: string): boolean {
  const [major = 0, minor = 0] = other.split('.').map(Number);
  const own = /^(\d+)\.(\d+)/.exec(release);
  if (own === null) return false;
  return Number(own[1]) < major || (Number(own[1]) === major && Number(own[2]) <= minor);
}

function fixOf(call: SyscallCall): Fix[] {
  const { info, args, expr } = call;
  if (info.raw !== undefined || args.length !== info.params.length) return [];
  const end = args[0]?.start ?? expr.inside.end;
  const [include] = info.headers;
  return [
    {
      title: `Call ${call.name}()`,
      safety: 'unsafe',
      edits: [{ span: { start: call.start, end }, newText: `${call.name}(` }],
      ...(include === undefined ? {} : { include }),
    },
  ];
}
