/** `arg/unknown-bits`: bits that no flag of the call has, values that no constant of the call has. */
import type { Argument, SyscallCall } from '../c/call-site.ts';
import { signedOf } from '../c/value.ts';
import type { Value } from '../c/value.ts';
import { hex } from '../kb/constants.ts';
import type { FlagGroup } from '../kb/kb.types.ts';
import { defineRule } from './rule.ts';
import type { Finding, RuleContext } from './rule.ts';
import { groupOf, maskOf, seenByKernel, shownName, wordOf } from './support/members.ts';
import { OTHER_WHEN_RAW, STRICT_ENUMS, STRICT_MASKS } from './support/strict-values-table.ts';

type Message = 'bits' | 'value';

export const argUnknownBits = defineRule({
  meta: {
    id: 'arg/unknown-bits',
    summary: 'Bits or a value that the call does not know',
    severity: 'error',
    since: '0.1.0',
    cwe: ['CWE-688'],
    messages: {
      bits: '{call}() has no flag {bits} and fails with {errno}: {param} takes {prefix} constants.',
      value:
        '{call}() has no {param} {value} and fails with EINVAL: write one of the {prefix} constants.',
    },
    docs: {
      why: `Calls with flags that came after the first ones refuse what they do not know, so that new flags can be
added: a wrong bit is EINVAL (EOPNOTSUPP from fallocate and preadv2), each time. The same goes for a whence, an advice
or a request that does not exist. It happens with numbers that were copied from another system, or shifted once too often.`,
      bad: [
        `#include <sys/types.h>
#include <unistd.h>

off_t end_of(int fd)
{
    return lseek(fd, 0, 5);
}
`,
        `#define _GNU_SOURCE
#include <unistd.h>

int make_pipe(int fds[2])
{
    return pipe2(fds, 0x100000);
}
`,
      ],
      good: [
        `#include <sys/types.h>
#include <unistd.h>

off_t end_of(int fd)
{
    return lseek(fd, 0, SEEK_END);
}
`,
      ],
      limits: `Asks only calls that are known to refuse unknown bits; mmap and open let them pass. What is valid comes
from the newest kernel headers: a flag that is only too new for your kernel is a case for \`port/kernel-too-new\`. A bit
that a macro of your own brings is a hint, since patched kernels have more flags.`,
      references: ['man:lseek(2)', 'man:pipe(2)', 'man:syscalls(2)', 'kernel:fs/pipe.c', 'CWE-688'],
    },
  },
  on: '*',
  *check(call, ctx) {
    if (call.via === 'raw' && OTHER_WHEN_RAW.has(call.name)) return;
    for (const arg of call.args) {
      const group = groupOf(arg, ctx);
      if (group === undefined || group.open === true) continue;
      const value = seenByKernel(group, ctx.value(arg.expr));
      const found =
        group.kind === 'enum'
          ? unknownValue(group, value, arg, call, ctx)
          : unknownBits(group, value, arg, call, ctx);
      if (found !== undefined) yield found;
    }
  },
});

function unknownBits(
  group: FlagGroup,
  value: Value,
  arg: Argument,
  call: SyscallCall,
  ctx: RuleContext,
): Finding<Message> | undefined {
  const errno = STRICT_MASKS[group.id];
  if (errno === undefined || value.ones === 0n) return undefined;
  const left = BigInt.asUintN(32, value.ones) & ~knownBits(group, call, ctx);
  if (left === 0n) return undefined;
  const own = value.must.some((t) => t.name !== undefined && ctx.kb.constant(t.name) === undefined);
  return {
    message: 'bits',
    data: { ...words(group, arg, call), bits: hex(left), errno },
    span: arg,
    ...(own ? { severity: 'hint' as const } : {}),
  };
}

/** Bits of every flag and field of the set that this call takes, on the target. */
function knownBits(group: FlagGroup, call: SyscallCall, ctx: RuleContext): bigint {
  let bits = 0n;
  for (const field of group.fields ?? []) bits |= maskOf(field, ctx);
  for (const { name, calls } of group.members) {
    if (calls?.includes(call.name) !== false) bits |= wordOf(name, ctx) ?? 0n;
  }
  return bits;
}

function unknownValue(
  group: FlagGroup,
  value: Value,
  arg: Argument,
  call: SyscallCall,
  ctx: RuleContext,
): Finding<Message> | undefined {
  const number = signedOf(value);
  if (number === undefined || !STRICT_ENUMS.has(group.id)) return undefined;
  const word = BigInt.asUintN(32, number);
  if (group.members.some((m) => BigInt.asUintN(32, wordOf(m.name, ctx) ?? ~word) === word)) {
    return undefined;
  }
  // A name of the library that only other systems define has no value here; one of another set is told better elsewhere.
  if (value.must.some((t) => t.name !== undefined && ctx.kb.constant(t.name) !== undefined)) {
    return undefined;
  }
  return {
    message: 'value',
    data: { ...words(group, arg, call), value: BigInt.asIntN(32, number).toString() },
    span: arg,
  };
}

function words(group: FlagGroup, arg: Argument, call: SyscallCall): Record<string, string> {
  return {
    call: shownName(call),
    param: arg.param?.name ?? '',
    prefix: group.prefixes[0] ?? group.title,
  };
}
