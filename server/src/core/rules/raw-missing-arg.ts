/** `raw/missing-arg`: a command or flag that takes one more argument than is written. */
import type { SyscallCall } from '../c/call-site.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule.ts';
import { argumentTaking, isSet } from './support/arguments.ts';
import { missingParams, ordinal } from './support/missing-params.ts';

/** Flags that make the kernel read an argument: mm/mremap.c, kernel/fork.c. By position in the C and in the raw call. */
const FLAGGED: readonly {
  readonly call: string;
  readonly flag: string;
  readonly libc: number;
  readonly raw: number;
  readonly param: string;
}[] = [
  { call: 'clone', flag: 'CLONE_PARENT_SETTID', libc: 4, raw: 2, param: 'parent_tid' },
  { call: 'clone', flag: 'CLONE_PIDFD', libc: 4, raw: 2, param: 'parent_tid' },
  { call: 'clone', flag: 'CLONE_SETTLS', libc: 5, raw: 4, param: 'tls' },
  { call: 'clone', flag: 'CLONE_CHILD_CLEARTID', libc: 6, raw: 3, param: 'child_tid' },
  { call: 'clone', flag: 'CLONE_CHILD_SETTID', libc: 6, raw: 3, param: 'child_tid' },
  { call: 'mremap', flag: 'MREMAP_FIXED', libc: 4, raw: 4, param: 'new_address' },
];

/** Last argument that a futex operation reads, by position: kernel/futex/syscalls.c. There is no libc function. */
const FUTEX: Readonly<Record<string, readonly [number, string]>> = {
  FUTEX_CMP_REQUEUE: [5, 'val3'],
  FUTEX_CMP_REQUEUE_PI: [5, 'val3'],
  FUTEX_LOCK_PI: [3, 'timeout'],
  FUTEX_LOCK_PI2: [3, 'timeout'],
  FUTEX_REQUEUE: [4, 'uaddr2'],
  FUTEX_WAIT: [3, 'timeout'],
  FUTEX_WAIT_BITSET: [5, 'val3'],
  FUTEX_WAIT_REQUEUE_PI: [4, 'uaddr2'],
  FUTEX_WAKE_BITSET: [5, 'val3'],
  FUTEX_WAKE_OP: [5, 'val3'],
};

/** Commands whose further arguments must be 0, which is another flaw than a missing value. */
const ZEROS = new Set(['PR_SET_THP_DISABLE', 'PR_SET_NO_NEW_PRIVS', 'PR_SET_MDWE']);

export const rawMissingArg = defineRule({
  meta: {
    id: 'raw/missing-arg',
    summary: 'A command or flag whose argument is missing',
    severity: 'error',
    since: '0.1.0',
    cwe: ['CWE-685'],
    messages: {
      missing:
        '{call}() with {name} takes a {nth} argument, {param}: without it the kernel reads garbage.',
    },
    docs: {
      why: `fcntl, ioctl, prctl, ptrace, semctl, mremap and clone are declared with \`...\`, and syscall() takes
anything, so the compiler does not count. The C library reads the argument all the same, from a register that
nobody set: a descriptor number, an address or flags of whatever ran before.`,
      bad: [
        `#include <fcntl.h>

int duplicate(int fd)
{
    return fcntl(fd, F_DUPFD_CLOEXEC);
}
`,
        `#define _GNU_SOURCE
#include <sys/mman.h>

void *move(void *old, unsigned long n)
{
    return mremap(old, n, n, MREMAP_MAYMOVE | MREMAP_FIXED);
}
`,
      ],
      good: [
        `#include <fcntl.h>

int duplicate(int fd)
{
    return fcntl(fd, F_DUPFD_CLOEXEC, 3);
}

int flags(int fd)
{
    return fcntl(fd, F_GETFD);
}
`,
      ],
      limits: `Only commands and flags that are known on every path. The mode of open() has a rule of its own, and
so have the prctl() options whose unused arguments must be 0.`,
      references: [
        'man:fcntl(2)',
        'man:mremap(2)',
        'man:clone(2)',
        'man:futex(2)',
        'kernel:fs/fcntl.c',
        'kernel:mm/mremap.c',
        'kernel:kernel/fork.c',
        'CWE-685',
      ],
    },
  },
  on: ['clone', 'fcntl', 'futex', 'ioctl', 'keyctl', 'mremap', 'prctl', 'ptrace', 'semctl'],
  *check(call, ctx) {
    const found =
      call.name === 'futex' ? futex(call, ctx) : (flagged(call, ctx) ?? commanded(call, ctx));
    if (found === undefined) return;
    const { name, index, param } = found;
    yield {
      message: 'missing',
      data: { call: call.name, name, nth: ordinal(index + 1), param },
      span: call,
    };
  },
});

interface Missing {
  readonly name: string;
  readonly index: number;
  readonly param: string;
}

function commanded(call: SyscallCall, ctx: RuleContext): Missing | undefined {
  if (call.args.length === 0) return undefined;
  const missing = missingParams(call, ctx).find((m) => m.decided && m.param.ignored !== true);
  if (missing === undefined) return undefined;
  const command = call.args.find((a) => a.param?.kind === 'enum');
  const name = command && ctx.value(command.expr).must.find((t) => t.name !== undefined)?.name;
  if (name === undefined || ZEROS.has(name)) return undefined;
  return { name, index: missing.index, param: missing.param.name };
}

function futex(call: SyscallCall, ctx: RuleContext): Missing | undefined {
  const op = call.args[1];
  if (op === undefined || call.via !== 'raw') return undefined;
  const names = ctx.value(op.expr).must.flatMap((t) => t.name?.replace(/_PRIVATE$/, '') ?? []);
  for (const name of names) {
    const row = Object.hasOwn(FUTEX, name) ? FUTEX[name] : undefined;
    if (row !== undefined && call.args.length <= row[0]) {
      return { name, index: row[0], param: row[1] };
    }
  }
  return undefined;
}

function flagged(call: SyscallCall, ctx: RuleContext): Missing | undefined {
  if (call.via === 'wrapper') return undefined;
  for (const row of FLAGGED) {
    const index = row[call.via];
    if (row.call !== call.name || call.args.length > index) continue;
    const flags = argumentTaking(call, row.flag, ctx);
    if (flags === undefined || !isSet(ctx.value(flags.expr), row.flag, ctx)) continue;
    return { name: row.flag, index, param: row.param };
  }
  return undefined;
}
