/** `port/arch-missing`: a call by number, or a flag, that an architecture of the target does not have. */
import type { SyscallCall } from '../c/call-site.ts';
import { callAvailability, constantAvailability } from '../kb/availability.ts';
import { defineRule } from './rule.ts';
import type { Fix, RuleContext } from './rule.ts';
import { ARCH_MACRO, SIBLINGS } from './support/arch-siblings-table.ts';
import { groupOf } from './support/members.ts';

export const portArchMissing = defineRule({
  meta: {
    id: 'port/arch-missing',
    summary: 'A call number or flag that an architecture of the target lacks',
    severity: 'warning',
    fix: 'safe',
    since: '0.1.0',
    cwe: ['CWE-1103'],
    messages: {
      sibling: 'There is no {name} on {arches}: use {other}, which every architecture has.',
      call: 'There is no {name} on {arches}: put the call inside #ifdef {name}.',
      flag: 'There is no {name} on {arches}: put it inside #ifdef {name}.',
    },
    docs: {
      why: `Architectures since 2012 (aarch64, riscv64, loongarch64) begin without the calls that newer ones replaced:
no open, pipe, fork, poll, only openat, pipe2, clone, ppoll. The functions of the C library work everywhere;
\`syscall(SYS_open, …)\` does not compile there. Flags such as MAP_32BIT exist on some architectures only.

The architectures come from \`target.architectures\` of the project file; without them the rule is silent.`,
      target: { arches: 'x86_64,aarch64' },
      bad: [
        `#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

int raw_open(const char *path)
{
    return (int)syscall(SYS_open, path, O_RDONLY | O_CLOEXEC);
}
`,
      ],
      good: [
        `#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

int raw_open(const char *path)
{
    return (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC);
}
`,
      ],
      limits: `Silent inside #ifdef of the number or flag, or of an architecture. Requests of ioctl, ptrace and prctl,
tables of numbers and filters are not looked into.`,
      references: [
        'man:syscall(2)',
        'man:syscalls(2)',
        'kernel:include/uapi/asm-generic/unistd.h',
        'CWE-1103',
      ],
    },
  },
  on: (name, kb, target) => target.arches.length > 0 && kb.call(name) !== undefined,
  *check(call, ctx) {
    if (call.via === 'raw') {
      const missing = callAvailability(call.info, ctx.target).missingOn;
      const name = ctx.text(call.nameSpan);
      if (missing.length > 0 && /^(?:SYS|__NR)_\w+$/.test(name) && !isGuarded(call, name, ctx)) {
        const sibling = SIBLINGS.get(call.name);
        const prefix = name.startsWith('SYS_') ? 'SYS_' : '__NR_';
        const other = sibling === undefined ? '' : `${prefix}${sibling.name}`;
        const everywhere =
          sibling !== undefined &&
          missing.every((arch) => ctx.kb.number(sibling.name, arch) !== undefined);
        yield {
          message: everywhere ? 'sibling' : 'call',
          data: { name, arches: missing.join(', '), other },
          span: call.nameSpan,
          fixes: everywhere && sibling.at === true ? [toAt(call, other)] : [],
        };
      }
    }
    for (const arg of call.args) {
      const group = groupOf(arg, ctx);
      // Requests of ioctl and ptrace that are for one architecture stand in files for it.
      if (group === undefined || group.kind === 'enum') continue;
      for (const { name, span } of ctx.value(arg.expr).must) {
        const member = name === undefined ? undefined : ctx.kb.member(group.id, name);
        if (name === undefined || member === undefined || isGuarded(call, name, ctx)) continue;
        const { missingOn } = constantAvailability(ctx.kb, name, member, ctx.target);
        if (missingOn.length === 0 || missingOn.includes(ctx.target.arch)) continue;
        yield { message: 'flag', data: { name, arches: missingOn.join(', ') }, span: span ?? arg };
      }
    }
  },
});

function isGuarded(call: SyscallCall, name: string, ctx: RuleContext): boolean {
  const bare = name.replace(/^(?:SYS|__NR)_/, '');
  return [...ctx.guards(call).defined].some(
    (m) => ARCH_MACRO.test(m) || m === name || m.toUpperCase().endsWith(bare.toUpperCase()),
  );
}

function toAt(call: SyscallCall, other: string): Fix {
  return {
    title: `Use ${other}`,
    safety: 'safe',
    edits: [{ span: call.nameSpan, newText: `${other}, AT_FDCWD` }],
    include: 'fcntl.h',
  };
}
