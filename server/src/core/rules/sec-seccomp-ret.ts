/** `sec/seccomp-ret`: an action of a seccomp filter that does something else than it seems to. */
import { defineFileRule, type FileContext } from './rule.ts';
import { FILTER_WORDS, filtersOf, placed } from './support/bpf/filters.ts';

type Message = 'thread' | 'zero' | 'large';

/** Parts of the value that a filter returns (linux/seccomp.h). */
const [ACTION, DATA, ERRNO] = [0xffff0000n, 0xffffn, 0x50000n];
/** The kernel reports no larger errno (MAX_ERRNO in kernel/seccomp.c). */
const MAX_ERRNO = 4095n;

export const secSeccompRet = defineFileRule({
  meta: {
    id: 'sec/seccomp-ret',
    summary: 'A seccomp action that kills one thread, or an errno that is none',
    severity: 'information',
    since: '0.1.0',
    messages: {
      thread:
        'This kills the calling thread alone and the others go on; SECCOMP_RET_KILL_PROCESS (Linux 4.14) ends them all.',
      zero: 'SECCOMP_RET_ERRNO without an errno: the call is skipped and returns 0, as if it had succeeded. Add one.',
      large:
        'Errno {value} is more than 4095, the largest that the kernel reports: the caller sees 4095.',
    },
    docs: {
      why: `SECCOMP_RET_KILL is SECCOMP_RET_KILL_THREAD: in a program with threads it takes one of them away, with the
locks it held, and the rest goes on in whatever state that leaves. SECCOMP_RET_ERRNO takes the errno from the low 16 bits:
without one the caller reads success, and data above 4095 is cut to it.`,
      bad: [
        `#include <linux/filter.h>
#include <linux/seccomp.h>

struct sock_filter nothing[] = {
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO),
};
`,
      ],
      good: [
        `#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>

struct sock_filter nothing[] = {
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
};
`,
      ],
      limits: `SECCOMP_RET_KILL is reported only where the program is known to create threads. A call that is made to
succeed on purpose is written \`SECCOMP_RET_ERRNO | 0\`: then the rule is silent.`,
      references: ['man:seccomp(2)', 'kernel:kernel/seccomp.c'],
    },
  },
  words: FILTER_WORDS,
  *inFile(ctx) {
    for (const filter of filtersOf(ctx)) {
      if (!filter.program.isSeccomp) continue;
      for (const i of filter.program.instructions) {
        const found = (i.code & 7) === 6 && i.k !== undefined ? flaw(i.k, i.text, ctx) : undefined;
        if (found === undefined || i.k === undefined) continue;
        const data = { value: String(i.k & DATA) };
        yield { message: found, data, span: placed(i.span, filter) };
      }
    }
  },
});

function flaw(k: bigint, text: string, ctx: FileContext): Message | undefined {
  if (k === 0n) {
    const named = /\bSECCOMP_RET_KILL(?:_THREAD)?\b/.test(text);
    return named && ctx.project.has('threads') === 'yes' ? 'thread' : undefined;
  }
  if ((k & ACTION) !== ERRNO) return undefined;
  if ((k & DATA) > MAX_ERRNO) return 'large';
  const alone = /^\s*\(*\s*SECCOMP_RET_ERRNO\s*\)*\s*$/.test(text);
  return (k & DATA) === 0n && alone ? 'zero' : undefined;
}
