/** `arg/required-flag`: a flag without the one that it needs. */
import type { SyscallCall } from '../c/call-site.ts';
import { unparen } from '../c/ir.ts';
import type { Value } from '../c/value.ts';
import type { FlagGroup } from '../kb/kb.types.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule.ts';
import { withName } from './support/flag-edits.ts';
import {
  BITS_OF_ONE_FIELD,
  EXCLUSION_ERRNO,
  NEEDS,
  TOLD_ELSEWHERE,
  WITHOUT_EFFECT,
  WITHOUT_EFFECT_PREFIXES,
  type Need,
} from './support/flag-relations-table.ts';
import { groupOf, holds, maskOf, seenByKernel, shownName, wordOf } from './support/members.ts';

export const argRequiredFlag = defineRule({
  meta: {
    id: 'arg/required-flag',
    summary: 'A flag without the flag that it needs',
    severity: 'error',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-688'],
    messages: {
      fails: '{flag} needs {need}: without it {call}() fails with {errno}.',
      idle: '{flag} has no effect without {need}: add it, or drop {flag}.',
      none: '{call}() needs {need} in {param}, or it fails with {errno}.',
    },
    docs: {
      why: `Many flags only make sense beside another one. The kernel refuses CLONE_THREAD without CLONE_SIGHAND,
MREMAP_FIXED without MREMAP_MAYMOVE and FALLOC_FL_PUNCH_HOLE without FALLOC_FL_KEEP_SIZE each time. Others are ignored:
\`O_EXCL\` without \`O_CREAT\` does not make open exclusive, the file is opened whether it was there or not.

Some arguments need one flag of several: waitid fails with EINVAL when nobody says which changes to wait for.`,
      bad: [
        `#define _GNU_SOURCE
#include <fcntl.h>

int punch(int fd, off_t start, off_t n)
{
    return fallocate(fd, FALLOC_FL_PUNCH_HOLE, start, n);
}
`,
        `#include <sys/types.h>
#include <sys/wait.h>

int poll_child(pid_t pid, siginfo_t *info)
{
    return waitid(P_PID, pid, info, WNOHANG);
}
`,
      ],
      good: [
        `#define _GNU_SOURCE
#include <fcntl.h>

int punch(int fd, off_t start, off_t n)
{
    return fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, start, n);
}
`,
        `#include <sys/types.h>
#include <sys/wait.h>

int poll_child(pid_t pid, siginfo_t *info)
{
    return waitid(P_PID, pid, info, WEXITED | WNOHANG);
}
`,
      ],
      limits: `Silent unless the flag is certainly set and the other one certainly is not. \`O_EXCL\` alone is right for
a block device, where it refuses one that is mounted: reported, as a warning, only where the path is written in the
call or a mode is passed. Fields of structures are not looked into.`,
      references: [
        'man:fallocate(2)',
        'man:waitid(2)',
        'man:open(2)',
        'kernel:fs/open.c',
        'kernel:kernel/fork.c',
        'CWE-688',
      ],
    },
  },
  on: '*',
  *check(call, ctx) {
    for (const arg of call.args) {
      const group = groupOf(arg, ctx);
      if (group === undefined || group.kind === 'enum') continue;
      const value = seenByKernel(group, ctx.value(arg.expr));
      const need = unmet(group, value, call, ctx);
      if (need === undefined || (need.flag === 'O_EXCL' && !isNoDevice(call))) continue;
      const { flag, anyOf, errno } = need;
      const [only = '', ...others] = anyOf;
      const more = others.length === 0;
      yield {
        message: flag === undefined ? 'none' : errno === undefined ? 'idle' : 'fails',
        data: {
          flag: flag ?? '',
          need: oneOf(anyOf),
          call: shownName(call),
          param: arg.param?.name ?? '',
          errno: errno ?? '',
        },
        span: arg,
        ...(errno === undefined ? { severity: 'warning' as const } : {}),
        fixes:
          more && arg.written !== false
            ? [{ title: `Add ${only}`, safety: 'unsafe', edits: withName(arg.expr, only, 'back') }]
            : [],
      };
    }
  },
});

/** True when the call certainly is not about a block device, where O_EXCL alone is right. */
function isNoDevice(call: SyscallCall): boolean {
  const path = call.args.find((a) => a.param?.kind === 'path');
  const text = path && unparen(path.expr);
  return (
    // The mode may come from a wrapper, which adds it to every call.
    (call.via !== 'wrapper' && call.args.some((a) => a.param?.kind === 'mode')) ||
    (text?.kind === 'string' && !text.text.startsWith('"/dev'))
  );
}

const oneOf = (names: readonly string[]): string =>
  names.length < 3
    ? names.join(' or ')
    : `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;

/** The first need of the argument's flags that is certainly not met. */
function unmet(
  group: FlagGroup,
  value: Value,
  call: SyscallCall,
  ctx: RuleContext,
): Need | undefined {
  const lacks = (names: readonly string[]): boolean =>
    names.every((name) => holds(name, group, value, ctx) === 'no');
  for (const need of NEEDS) {
    if (need.group !== group.id || !lacks(need.anyOf)) continue;
    if (need.flag === undefined || holds(need.flag, group, value, ctx) === 'yes') return need;
  }
  for (const { name: flag, requires = [], calls } of group.members) {
    if (requires.length === 0 || TOLD_ELSEWHERE.has(flag)) continue;
    if (calls?.includes(call.name) === false || holds(flag, group, value, ctx) !== 'yes') continue;
    const other = requires.find((name) => lacks([name]));
    if (other === undefined) continue;
    const idle =
      WITHOUT_EFFECT.has(flag) || WITHOUT_EFFECT_PREFIXES.some((p) => flag.startsWith(p));
    const errno = EXCLUSION_ERRNO[group.id] ?? 'EINVAL';
    return { group: group.id, flag, anyOf: [other], ...(idle ? {} : { errno }) };
  }
  for (const field of group.fields ?? []) {
    if (field.required !== true || BITS_OF_ONE_FIELD.get(`${group.id}/${field.name}`) === undefined)
      continue;
    const members = group.members.filter((m) => m.field === field.name && m.aliasOf === undefined);
    const mask = maskOf(field, ctx);
    if (mask === 0n || (value.zeros & mask) !== mask) continue;
    if (members.some((m) => (wordOf(m.name, ctx) ?? 0n) === 0n)) continue;
    return { group: group.id, anyOf: members.map((m) => m.name), errno: 'EINVAL' };
  }
  return undefined;
}
