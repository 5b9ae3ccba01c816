/** `arg/exclusive-flags`: two flags that exclude each other. */
import type { Argument } from '../c/call-site.ts';
import type { Value } from '../c/value.ts';
import type { FlagGroup } from '../kb/kb.types.ts';
import { defineRule } from './rule.ts';
import type { Fix, RuleContext } from './rule.ts';
import { withoutName } from './support/flag-edits.ts';
import {
  BITS_OF_ONE_FIELD,
  EXCLUSION_ERRNO,
  PAIR_ERRNO,
  TOLERATED,
} from './support/flag-relations-table.ts';
import {
  groupOf,
  holds,
  seenByKernel,
  shownName,
  spelledMembers,
  wordOf,
} from './support/members.ts';

export const argExclusiveFlags = defineRule({
  meta: {
    id: 'arg/exclusive-flags',
    summary: 'Two flags that exclude each other',
    severity: 'error',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-688'],
    supersedes: ['arg/required-flag'],
    messages: {
      fails: '{a} and {b} exclude each other: {call}() fails with {errno}. Drop one.',
      neither:
        '{a} | {b} is neither: the descriptor can be used for ioctl() alone. Write one of them.',
      field:
        '{a} and {b} are two values of one field: {call}() fails with {errno}. Write one of them.',
    },
    docs: {
      why: `Some flags ask for opposite things. \`MS_SYNC | MS_ASYNC\` wants msync to wait and not to wait, and the
kernel refuses the call with EINVAL each time it is made. The compiler sees two numbers and is content.

\`O_WRONLY | O_RDWR\` is worse: open succeeds, and the descriptor can be neither read nor written.`,
      bad: [
        `#include <stddef.h>
#include <sys/mman.h>

int flush(void *p, size_t n)
{
    return msync(p, n, MS_SYNC | MS_ASYNC);
}
`,
        `#include <fcntl.h>

int both(const char *path)
{
    return open(path, O_WRONLY | O_RDWR | O_CLOEXEC);
}
`,
      ],
      good: [
        `#include <stddef.h>
#include <sys/mman.h>

int flush(void *p, size_t n, int wait)
{
    return msync(p, n, wait ? MS_SYNC : MS_ASYNC);
}
`,
      ],
      limits: `Fires only where both flags are certainly set. \`O_CREAT | O_DIRECTORY\` fails with EINVAL since Linux
6.4; older kernels create a regular file. Fields of structures (\`struct open_how\`, \`struct clone_args\`) are not
looked into.`,
      references: [
        'man:msync(2)',
        'man:open(2)',
        'kernel:mm/msync.c',
        'kernel:fs/open.c',
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
      if (value.ones === 0n) continue;
      const pair = excluded(group, value, ctx) ?? inOneField(group, value, ctx);
      if (pair === undefined) continue;
      const [a, b, message, errno] = pair;
      yield {
        message,
        data: { a, b, call: shownName(call), errno },
        span: arg,
        fixes: [b, a].flatMap((name) => dropping(arg, name)),
      };
    }
  },
});

type Pair = readonly [a: string, b: string, message: 'fails' | 'neither' | 'field', errno: string];

/** The first pair that is certainly set; one whose names are spelled comes before one of bits alone. */
function excluded(group: FlagGroup, value: Value, ctx: RuleContext): Pair | undefined {
  const pairs: Pair[] = [];
  for (const { name: a, excludes = [] } of group.members) {
    if (excludes.length === 0 || holds(a, group, value, ctx) !== 'yes') continue;
    for (const b of excludes) {
      const key = [a, b].sort().join(' ');
      if (TOLERATED.has(key) || holds(b, group, value, ctx) !== 'yes') continue;
      if (wordOf(a, ctx) === wordOf(b, ctx)) continue;
      pairs.push([a, b, 'fails', PAIR_ERRNO[key] ?? EXCLUSION_ERRNO[group.id] ?? 'EINVAL']);
    }
  }
  const named = new Set(spelledMembers(group, value, ctx).map((m) => m.name));
  return pairs.find(([a, b]) => named.has(a) && named.has(b)) ?? pairs[0];
}

/** Two members of a field whose values look like bits, both spelled. */
function inOneField(group: FlagGroup, value: Value, ctx: RuleContext): Pair | undefined {
  const spelled = spelledMembers(group, value, ctx).filter(
    (m) => BITS_OF_ONE_FIELD.has(`${group.id}/${m.field ?? ''}`) && wordOf(m.name, ctx) !== 0n,
  );
  for (const a of spelled) {
    const b = spelled.find(
      (o) => o.field === a.field && wordOf(o.name, ctx) !== wordOf(a.name, ctx),
    );
    if (b === undefined) continue;
    const errno = BITS_OF_ONE_FIELD.get(`${group.id}/${a.field ?? ''}`);
    return [a.name, b.name, errno === undefined ? 'neither' : 'field', errno ?? ''];
  }
  return undefined;
}

function dropping(arg: Argument, name: string): readonly Fix[] {
  const edit = withoutName(arg.expr, name, '0');
  return edit === undefined || edit.newText === '0'
    ? []
    : [{ title: `Drop ${name}`, safety: 'unsafe', edits: [edit] }];
}
