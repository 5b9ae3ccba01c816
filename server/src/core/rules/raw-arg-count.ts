/** `raw/arg-count`: syscall() with fewer or more arguments than the call has. */
import type { SyscallCall } from '../c/call-site.ts';
import { nameOf } from '../c/ir.ts';
import { lacksBits } from '../c/value.ts';
import { defineFunctionRule } from './rule.ts';
import type { FunctionContext } from './rule.ts';
import { bitsOf } from './support/arguments.ts';
import { isPlatformBranch } from './support/conditions.ts';

/**
 * Arguments that a call reads whatever they are, where it may leave the later ones alone: the mode of open, the
 * addresses of clone, what newer kernels added. With a flag: all of them are read where the flag is set.
 */
const LEAST: Readonly<Record<string, readonly [number, ...string[]]>> = {
  ...{ bpf: [3], clone: [2], epoll_pwait: [5], epoll_pwait2: [5], getcpu: [2], membarrier: [2] },
  ...{
    mmap: [1],
    mount: [4],
    mremap: [4],
    sysfs: [1],
    syslog: [1],
    ppoll: [4],
    preadv: [4],
    preadv2: [6],
    pselect6: [6],
    pwritev: [4],
  },
  ...{ ipc: [2], select: [1], shmctl: [2], msgctl: [2], io_uring_enter: [4], fsconfig: [2] },
  mq_open: [2, 'O_CREAT'],
  open: [2, 'O_CREAT', 'O_TMPFILE'],
  openat: [3, 'O_CREAT', 'O_TMPFILE'],
};

export const rawArgCount = defineFunctionRule({
  meta: {
    id: 'raw/arg-count',
    summary: 'syscall() with another number of arguments than the call has',
    severity: 'warning',
    since: '0.1.0',
    cwe: ['CWE-685'],
    supersedes: ['fd/open-missing-mode'],
    messages: {
      few: '{call} takes {takes} and gets {given}: {param} is whatever its register held, so pass it.',
      many: '{call} takes {takes} and gets {given}: the rest has no effect.',
    },
    docs: {
      why: `syscall() copies six registers to the kernel, whatever was written. An argument that is left out is not
0: it is what the register happened to hold, and the kernel takes it for a pointer, a length or flags. The compiler
cannot count the arguments of a function that takes any number of them.`,
      bad: [
        `#define _GNU_SOURCE
#include <sys/syscall.h>
#include <unistd.h>

long wait_for(int pid)
{
    return syscall(SYS_waitid, 1, pid, 0, 4);
}
`,
      ],
      good: [
        `#define _GNU_SOURCE
#include <sys/syscall.h>
#include <unistd.h>

long wait_for(int pid)
{
    return syscall(SYS_waitid, 1, pid, 0, 4, 0);
}
`,
      ],
      limits: `Silent for calls whose command or flags decide how many arguments are read (fcntl, ioctl, prctl,
futex, keyctl and others), where an argument is a macro that may stand for several, and for 32-bit targets and
branches of \`#if\`, where a 64-bit number takes two arguments. Too many arguments are a hint.`,
      references: ['man:syscall(2)', 'CWE-685'],
    },
  },
  words: ['syscall'],
  *inFunction(_fn, ctx) {
    for (const call of ctx.calls) {
      if (call.via !== 'raw' || call.spelled !== 'syscall') continue;
      const params = call.info.raw ?? call.info.params;
      const given = call.args.length;
      if (params.some((p, i) => i >= given && (p.cases !== undefined || p.type === '...')))
        continue;
      if (given === params.length || isUncounted(call, ctx)) continue;
      const data = { call: call.name, takes: counted(params.length), given: given.toString() };
      if (given > params.length) {
        if (params.some((p) => p.kind === 'offset') || params.length === 0) continue;
        const extra = call.args[params.length];
        if (extra === undefined) continue;
        const span = { start: extra.start, end: call.args.at(-1)?.end ?? extra.end };
        yield { message: 'many', data, span, call, severity: 'hint' };
      } else if (given < leastOf(call, params.length, ctx)) {
        const param = params[given]?.name ?? '';
        yield { message: 'few', data: { ...data, param }, span: call, call };
      }
    }
  },
});

const counted = (n: number): string => (n === 1 ? '1 argument' : `${n.toString()} arguments`);

/** True where what is written may stand for more arguments than it seems, or where it is for another machine. */
function isUncounted(call: SyscallCall, ctx: FunctionContext): boolean {
  const { kb, target } = ctx;
  const narrow = [target.arch, ...target.arches].some((arch) => kb.arch(arch)?.bits === 32);
  if (narrow || isPlatformBranch(ctx.conditions(call))) return true;
  return call.args.some(({ expr }) => {
    const name = expr.kind === 'call' ? nameOf(expr.callee) : nameOf(expr);
    const shaped = name !== undefined && name !== 'NULL' && /^_*[A-Z][A-Z0-9_]*$/.test(name);
    return expr.kind === 'opaque' || (shaped && kb.value(name, target.arch) === undefined);
  });
}

/** How many arguments the call surely reads. */
function leastOf(call: SyscallCall, all: number, ctx: FunctionContext): number {
  const row = Object.hasOwn(LEAST, call.name) ? LEAST[call.name] : undefined;
  if (row === undefined) return all;
  const [least, ...names] = row;
  const flags = call.args.find((a) => a.param?.kind === 'flags');
  const value = flags && ctx.value(flags.expr);
  // Any bit of O_TMPFILE that is clear says that it is not asked for; O_CREAT is one bit.
  const may = names.some((name) => {
    const bits = bitsOf(name, ctx);
    return bits !== undefined && value !== undefined && (value.ones & bits) === bits;
  });
  return may && value !== undefined && !lacksBits(value, bitsOf(names[0] ?? '', ctx) ?? 0n)
    ? all
    : least;
}
