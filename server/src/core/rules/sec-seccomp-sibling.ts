/** `sec/seccomp-sibling`: a filter that refuses a call and forgets another one that does the same. */
import { defineFileRule, type FileContext, type Finding } from './rule.ts';
import {
  attachedArrays,
  FILTER_WORDS,
  filtersOf,
  placed,
  type Filter,
} from './support/bpf/filters.ts';
import { policyOf, type Policy } from './support/bpf/policy.ts';
import { REPLACED, SIBLINGS } from './support/bpf/siblings.ts';

type Message = 'around' | 'newer';

export const secSeccompSibling = defineFileRule({
  meta: {
    id: 'sec/seccomp-sibling',
    summary: 'A seccomp filter that refuses a call but not its siblings',
    severity: 'warning',
    since: '0.1.0',
    cwe: ['CWE-184'],
    messages: {
      around:
        'The filter refuses {call} and lets {others} through, which can do the same: refuse them as well.',
      newer:
        'The filter allows {call} and refuses {now}, which {by} makes instead: allow it, or answer ENOSYS.',
    },
    docs: {
      why: `The kernel has several calls for one thing: \`open\`, \`openat\` and \`openat2\` open a file, \`pkey_mprotect\` with
key -1 is \`mprotect\`, \`clone3\` forks. A list of refused calls that names one of them stops only a program that does not
know the others, and a C library may have moved to another one long ago.

The other way round a list of allowed calls grows old: glibc 2.34 makes threads with \`clone3\` and goes back to \`clone\`
only when it reads ENOSYS, so a filter that answers EPERM breaks \`pthread_create\`.`,
      bad: [
        `#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/syscall.h>

struct sock_filter no_exec[] = {
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 0, 3),
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
    BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 1, 0),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_execve, 0, 1),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
};
struct sock_fprog program = { .len = 7, .filter = no_exec };
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
      limits: `Runs the filter for each call, so only a certain answer counts: a call that is refused for some arguments is not
reported, nor is one that its own architecture does not have. Filters made by libseccomp are not read.`,
      references: ['man:seccomp(2)', 'CWE-184'],
    },
  },
  words: FILTER_WORDS,
  *inFile(ctx) {
    const attached = attachedArrays(ctx);
    for (const filter of filtersOf(ctx)) {
      if (!filter.program.isSeccomp || !attached.has(filter.variable)) continue;
      const policy = policyOf(filter.program, ctx);
      if (policy?.otherwise === 'allowed') yield* around(filter, policy, ctx);
      else if (policy?.otherwise === 'refused') yield* newer(filter, policy, ctx);
    }
  },
});

function* around(filter: Filter, policy: Policy, ctx: FileContext): Iterable<Finding<Message>> {
  for (const siblings of SIBLINGS) {
    const refused = siblings.find((call) => policy.of(call) === 'refused');
    const others = siblings.filter((call) => policy.of(call) === 'allowed');
    const span = refused === undefined ? undefined : testOf(refused, filter, ctx);
    if (refused === undefined || others.length === 0 || span === undefined) continue;
    yield { message: 'around', data: { call: refused, others: others.join(', ') }, span };
  }
}

function* newer(filter: Filter, policy: Policy, ctx: FileContext): Iterable<Finding<Message>> {
  for (const { old, now, by } of REPLACED) {
    if (policy.of(old) !== 'allowed' || policy.of(now) !== 'refused') continue;
    const span = testOf(old, filter, ctx);
    if (span === undefined) continue;
    yield { message: 'newer', data: { call: old, now, by }, severity: 'information', span };
  }
}

/** Where the filter compares the number with that of a call, in the file. */
function testOf(call: string, filter: Filter, ctx: FileContext): Finding['span'] | undefined {
  const number = ctx.kb.number(call, ctx.target.arch);
  const found = filter.program.instructions.find(
    ({ code, k }) => (code & 0xff) === 0x15 && number !== undefined && k === BigInt(number),
  );
  return found && placed(found.span, filter);
}
