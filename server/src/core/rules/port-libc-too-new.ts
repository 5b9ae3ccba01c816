/** `port/libc-too-new`: a function that the target's C library does not have. */
import type { SyscallCall } from '../c/call-site.ts';
import { libcGap } from '../kb/availability.ts';
import { defineRule } from './rule.ts';
import type { Fix, RuleContext } from './rule.ts';

export const portLibcTooNew = defineRule({
  meta: {
    id: 'port/libc-too-new',
    summary: 'A function newer than the C library of the target',
    severity: 'information',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-1103'],
    messages: {
      glibc:
        'glibc has {call}() since {since}; your target has {have}: call syscall(SYS_{name}, …).',
      musl: 'musl has no {call}(): call syscall(SYS_{name}, …).',
    },
    docs: {
      why: `The C library is often behind the kernel: glibc got memfd_create four years after it, close_range one, and
musl has no function for many calls. A program that uses one does not build there, or, built elsewhere, does not start
(\`version GLIBC_2.34 not found\`). By its number every call can be made.

The library comes from \`target.libc\` and the preset of the project file; without it the rule is silent.`,
      target: { libc: 'musl' },
      bad: [
        `#define _GNU_SOURCE
#include <sys/types.h>
#include <sys/pidfd.h>

int watch(pid_t pid)
{
    return pidfd_open(pid, 0);
}
`,
      ],
      good: [
        `#define _GNU_SOURCE
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

int watch(pid_t pid)
{
    return (int)syscall(SYS_pidfd_open, pid, 0);
}
`,
      ],
      limits: `Silent inside #ifdef of a HAVE_ macro of the function or of a release of glibc, and for functions that
the file or another one of the project defines, a stand-in under \`#if !HAVE_…\` among them. The names for large files
that end in 64 are macros of musl.`,
      references: ['man:syscall(2)', 'glibc:NEWS', 'CWE-1103'],
    },
  },
  on: (name, kb, target) => {
    const info = kb.call(name);
    return info !== undefined && libcGap(info, target) !== undefined;
  },
  *check(call, ctx) {
    const gap = libcGap(call.info, ctx.target);
    if (call.via !== 'libc' || gap === undefined || isGuarded(call, ctx)) return;
    // A stand-in for libraries without it.
    if (ctx.project.defines(call.spelled)) return;
    yield {
      message: gap.libc,
      data: {
        call: call.spelled,
        name: call.name,
        since: gap.since ?? '',
        have: ctx.target.libcVersion ?? '',
      },
      span: call.nameSpan,
      fixes: byNumber(call),
    };
  },
});

function isGuarded(call: SyscallCall, ctx: RuleContext): boolean {
  const { defined, glibc } = ctx.guards(call);
  const name = call.name.toUpperCase();
  return glibc !== undefined || [...defined].some((m) => m.toUpperCase().includes(name));
}

/** The same call by its number, where the kernel takes the same arguments. */
function byNumber(call: SyscallCall): readonly Fix[] {
  const { params, raw } = call.info;
  if (raw !== undefined && raw.length !== params.length) return [];
  const gap = call.args.length > 0 ? ', ' : '';
  return [
    {
      title: `Call syscall(SYS_${call.name}, …)`,
      safety: 'unsafe',
      edits: [
        { span: call.nameSpan, newText: 'syscall' },
        {
          span: { start: call.inside.start, end: call.inside.start },
          newText: `SYS_${call.name}${gap}`,
        },
      ],
      include: 'sys/syscall.h',
    },
  ];
}
