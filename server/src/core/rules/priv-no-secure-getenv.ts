/** `priv/no-secure-getenv`: the environment of the caller read by a program that runs with other rights. */
import { defineFileRule } from './rule.ts';
import type { FileContext } from './rule.ts';
import { USER_CALLS, idChanges, isOwnId, isRegained } from './support/identity.ts';

export const privNoSecureGetenv = defineFileRule({
  meta: {
    id: 'priv/no-secure-getenv',
    summary: 'getenv in a program that runs as another user than its caller',
    severity: 'hint',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-807'],
    perFile: 'first',
    messages: {
      plain:
        "This program may run set-user-ID, and its environment is the caller's: use secure_getenv() (glibc 2.17).",
    },
    docs: {
      why: `Whoever starts a set-user-ID program chooses its environment. A path, a file to load or a debug switch taken
from there works with the rights of the program, not of its caller. secure_getenv() answers NULL when the kernel says
that the program runs with more rights than its caller (AT_SECURE).`,
      bad: [
        `#include <stdlib.h>
#include <unistd.h>

const char *config(void)
{
    if (getuid() != geteuid() && seteuid(getuid()) != 0)
        abort();
    return getenv("TOOL_CONFIG");
}
`,
      ],
      good: [
        `#define _GNU_SOURCE
#include <stdlib.h>
#include <unistd.h>

const char *config(void)
{
    if (getuid() != geteuid() && seteuid(getuid()) != 0)
        abort();
    return secure_getenv("TOOL_CONFIG");
}
`,
      ],
      limits: `Looks only at files that go down to the user who started the program (\`setuid(getuid())\` and its kind): so
do programs that may be installed set-user-ID. One finding a file.`,
      references: ['man:getenv(3)', 'man:secure_getenv(3)', 'man:getauxval(3)', 'CWE-807'],
    },
  },
  words: ['getenv'],
  *inFile(ctx) {
    if (ctx.project.has('setid') !== 'yes') return;
    if (!goesBackToCaller(ctx)) return;
    for (const { ctx: at, base } of ctx.functions('getenv')) {
      for (const { callee } of at.library('getenv')) {
        const span = { start: base + callee.start, end: base + callee.end };
        yield {
          message: 'plain',
          span,
          fixes: [
            {
              title: 'Use secure_getenv()',
              safety: 'unsafe',
              edits: [{ span, newText: 'secure_getenv' }],
            },
          ],
        };
      }
    }
  },
});

/** Some function of the file goes down to the user who started the program. */
function goesBackToCaller(ctx: FileContext): boolean {
  if (ctx.places('getuid').length === 0) return false;
  for (const { ctx: at } of ctx.functions(...USER_CALLS)) {
    const down = idChanges(at).filter((c) => c.sets === 'user' && !isRegained(c, at));
    if (down.some((c) => c.ids.some((id) => isOwnId(id, at)))) return true;
  }
  return false;
}
