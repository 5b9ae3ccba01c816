/** `port/kernel-too-new`: a call or flag that the target's kernel does not have. */
import type { SyscallCall } from '../c/call-site.ts';
import { unparen } from '../c/ir.ts';
import { walk } from '../c/walk.ts';
import { callAvailability, constantAvailability, isOlderThan } from '../kb/availability.ts';
import type { KernelVersion } from '../kb/kernel-version.ts';
import { defineRule } from './rule.ts';
import type { Fix, RuleContext } from './rule.ts';
import { insertedCheck } from './support/error-style.ts';
import { groupOf, shownName, spelledMembers } from './support/members.ts';

export const portKernelTooNew = defineRule({
  meta: {
    id: 'port/kernel-too-new',
    summary: 'A call or flag newer than the kernel of the target',
    severity: 'warning',
    fix: 'display',
    since: '0.1.0',
    cwe: ['CWE-1103'],
    messages: {
      call: '{call}() needs Linux {since}; your target is {kernel}, where it fails with ENOSYS. Fall back then.',
      flag: '{name} needs Linux {since}; your target is {kernel}. Try the call without it when it fails.',
    },
    docs: {
      why: `A kernel without a call answers ENOSYS. A kernel without a flag answers EINVAL, or ignores it: older ones
take MAP_FIXED_NOREPLACE for a hint. Programs are built on a new system and run on an old one, in containers more than
ever: the kernel is the host's.

The oldest kernel comes from \`target.kernel\` of the project file or from a preset; without one the rule is silent.`,
      target: { kernel: '4.18' },
      bad: [
        `#define _GNU_SOURCE
#include <unistd.h>

void close_from(unsigned int first)
{
    if (close_range(first, ~0U, 0) == -1)
        _exit(1);
}
`,
        `#define _GNU_SOURCE
#include <unistd.h>

int close_from(unsigned int first)
{
    int failed = close_range(first, ~0U, 0);
    return failed;
}
`,
      ],
      good: [
        `#define _GNU_SOURCE
#include <errno.h>
#include <unistd.h>

int close_from(unsigned int first)
{
    int failed = close_range(first, ~0U, 0);
    if (failed == -1 && errno == ENOSYS) {
        for (unsigned int fd = first; fd < 1024; fd++)
            (void)close((int)fd);
        failed = 0;
    }
    return failed;
}
`,
      ],
      limits: `Silent under \`#ifdef\` of the call, the flag or a HAVE_ macro, in functions that name the errno of an old
kernel (ENOSYS; EINVAL and its kin for flags) or ask for the version, and where the same variable gets the result of
another call afterwards. A call whose result is returned is a hint, for the caller may fall back, and so is one whose result
nobody looks at. Kernels with backports
(RHEL) prove nothing by their number.`,
      references: ['man:syscalls(2)', 'man:uname(2)', 'CWE-1103'],
    },
  },
  on: (name, kb, target) => {
    const info = target.kernel === undefined ? undefined : kb.call(name);
    if (info === undefined) return false;
    if (callAvailability(info, target).needsKernel !== undefined) return true;
    return [...info.params, ...(info.raw ?? [])]
      .flatMap((p) => [p, ...(p.cases ?? [])])
      .some((p) => kb.group(p.group ?? '')?.members.some((m) => isOlderThan(target, m.since)));
  },
  *check(call, ctx) {
    const { kernel } = ctx.target;
    if (kernel === undefined || asksForVersion(call, ctx)) return;
    const { needsKernel } = callAvailability(call.info, ctx.target);
    const late = isHandedOn(call, ctx) ? { severity: 'hint' as const } : {};
    if (needsKernel !== undefined) {
      if (call.via !== 'raw' && EMULATED.has(call.name)) return;
      if (isGuarded(call, [call.name, call.spelled], ctx) || fallsBack(call, ['ENOSYS'], ctx))
        return;
      const data = { call: shownName(call), since: needsKernel, kernel: shown(kernel) };
      yield { message: 'call', data, span: call.nameSpan, ...late, fixes: fallback(call, ctx) };
      return;
    }
    for (const arg of call.args) {
      const group = groupOf(arg, ctx);
      if (group === undefined) continue;
      const value = ctx.value(arg.expr);
      for (const member of spelledMembers(group, value, ctx)) {
        const { name } = member;
        const since = constantAvailability(ctx.kb, name, member, ctx.target).needsKernel;
        if (since === undefined) continue;
        if (isGuarded(call, [name], ctx) || fallsBack(call, REFUSALS, ctx)) continue;
        const span = value.must.find((t) => t.name === name)?.span ?? arg;
        yield { message: 'flag', data: { name, since, kernel: shown(kernel) }, span, ...late };
      }
    }
  },
});

