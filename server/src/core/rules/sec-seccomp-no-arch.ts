/** `sec/seccomp-no-arch`: a seccomp filter that looks at the call's number and not at its architecture. */
import { defineFileRule } from './rule.ts';
import { isRefusal } from './support/bpf/policy.ts';
import { attachedArrays, FILTER_WORDS, filtersOf, placed } from './support/bpf/filters.ts';

export const secSeccompNoArch = defineFileRule({
  meta: {
    id: 'sec/seccomp-no-arch',
    summary: 'A seccomp filter that never looks at the architecture',
    severity: 'warning',
    since: '0.1.0',
    cwe: ['CWE-693'],
    messages: {
      unchecked:
        'The filter reads nr and never arch: a call of another ABI has other numbers. Compare arch first.',
    },
    docs: {
      why: `A process can make calls of more than one ABI: on x86-64 an \`int $0x80\` makes an i386 call, whatever the
program was compiled for. \`nr\` of \`struct seccomp_data\` then counts in the other table, where the number that the filter
allows is a call that it never meant: 59 is execve on x86-64 and oldolduname on i386, 11 is munmap there and execve here.
A filter that does not compare \`arch\` with an AUDIT_ARCH_ constant before it trusts \`nr\` can be walked around.`,
      bad: [
        `#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/syscall.h>

struct sock_filter no_exec[] = {
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_execve, 1, 0),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_execveat, 0, 1),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
};
struct sock_fprog program = { .len = 5, .filter = no_exec };
`,
      ],
      good: [
        `#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/syscall.h>

struct sock_filter no_exec[] = {
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 0, 4),
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
    BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 2, 0),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_execve, 1, 0),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_execveat, 0, 1),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
};
struct sock_fprog program = { .len = 8, .filter = no_exec };
`,
      ],
      limits: `Silent about an array that the file does not hand to the kernel itself: it may be a piece behind one that
looks at \`arch\`. Silent as well when an entry of the array is a macro of another file or stands under \`#if\`.`,
      references: ['man:seccomp(2)', 'CWE-693'],
    },
  },
  words: FILTER_WORDS,
  *inFile(ctx) {
    const attached = attachedArrays(ctx);
    for (const filter of filtersOf(ctx)) {
      const { instructions, isSeccomp } = filter.program;
      if (!isSeccomp || !attached.has(filter.variable)) continue;
      const reads = instructions.find((i) => i.field === 'nr');
      if (reads === undefined || instructions.some((i) => i.field === 'arch')) continue;
      // One that refuses nothing guards nothing: it only tells a tracer.
      const refuses = instructions.some((i) => (i.code & 7) === 6 && isRefusal(i.k ?? 0n));
      if (!refuses) continue;
      // Where the number decides nothing, its table does not matter.
      if (!instructions.some((i) => (i.code & 7) === 5 && (i.code & 0xf0) !== 0)) continue;
      yield { message: 'unchecked', span: placed(reads.span, filter) };
    }
  },
});
