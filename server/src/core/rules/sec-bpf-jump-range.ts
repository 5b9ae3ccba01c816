/** `sec/bpf-jump-range`: a jump that leaves a BPF program. */
import { defineFileRule } from './rule.ts';
import { attachedArrays, FILTER_WORDS, filtersOf, placed } from './support/bpf/filters.ts';
import type { Instruction } from './support/bpf/program.ts';

export const secBpfJumpRange = defineFileRule({
  meta: {
    id: 'sec/bpf-jump-range',
    summary: 'A BPF jump beyond the last instruction',
    severity: 'error',
    since: '0.1.0',
    messages: {
      beyond:
        'This jumps {skip} ahead, past the last of {length} instructions: the kernel refuses the filter with EINVAL.',
    },
    docs: {
      why: `A classic BPF jump counts the instructions that it skips, from the one behind it. The kernel checks every
distance when the filter is attached and refuses the whole program with EINVAL when one of them ends behind the last
instruction. The usual cause is an instruction added or taken out further down, with the distances above left as they
were.`,
      bad: [
        `#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>

struct sock_filter only_that[] = {
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 39, 0, 2),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
};
struct sock_fprog program = { .len = 4, .filter = only_that };
`,
      ],
      good: [
        `#include <linux/filter.h>
#include <sys/socket.h>

/* Packets longer than 64 bytes. */
struct sock_filter longer[] = {
    BPF_STMT(BPF_LD | BPF_W | BPF_LEN, 0),
    BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, 64, 0, 1),
    BPF_STMT(BPF_RET | BPF_K, 0xffffffff),
    BPF_STMT(BPF_RET | BPF_K, 0),
};
struct sock_fprog program = { .len = 4, .filter = longer };
`,
      ],
      limits: `Looks at arrays of \`struct sock_filter\` with an initialiser that can be read whole: BPF_STMT, BPF_JUMP, braces,
macros of the same file, and that the file hands to the kernel itself. A program that is put together at run time, or
with \`#if\` between its instructions, is not judged.`,
      references: ['man:seccomp(2)', 'kernel:net/core/filter.c'],
    },
  },
  words: FILTER_WORDS,
  *inFile(ctx) {
    const attached = attachedArrays(ctx);
    for (const filter of filtersOf(ctx)) {
      if (!attached.has(filter.variable)) continue;
      const { instructions } = filter.program;
      for (const [at, i] of instructions.entries()) {
        const skip = furthest(i);
        if (skip === undefined || at + 1 + skip < instructions.length) continue;
        const data = { skip: String(skip), length: String(instructions.length) };
        yield { message: 'beyond', data, span: placed(i.span, filter) };
      }
    }
  },
});

/** The longest distance of a jump; `undefined` for what is none, or where it cannot be told. */
function furthest({ code, k, jt, jf }: Instruction): number | undefined {
  if ((code & 7) !== 5) return undefined;
  if ((code & 0xf0) === 0) return k === undefined ? undefined : Number(k);
  return Math.max(jt, jf);
}
