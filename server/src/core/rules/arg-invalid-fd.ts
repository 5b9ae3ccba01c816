/** `arg/invalid-fd`: a constant that can be no descriptor. */
import type { Argument, SyscallCall } from '../c/call-site.ts';
import { unparen } from '../c/ir.ts';
import { signedOf } from '../c/value.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule.ts';
import { isConstantExpr, shownName } from './support/members.ts';

export const argInvalidFd = defineRule({
  meta: {
    id: 'arg/invalid-fd',
    summary: 'A negative constant as a descriptor',
    severity: 'error',
    since: '0.1.0',
    cwe: ['CWE-910'],
    messages: {
      cwd: 'AT_FDCWD is for calls that end in "at": {call}() fails with EBADF.',
      negative: '{value} is no descriptor: {call}() fails with EBADF.',
      relative:
        '{value} is no directory, and the path is relative: {call}() fails with EBADF. Use AT_FDCWD.',
    },
    docs: {
      why: `Descriptors are 0 or more. A call with a negative constant fails with EBADF each time it is made. AT_FDCWD is
-100, a mark that only the calls with a directory argument understand: fchdir(AT_FDCWD) and fstat(AT_FDCWD, …) fail.`,
      bad: [
        `#include <fcntl.h>
#include <sys/stat.h>

int here(struct stat *st)
{
    return fstat(AT_FDCWD, st);
}
`,
        `#define _GNU_SOURCE
#include <fcntl.h>

int config(void)
{
    return openat(-1, "config", O_RDONLY | O_CLOEXEC);
}
`,
      ],
      good: [
        `#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/stat.h>

int here(struct stat *st)
{
    return fstatat(AT_FDCWD, ".", st, 0);
}
`,
        `#define _GNU_SOURCE
#include <fcntl.h>

int absolute(void)
{
    return openat(-1, "/etc/config", O_RDONLY | O_CLOEXEC);
}
`,
      ],
      limits: `Only constants that stand in the call or in a macro: a variable that is -1 at first may be so on purpose.
Silent where the function looks for EBADF, ENOSYS or EINVAL, as code does that asks whether a call exists, and where -1
has a meaning (mmap, signalfd, the group of perf_event_open).`,
      references: ['man:openat(2)', 'kernel:fs/file.c', 'CWE-910'],
    },
  },
  on: (name, kb) =>
    !TAKES_NONE.has(name) && (kb.call(name)?.params.some((p) => p.kind === 'fd') ?? false),
  *check(call, ctx) {
    // A wrapper may look at the descriptor first; code that asks how the call fails means it.
    if (call.via === 'wrapper' || ctx.failureExpected(call)) return;
    const said = PROBES.some((errno) => ctx.mentions(errno, call));
    for (const arg of call.args) {
      if (arg.param?.kind !== 'fd' || arg.param.undecided === true) continue;
      const value = negative(arg, ctx);
      if (value === undefined || said) continue;
      const isCwd = value === AT_FDCWD;
      const { group } = arg.param;
      if (group !== undefined && (group !== 'at-dirfd' || isCwd || !isRelative(arg, call)))
        continue;
      yield {
        message: group !== undefined ? 'relative' : isCwd ? 'cwd' : 'negative',
        data: { call: shownName(call), value: value.toString() },
        span: arg,
      };
      return;
    }
  },
});

const AT_FDCWD = -100n;

/** Calls that take -1, or AT_FDCWD without a path: a new object, no file, no leader, the program's own. */
const TAKES_NONE = new Set([
  ...['mmap', 'mmap2', 'signalfd', 'signalfd4', 'perf_event_open', 'kexec_file_load'],
  ...['io_uring_register', 'io_uring_enter', 'open_by_handle_at', 'fsconfig', 'spu_create'],
  ...['mount_setattr', 'move_mount', 'fspick', 'open_tree', 'pidfd_getfd', 'close', 'statmount'],
  ...['name_to_handle_at', 'fanotify_mark', 'landlock_add_rule', 'landlock_restrict_self'],
]);

const PROBES = ['EBADF', 'ENOSYS', 'EINVAL', 'ENOTSUP', 'EOPNOTSUPP'];

/** The negative number, when only constants make up the argument. */
function negative(arg: Argument, ctx: RuleContext): bigint | undefined {
  const value = isConstantExpr(arg.expr) ? signedOf(ctx.value(arg.expr)) : undefined;
  const number = value === undefined ? 0n : BigInt.asIntN(32, value);
  return number < 0n ? number : undefined;
}

/** True when the path behind a directory is written in the call and relative. */
function isRelative(arg: Argument, call: SyscallCall): boolean {
  const path = call.args[arg.index + 1];
  const text = path === undefined ? undefined : unparen(path.expr);
  return text?.kind === 'string' && /^"[^/"\\]/.test(text.text);
}
