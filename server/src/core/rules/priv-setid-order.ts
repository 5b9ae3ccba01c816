/** `priv/setid-order`: the user is changed before the groups. */
import type { Stmt } from '../c/ir.ts';
import { walk } from '../c/walk.ts';
import { defineFunctionRule } from './rule.ts';
import type { Fix, FunctionContext } from './rule.ts';
import {
  STARTS,
  droppedBefore,
  idChanges,
  isNamedOwn,
  isOwnId,
  isRegained,
  isRestoring,
} from './support/identity.ts';
import type { IdChange } from './support/identity.ts';

export const privSetidOrder = defineFunctionRule({
  meta: {
    id: 'priv/setid-order',
    summary: 'Group ids changed after the user id was dropped',
    severity: 'error',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-696'],
    others: ['clang-tidy:clang-analyzer-security.SetgidSetuidOrder'],
    messages: {
      late: '{group}() fails with EPERM: {user}() has given up the right to change groups. Call it before {user}().',
      saved:
        'After {user}(), {group}() leaves the saved group id as it is: call it before {user}().',
    },
    docs: {
      why: `To change groups a process needs CAP_SETGID, and it loses its capabilities when its last user id that was 0
becomes another one. A setgid(), setgroups() or initgroups() behind that fails with EPERM, and the process goes on with
the groups of root.

A change to the real group id is allowed without the capability, but setgid() then changes the effective id alone: a
program that is set-group-ID can take the saved one back. That case is a warning, and so is a drop that does not happen
on every way to the change.`,
      bad: [
        `#include <sys/types.h>
#include <unistd.h>

int become(uid_t uid, gid_t gid)
{
    if (setuid(uid) != 0)
        return -1;
    if (setgid(gid) != 0)
        return -1;
    return 0;
}
`,
      ],
      good: [
        `#define _GNU_SOURCE
#include <grp.h>
#include <sys/types.h>
#include <unistd.h>

int become(uid_t uid, gid_t gid)
{
    if (setgroups(0, NULL) != 0)
        return -1;
    if (setresgid(gid, gid, gid) != 0)
        return -1;
    if (setresuid(uid, uid, uid) != 0)
        return -1;
    return 0;
}
`,
      ],
      limits: `Sees one function, and nothing of those named like restore_ids(). Silent where the user may become root or somebody it was before (0, geteuid(), names
like \`old_uid\`), where an id is named like that of the caller (\`real_gid\`), where the function keeps capabilities
(PR_SET_KEEPCAPS) or makes a user namespace, and where real, effective and saved group id are all set to getgid().`,
      references: [
        ...['man:setuid(2)', 'man:setgid(2)', 'man:capabilities(7)', 'kernel:kernel/sys.c'],
        ...['CWE-696', 'CERT:POS36-C'],
      ],
    },
  },
  words: ['setgid', 'setregid', 'setresgid', 'setgroups', 'initgroups'],
  *inFunction(fn, ctx) {
    if (isRestoring(fn)) return;
    const changes = idChanges(ctx);
    const told = new Set<IdChange>();
    for (const change of changes) {
      if (change.sets === 'user' || change.name === 'setegid') continue;
      if (isRegained(change, ctx)) continue;
      const { drop: user, certain } = droppedBefore(change.call, changes, ctx) ?? {};
      if (user === undefined || told.has(user)) continue;
      const own = change.ids.length > 0 && change.ids.every((id) => isOwnId(id, ctx));
      if (own && (change.name !== 'setgid' || isFallback(change, ctx))) continue;
      if (own && startsProgram(change, ctx)) continue;
      if ([...change.ids, ...user.ids].some((id) => isNamedOwn(id, ctx))) continue;
      told.add(user);
      const call = ctx.calls.find((c) => c.expr === change.call);
      yield {
        message: own ? 'saved' : 'late',
        ...(own || certain !== true ? { severity: 'warning' } : {}),
        data: { group: change.name, user: user.name },
        span: change.nameSpan,
        ...(call ? { call } : {}),
        related: [{ span: user.nameSpan, text: 'the user is dropped here' }],
        fixes: swapped(fn.body, user, change, ctx),
      };
    }
  },
});

/** What is started then has no other saved id than the effective one. */
function startsProgram(change: IdChange, ctx: FunctionContext): boolean {
  const after = ctx.paths(change.call)?.mayAfter(change.call) ?? [];
  return after.some((c) => STARTS.test(c.name ?? ''));
}

/** Compiled where the C library has no setresuid(), as Linux has. */
function isFallback(change: IdChange, ctx: FunctionContext): boolean {
  return ctx.conditions(change).some((c) => /^el.*HAVE_SETRE/.test(c));
}

/** Exchanges the two statements when they follow each other. */
function swapped(
  body: Stmt,
  user: IdChange,
  group: IdChange,
  ctx: FunctionContext,
): readonly Fix[] {
  let pair: readonly [Stmt, Stmt] | undefined;
  walk(body, (n) => {
    if (n.kind !== 'block') return;
    const holds = (s: Stmt, c: IdChange): boolean => s.start <= c.start && c.end <= s.end;
    const at = n.body.findIndex((s) => holds(s, user));
    const first = n.body[at];
    const second = n.body[at + 1];
    if (first && second && !holds(first, group) && holds(second, group)) pair = [first, second];
  });
  if (pair === undefined) return [];
  const [first, second] = pair;
  if (![first, second].every((s) => s.kind === 'expr' || s.kind === 'if')) return [];
  const edits = [
    { span: { start: first.start, end: first.end }, newText: ctx.text(second) },
    { span: { start: second.start, end: second.end }, newText: ctx.text(first) },
  ];
  return [{ title: `Call ${group.name}() before ${user.name}()`, safety: 'unsafe', edits }];
}
