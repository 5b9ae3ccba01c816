/** `priv/missing-setgroups`: user and group are dropped, the supplementary groups stay. */
import type { FunctionIr } from '../c/ir.ts';
import type { Span } from '../text/span.ts';
import { defineFileRule } from './rule.ts';
import type { Fix, FunctionContext } from './rule.ts';
import { failureStatement, indentAt } from './support/error-style.ts';
import {
  idChanges,
  isNamedOwn,
  isOwnId,
  isRegained,
  keepsCapabilities,
} from './support/identity.ts';
import type { IdChange } from './support/identity.ts';
import { placeInBlock } from './support/parents.ts';

export const privMissingSetgroups = defineFileRule({
  meta: {
    id: 'priv/missing-setgroups',
    summary: 'User and group dropped, supplementary groups kept',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-271'],
    others: ['rpmlint missing-call-to-setgroups-before-setuid'],
    messages: {
      kept: 'The supplementary groups of root stay: call setgroups(0, NULL) or initgroups() before {group}().',
    },
    docs: {
      why: `setgid() and setuid() leave the list of supplementary groups alone. A daemon that root has started keeps
membership in root's groups, often \`disk\`, \`adm\` or \`docker\` among them, and with it the rights that these have.
setgroups() empties the list, initgroups() fills it with the groups of the new user. Both need CAP_SETGID, so they come
before the user is changed.`,
      bad: [
        `#include <sys/types.h>
#include <unistd.h>

int become(uid_t uid, gid_t gid)
{
    if (setgid(gid) != 0 || setuid(uid) != 0)
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
    if (setgroups(0, NULL) != 0 || setresgid(gid, gid, gid) != 0 || setresuid(uid, uid, uid) != 0)
        return -1;
    return 0;
}
`,
      ],
      limits: `Reads one file: silent as soon as setgroups(), initgroups() or a name that speaks of groups stands in it,
where the function goes back to ids of before, and where it keeps capabilities or makes a user namespace. Whether a
caller in another file has called setgroups() is not known. A program that goes down to the ids of whoever started it
(getuid(), getgid(), names like \`real_uid\`) has the groups of that user already.`,
      references: [
        ...['man:setgroups(2)', 'man:initgroups(3)', 'man:credentials(7)'],
        ...['CWE-271', 'CERT:POS36-C'],
      ],
    },
  },
  words: ['setuid', 'setreuid', 'setresuid'],
  *inFile(ctx) {
    for (const { segment } of ctx.file.segmentList()) if (GROUPS.test(segment.text)) return;
    for (const { fn, ctx: at, base } of ctx.functions('setuid', 'setreuid', 'setresuid')) {
      const changes = idChanges(at).filter((c) => c.permanent && !isRegained(c, at));
      const group = changes.find((c) => c.sets === 'group');
      const user = changes.find(
        (c) => c.sets === 'user' && group !== undefined && meets(c, group, at),
      );
      if (group === undefined || user === undefined || keepsCapabilities(fn.body, at)) continue;
      const ids = [...group.ids, ...user.ids];
      if (ids.some((id) => isOwnId(id, at) || isNamedOwn(id, at))) continue;
      yield {
        message: 'kept',
        data: { group: group.name },
        span: { start: base + group.nameSpan.start, end: base + group.nameSpan.end },
        related: [
          {
            span: { start: base + user.nameSpan.start, end: base + user.nameSpan.end },
            text: 'the user is dropped here',
          },
        ],
        fixes: cleared(fn, group, at, base),
      };
    }
  },
});

/** Any word about the list of groups: a helper that clears it has such a name. */
const GROUPS =
  /set_?groups|init_?groups|(?:drop|clear|set|enforce)\w*_groups|supplementary|keep_groups/i;

/** Both changes are made on some way through the function. */
function meets(user: IdChange, group: IdChange, ctx: FunctionContext): boolean {
  const after = ctx.paths(group.call)?.mayAfter(group.call) ?? [];
  return after.some((c) => c.expr === user.call);
}

/** setgroups() in front of the statement that changes the group, with the function's own way to leave. */
function cleared(
  fn: FunctionIr,
  group: IdChange,
  ctx: FunctionContext,
  base: number,
): readonly Fix[] {
  const statement = placeInBlock(fn, group.call);
  const textOf = (span: Span): string => ctx.text(span);
  const leave = statement && failureStatement(fn, statement, textOf);
  if (statement === undefined || leave === undefined || leave === 'return;') return [];
  const indent = indentAt(fn, statement.start, textOf);
  const at = base + statement.start;
  const newText = `if (setgroups(0, NULL) != 0)\n${indent}    ${leave}\n${indent}`;
  return [
    {
      title: 'Give the supplementary groups up first',
      safety: 'unsafe',
      edits: [{ span: { start: at, end: at }, newText }],
      include: 'grp.h',
    },
  ];
}