/** The C library does without the call where the kernel lacks it (glibc 2.28 and later, musl 1.2). */
const EMULATED = new Set(['preadv2', 'pwritev2', 'statx']);

/** What older kernels answer to flags, commands and sizes that they do not know. */
const REFUSALS = ['EINVAL', 'ENOSYS', 'EOPNOTSUPP', 'ENOTSUP', 'E2BIG', 'ENOPROTOOPT', 'EISDIR'];

/** Macros of systemd and others that stand for these. */
const ASKING = [
  'ERRNO_IS_NOT_SUPPORTED',
  'ERRNO_IS_NEG_NOT_SUPPORTED',
  'ERRNO_IS_IOCTL_NOT_SUPPORTED',
];

const shown = ({ major, minor, patch }: KernelVersion): string =>
  `${major.toString()}.${minor.toString()}${patch === 0 ? '' : `.${patch.toString()}`}`;

/** True where an `#if` asked for the call or flag, or for headers that have it. */
function isGuarded(call: SyscallCall, names: readonly string[], ctx: RuleContext): boolean {
  const { defined, kernel } = ctx.guards(call);
  if (kernel !== undefined) return true;
  return [...defined].some((macro) =>
    names.some((name) => macro.toUpperCase().includes(name.toUpperCase())),
  );
}

/** True when the function looks for the errno of an old kernel, or assigns the result of another call to the same variable. */
function fallsBack(call: SyscallCall, errnos: readonly string[], ctx: RuleContext): boolean {
  if ([...errnos, ...ASKING].some((word) => ctx.mentions(word, call))) return true;
  const { variable } = ctx.result(call);
  if (variable === undefined || call.fn === undefined) return false;
  const again: number[] = [];
  walk(call.fn.body, (n) => {
    if (n.kind !== 'assign' || n.op !== '=' || n.start < call.end) return;
    if (ctx.text(n.left).replace(/\s/g, '') === variable && unparen(n.right).kind === 'call') {
      again.push(n.start);
    }
  });
  return again.length > 0;
}

function asksForVersion(call: SyscallCall, ctx: RuleContext): boolean {
  return ['uname', 'LINUX_VERSION_CODE', 'KERNEL_VERSION', 'kernel_version'].some((word) =>
    ctx.mentions(word, call),
  );
}

/** True when the caller decides what a failure means, or nobody minds it. */
function isHandedOn(call: SyscallCall, ctx: RuleContext): boolean {
  const { kind } = ctx.result(call);
  return (kind === 'returned' && call.fn?.name !== 'main') || kind === 'discarded';
}

/** Where the result goes to a variable: the place for what older kernels can do, leaving as the function does. */
function fallback(call: SyscallCall, ctx: RuleContext): readonly Fix[] {
  const { kind, variable } = ctx.result(call);
  if (kind !== 'assigned' || variable === undefined || call.fn === undefined) return [];
  if (call.info.fails !== '-1') return [];
  const test = `${variable} == -1 && errno == ENOSYS`;
  const edit = insertedCheck(call.fn, call.expr, test, (span) => ctx.text(span));
  if (edit === undefined) return [];
  const title = 'Add a branch for kernels without it';
  return [{ title, safety: 'display', edits: [edit], include: 'errno.h' }];
}
