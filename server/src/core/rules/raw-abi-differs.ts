/** `raw/abi-differs`: a raw call used as if it were the function of the C library. */
import { defineFunctionRule } from './rule.ts';
import { differenceOf } from './support/abi-differences.ts';

export const rawAbiDiffers = defineFunctionRule({
  meta: {
    id: 'raw/abi-differs',
    summary: 'A raw call that differs from the C library function of its name',
    severity: 'warning',
    fix: 'safe',
    since: '0.1.0',
    messages: {
      affinity:
        'The raw call returns the bytes it wrote, not 0: compare with -1, or call sched_getaffinity().',
      brk: 'The raw brk returns the new end, and the old one on failure, never -1: compare with what was asked for.',
      clone: 'On {arch} the kernel takes the arguments of clone in another order: call clone().',
      getcwd:
        'The raw getcwd returns the length or -1, never a null pointer: compare with -1, or call getcwd().',
      mmap: 'On {arch} this number takes a pointer to six numbers: call mmap().',
      name: 'The kernel wants the name of a queue without the slash and fails with EACCES: drop it, or call {call}().',
      offset: 'On {arch} a 64-bit {param} takes two arguments here: call {call}().',
      peek: 'The raw ptrace stores the word where data points to, and data is 0: call ptrace(), or pass an address.',
      pipe: 'On {arch} the kernel returns the second descriptor in a register: call pipe().',
      priority:
        'The raw getpriority returns 20 minus the nice value: subtract it from 20, or call getpriority().',
      pselect:
        'The raw pselect6 takes a pointer and a size in a structure, not a sigset_t: call pselect().',
      sigaction: 'The kernel lays struct sigaction out in another way: call sigaction().',
      sigset:
        'The kernel counts 8 bytes for a signal set and fails with EINVAL for sizeof(sigset_t): pass _NSIG / 8.',
    },
    docs: {
      why: `The functions of the C library are not always thin. Some turn results round (getpriority, getcwd, brk),
some hide that a structure or set of the kernel is smaller than the one in the headers (sigaction, signal masks),
and some put arguments in the order or number that the architecture wants. syscall() does none of that.`,
      bad: [
        `#define _GNU_SOURCE
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

int block(const sigset_t *set)
{
    return syscall(SYS_rt_sigprocmask, SIG_BLOCK, set, 0, sizeof(sigset_t));
}
`,
        `#define _GNU_SOURCE
#include <sys/syscall.h>
#include <unistd.h>

int where(char *path, unsigned long n)
{
    if (!syscall(SYS_getcwd, path, n))
        return -1;
    return 0;
}
`,
      ],
      good: [
        `#define _GNU_SOURCE
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

int block(const sigset_t *set)
{
    return syscall(SYS_rt_sigprocmask, SIG_BLOCK, set, 0, _NSIG / 8);
}
`,
      ],
      limits: `Only where the code shows that the function's way was expected: a test, a type, a literal. What
differs between architectures is reported for those of the target only, and not under \`#if\`.`,
      references: [
        'man:syscall(2)',
        'man:getpriority(2)',
        'man:getcwd(2)',
        'man:mq_open(3)',
        'man:rt_sigprocmask(2)',
        'man:ptrace(2)',
        'kernel:ipc/mqueue.c',
        'kernel:kernel/signal.c',
        'kernel:kernel/ptrace.c',
      ],
    },
  },
  words: ['syscall'],
  *inFunction(fn, ctx) {
    for (const call of ctx.calls) {
      if (call.via !== 'raw' || call.spelled !== 'syscall') continue;
      const found = differenceOf(call, fn, ctx);
      if (found !== undefined) yield { ...found, call };
    }
  },
});
