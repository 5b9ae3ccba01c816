/** `priv/temp-drop-only`: the effective user is laid aside before a program is started, the real one stays root. */
import { defineFunctionRule } from './rule.ts';
import type { CallExpr } from '../c/ir.ts';
import type { FunctionContext } from './rule.ts';
import { idChanges, isOwnId, isRegained } from './support/identity.ts';
import type { IdChange } from './support/identity.ts';

export const privTempDropOnly = defineFunctionRule({
  meta: {
    id: 'priv/temp-drop-only',
    summary: 'Only the effective user dropped before a program is started',
    severity: 'hint',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-271'],
    messages: {
      real: '{call}() leaves the real user id, so what {exec}() starts can go back to it: use setresuid().',
    },
    docs: {
      why: `seteuid() lays privileges aside, it does not give them up. A program that is started then has the new id as
effective and as saved one, but the real id is still that of before, usually 0: one call of setuid(0) or seteuid(0), and
it is root again. setresuid() changes all three.

Going down to getuid() is different: then the real id is the unprivileged one already.`,
      bad: [
        `#include <sys/types.h>
#include <unistd.h>

int run_as(uid_t uid, char *const argv[])
{
    if (seteuid(uid) < 0)
        return -1;
    execv(argv[0], argv);
    return -1;
}
`,
      ],
      good: [
        `#define _GNU_SOURCE
#include <sys/types.h>
#include <unistd.h>

int run_as(uid_t uid, char *const argv[])
{
    if (setresuid(uid, uid, uid) < 0)
        return -1;
    execv(argv[0], argv);
    return -1;
}
`,
      ],
      limits: `Reports where every way to a call of the exec family in the same function goes through the change and no
other change of user ids follows. What a program does after a temporary drop without starting another one is not judged.`,
      references: ['man:seteuid(2)', 'man:execve(2)', 'man:credentials(7)', 'CWE-271'],
    },
  },
  words: ['seteuid', 'setreuid', 'setresuid'],
  *inFunction(_fn, ctx) {
    const changes = idChanges(ctx).filter((c) => c.sets === 'user');
    if (!changes.some((c) => !c.permanent)) return;
    const told = new Set<IdChange>();
    for (const exec of ctx.library(...EXECS)) {
      const before = ctx.paths(exec)?.certainlyBefore(exec) ?? [];
      const change = lastOf(changes, before);
      if (change === undefined || change.permanent || told.has(change)) continue;
      if (isRegained(change, ctx) || change.ids.some((id) => isOwnId(id, ctx))) continue;
      if (changes.some((c) => c !== change && mayFollow(c, change, ctx))) continue;
      told.add(change);
      const id = change.ids[0];
      const text = id === undefined ? '' : ctx.text(id);
      const name = ctx.text(exec.callee);
      yield {
        message: 'real',
        data: { call: change.name, exec: name },
        span: change.nameSpan,
        related: [{ span: exec.callee, text: 'a program is started here' }],
        fixes: [
          {
            title: 'Change all three ids with setresuid()',
            safety: 'unsafe',
            edits: [
              { span: change.nameSpan, newText: 'setresuid' },
              { span: change.call.inside, newText: `${text}, ${text}, ${text}` },
            ],
          },
        ],
      };
    }
  },
});

const EXECS = ['execl', 'execlp', 'execle', 'execv', 'execvp', 'execvpe', 'execve', 'fexecve'];

/** The change nearest before, on every way. */
function lastOf(
  changes: readonly IdChange[],
  before: readonly { readonly expr: CallExpr }[],
): IdChange | undefined {
  for (const { expr } of before) {
    const change = changes.find((c) => c.call === expr);
    if (change) return change;
  }
  return undefined;
}

function mayFollow(other: IdChange, change: IdChange, ctx: FunctionContext): boolean {
  return (
    ctx
      .paths(change.call)
      ?.mayAfter(change.call)
      .some((c) => c.expr === other.call) !== false
  );
}
