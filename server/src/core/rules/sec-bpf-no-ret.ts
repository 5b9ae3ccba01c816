/** `sec/bpf-no-ret`: a BPF program that does not end with a return. */
import { defineFileRule } from './rule.ts';
import { attachedArrays, FILTER_WORDS, filtersOf, placed } from './support/bpf/filters.ts';

export const secBpfNoRet = defineFileRule({
  meta: {
    id: 'sec/bpf-no-ret',
    summary: 'A BPF program whose last instruction is no BPF_RET',
    severity: 'error',
    since: '0.1.0',
    messages: {
      end: 'The last instruction is no BPF_RET: the kernel refuses the filter with EINVAL. End it with a return.',
    },
    docs: {
      why: `A classic BPF program has to end with BPF_RET. The kernel looks at the last instruction when the filter is
attached and answers EINVAL when it is anything else, even where no path reaches it.`,
      bad: [
        `#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>

struct sock_filter no_ptrace[] = {
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 101, 0, 0),
};
struct sock_fprog program = { 2, no_ptrace };
`,
      ],
      good: [
        `#include <linux/filter.h>

struct sock_filter everything[] = {
    BPF_STMT(BPF_RET | BPF_K, 0xffffffff),
};
`,
        `#include <linux/filter.h>

#define ACCEPT BPF_STMT(BPF_RET | BPF_K, 0xffffffff)

struct sock_filter everything[] = { ACCEPT };
`,
      ],
      limits: `Looks at arrays of \`struct sock_filter\` with an initialiser that can be read whole and that the file itself
hands to the kernel as \`filter\` of a \`struct sock_fprog\`: others may be pieces of a longer program.`,
      references: ['man:seccomp(2)', 'kernel:net/core/filter.c'],
    },
  },
  words: FILTER_WORDS,
  *inFile(ctx) {
    // Pieces of a program are built of arrays too: only what is handed to the kernel has to end.
    const attached = attachedArrays(ctx);
    for (const filter of filtersOf(ctx)) {
      const last = filter.program.instructions.at(-1);
      if (last === undefined || (last.code & 7) === 6 || !attached.has(filter.variable)) continue;
      yield { message: 'end', span: placed(last.span, filter) };
    }
  },
});
