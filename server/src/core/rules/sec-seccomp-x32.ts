/** `sec/seccomp-x32`: a list of refused calls that the x32 numbers walk around. */
import { defineFileRule } from './rule.ts';
import { attachedArrays, FILTER_WORDS, filtersOf, placed } from './support/bpf/filters.ts';
import { policyOf } from './support/bpf/policy.ts';

/** Set in the number of every x32 call (asm/unistd.h of x86). */
const X32_BIT = 0x40000000n;

export const secSeccompX32 = defineFileRule({
  meta: {
    id: 'sec/seccomp-x32',
    summary: 'A seccomp deny-list on x86-64 that lets the x32 numbers through',
    severity: 'information',
    since: '0.1.0',
    cwe: ['CWE-693'],
    messages: {
      around:
        '{call} is refused as {number}, and allowed as {number} | 0x40000000 (x32): refuse nr >= 0x40000000 first.',
    },
    docs: {
      why: `On x86-64 the calls of the x32 ABI come with the same AUDIT_ARCH_X86_64 and with bit 30 set in \`nr\`. A list of
refused numbers that lets everything else through does not match them, so a kernel built with x32 makes the call all the
same. One test for \`nr >= 0x40000000\` closes the way; a list of allowed calls needs none.`,
      bad: [
        `#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/syscall.h>

struct sock_filter no_ptrace[] = {
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 0, 2),
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_ptrace, 0, 1),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
};
struct sock_fprog program = { .len = 6, .filter = no_ptrace };
`,
      ],
      good: [
        `#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/syscall.h>

struct sock_filter no_ptrace[] = {
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 0, 3),
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
    BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 1, 0),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_ptrace, 0, 1),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
};
struct sock_fprog program = { .len = 7, .filter = no_ptrace };
`,
      ],
      limits: `Runs the filter, so a list of allowed calls is never reported, however it is written. Only for x86-64, and only
for a filter that the file itself hands to the kernel.`,
      references: ['man:seccomp(2)', 'CWE-693'],
    },
  },
  words: FILTER_WORDS,
  *inFile(ctx) {
    if (ctx.target.arch !== 'x86_64') return;
    const attached = attachedArrays(ctx);
    for (const filter of filtersOf(ctx)) {
      const { instructions, isSeccomp } = filter.program;
      if (!isSeccomp || !attached.has(filter.variable)) continue;
      const policy = policyOf(filter.program, ctx);
      if (policy?.otherwise !== 'allowed') continue;
      const test = instructions.find(
        ({ code, k }) =>
          (code & 0xff) === 0x15 &&
          k !== undefined &&
          k < X32_BIT &&
          policy.at(k) === 'refused' &&
          policy.at(k | X32_BIT) === 'allowed',
      );
      const call = test?.k === undefined ? undefined : ctx.kb.byNumber('x86_64', Number(test.k));
      if (test?.k === undefined || call === undefined) continue;
      const data = { call: call.name, number: String(test.k) };
      yield { message: 'around', data, span: placed(test.span, filter) };
    }
  },
});
