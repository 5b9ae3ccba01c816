/** `priv/drop-not-verified`: setuid() that may leave the saved id behind, and nobody looks. */
import { defineFunctionRule } from './rule.ts';
import type { FunctionContext } from './rule.ts';
import { STARTS, idChanges, isOwnId, isRestoring, keepsCapabilities } from './support/identity.ts';
import type { IdChange } from './support/identity.ts';
import { ignoredIn } from './support/ignored.ts';

export const privDropNotVerified = defineFunctionRule({
  meta: {
    id: 'priv/drop-not-verified',
    summary: 'A permanent drop by setuid that nothing verifies',
    severity: 'hint',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-273'],
    messages: {
      saved:
        'Without CAP_SETUID, setuid(getuid()) succeeds and keeps the saved id: use setresuid(), or test that it cannot be set.',
    },
    docs: {
      why: `setuid() changes all three user ids only for a process with CAP_SETUID. Without it, in a program that is
set-user-ID to somebody other than root or in a container that lacks the capability, it changes the effective id alone
and reports success. The saved id stays, and whoever takes the process over takes it back. setresuid() names all three
and fails where it cannot set them; or the program makes sure afterwards: \`setuid(0)\` must fail.`,
      bad: [
        `#include <stdlib.h>
#include <unistd.h>

void drop(void)
{
    if (setuid(getuid()) != 0)
        abort();
}
`,
      ],
      good: [
        `#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

void drop(void)
{
    uid_t uid = getuid();

    if (setresuid(uid, uid, uid) != 0)
        abort();
}
`,
        `#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

void drop(void)
{
    uid_t former = geteuid();

    if (setuid(getuid()) != 0)
        abort();
    if (former != getuid() && seteuid(former) != -1)
        abort();
}
`,
      ],
      limits: `Looks at \`setuid(getuid())\` and at variables that hold getuid(): to any other id, setuid() without the capability
fails. Silent where the function asks for the user ids afterwards (getuid(), geteuid(), getresuid()) or tries to get
them back, where a program is started (its saved id is the effective one), and where the
result is ignored (\`priv/setid-unchecked\` says so).`,
      references: [
        'man:setuid(2)',
        'man:setresuid(2)',
        'kernel:kernel/sys.c',
        'CWE-273',
        'CERT:POS37-C',
      ],
    },
  },
  words: ['setuid'],
  *inFunction(fn, ctx) {
    if (isRestoring(fn)) return;
    const changes = idChanges(ctx);
    for (const change of changes) {
      if (change.name !== 'setuid' || !change.ids.every((id) => isOwnId(id, ctx))) continue;
      if (ignoredIn(fn, change.call) !== undefined || keepsCapabilities(change.call, ctx)) continue;
      if (isVerified(change, ctx)) continue;
      const call = ctx.calls.find((c) => c.expr === change.call);
      const id = change.call.args[0];
      const text = id === undefined ? '' : ctx.text(id);
      yield {
        message: 'saved',
        span: change.nameSpan,
        ...(call ? { call } : {}),
        fixes: [
          {
            title: 'Use setresuid()',
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

/** The function asks for its ids on some way behind, tries to change them once more, or starts a program. */
function isVerified(change: IdChange, ctx: FunctionContext): boolean {
  const after = ctx.paths(change.call)?.mayAfter(change.call);
  if (after === undefined) return true;
  return after.some(
    ({ name, expr }) =>
      !(change.start <= expr.start && expr.end <= change.end) &&
      (/^(?:get(?:res|e)?uid|set(?:res|re|e)?uid)$/.test(name ?? '') || STARTS.test(name ?? '')),
  );
}
