/** `priv/setid-unchecked`: nobody looks whether a change of ids worked. */
import type { FunctionIr } from '../c/ir.ts';
import { constantOf } from '../c/value.ts';
import type { Span } from '../text/span.ts';
import { defineFunctionRule } from './rule.ts';
import type { Fix, FunctionContext } from './rule.ts';
import { failureStatement, indentAt } from './support/error-style.ts';
import { ID_CALLS, idChanges, isOwnId, isRegained } from './support/identity.ts';
import type { IdChange } from './support/identity.ts';
import { ignoredIn } from './support/ignored.ts';
import { placeInBlock } from './support/parents.ts';
import { isSaidOnPurpose } from './support/said-on-purpose.ts';

export const privSetidUnchecked = defineFunctionRule({
  meta: {
    id: 'priv/setid-unchecked',
    summary: 'Result of a change of user or group ids ignored',
    severity: 'error',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-273', 'CWE-252'],
    others: ['clang-tidy:clang-analyzer-security.insecureAPI.UncheckedReturn'],
    messages: {
      ignored:
        '{call}() can fail, and the program then keeps its privileges: stop when it returns -1.',
      back: '{call}() can fail, and the program then keeps the lower privileges: look at the result.',
    },
    docs: {
      why: `Changing ids can fail even for root: with EPERM in a container without CAP_SETUID,
with EINVAL for an id that the user namespace does not map, with ENOMEM, and before Linux 3.1 with EAGAIN where the new
user already had as many processes as RLIMIT_NPROC allows. A program that goes on then does as root what it meant to do
as somebody else.

A cast to void, \`(void)!\` and an empty \`if\` quieten the compiler, not the failure, but say that somebody thought of
it: they are information. So are going back to an id of before (0, names like \`old_uid\`), which leaves the program with
less than it wants, and changing to the group of the caller (getgid()), which hardly ever fails.`,
      bad: [
        `#include <sys/types.h>
#include <unistd.h>

void become(uid_t uid)
{
    setuid(uid);
    execl("/bin/sh", "sh", (char *)NULL);
}
`,
      ],
      good: [
        `#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

void become(uid_t uid)
{
    if (setresuid(uid, uid, uid) != 0)
        abort();
    execl("/bin/sh", "sh", (char *)NULL);
    _exit(127);
}
`,
      ],
      limits: `Silent for initgroups() behind a setgroups(0, NULL) that has worked, where the function asks for the ids afterwards (getuid(), geteuid(), getgroups() …), and inside of
macros that take the call as an argument.`,
      references: [
        ...['man:setuid(2)', 'man:setresuid(2)', 'man:setgroups(2)', 'kernel:kernel/sys.c'],
        ...['CWE-273', 'CWE-252', 'CERT:POS37-C'],
      ],
    },
  },
  words: ID_CALLS,
  *inFunction(fn, ctx) {
    const changes = idChanges(ctx);
    for (const change of changes) {
      // All ids -1: a question whether the call is there, no change.
      if (change.sets !== 'list' && change.ids.length === 0) continue;
      const how = ignoredIn(fn, change.call);
      if (how === undefined || isLookedAt(change, changes, ctx)) continue;
      if (isWithoutGroups(change, changes, fn, ctx)) continue;
      const back = isRegained(change, ctx);
      const ownGroup = change.sets === 'group' && change.ids.every((id) => isOwnId(id, ctx));
      const said = isSaidOnPurpose({ expr: change.call, fn }, (span) => ctx.text(span));
      if (back && how !== 'plain') continue;
      const call = ctx.calls.find((c) => c.expr === change.call);
      yield {
        message: back ? 'back' : 'ignored',
        data: { call: change.name },
        span: change.nameSpan,
        ...(call ? { call } : {}),
        ...(back || ownGroup || said || how !== 'plain' ? { severity: 'information' } : {}),
        fixes: back ? [] : checked(fn, change, ctx),
      };
    }
  },
});

/** initgroups() behind a setgroups(0, NULL) that has worked: when it fails, no group is left to keep. */
function isWithoutGroups(
  change: IdChange,
  changes: readonly IdChange[],
  fn: FunctionIr,
  ctx: FunctionContext,
): boolean {
  if (change.name !== 'initgroups') return false;
  const emptied = changes.filter((c) => {
    const [count] = c.call.args;
    const none = count !== undefined && constantOf(ctx.value(count)) === 0n;
    return c.name === 'setgroups' && none && ignoredIn(fn, c.call) === undefined;
  });
  if (emptied.length === 0) return false;
  const before = ctx.paths(change.call)?.certainlyBefore(change.call) ?? [];
  return before.some((b) => emptied.some((c) => c.call === b.expr));
}

const LOOKS: Readonly<Record<IdChange['sets'], RegExp>> = {
  user: /^get(?:res|e)?uid$/,
  group: /^get(?:res|e)?gid$/,
  list: /^getgroups$/,
};

/** Somebody asks afterwards which ids the process has, for something else than to change them. */
function isLookedAt(change: IdChange, changes: readonly IdChange[], ctx: FunctionContext): boolean {
  const asked = LOOKS[change.sets];
  const after = ctx.paths(change.call)?.mayAfter(change.call) ?? [];
  const isArgument = ({ start, end }: Span): boolean =>
    changes.some((c) => c.start <= start && end <= c.end);
  return after.some((c) => asked.test(c.name ?? '') && !isArgument(c.expr));
}

/** `if (setuid(uid) != 0)` and the way the function leaves; abort() where it has no way to tell. */
function checked(fn: FunctionIr, change: IdChange, ctx: FunctionContext): readonly Fix[] {
  const statement = placeInBlock(fn, change.call);
  if (statement?.kind !== 'expr') return [];
  const textOf = (span: Span): string => ctx.text(span);
  const leave = failureStatement(fn, statement, textOf);
  const ends = leave === undefined || leave === 'return;';
  const indent = indentAt(fn, statement.start, textOf);
  const newText = `if (${ctx.text(change.call)} != 0)\n${indent}    ${ends ? 'abort();' : leave}`;
  const { start, end } = statement;
  return [
    {
      title: `Stop when ${change.name}() fails`,
      safety: 'unsafe',
      edits: [{ span: { start, end }, newText }],
      ...(ends ? { include: 'stdlib.h' } : {}),
    },
  ];
}
