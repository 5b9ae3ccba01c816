/** `fd/setfl-ignored`: a flag that F_SETFL does not change. */
import { own } from '../kb/constants.ts';
import { defineRule, type Fix } from './rule.ts';
import { argumentOf, FCNTL } from './support/fcntl.ts';
import { withoutName } from './support/flag-edits.ts';
import { ACCESS_MODES, IGNORED_BY_SETFL } from './support/setfl-table.ts';

export const fdSetflIgnored = defineRule({
  meta: {
    id: 'fd/setfl-ignored',
    summary: 'A flag that F_SETFL ignores',
    severity: 'warning',
    fix: 'safe',
    since: '0.1.0',
    cwe: ['CWE-665'],
    messages: {
      ignored: '{flag} has no effect with F_SETFL, and no error is reported: {remedy}.',
      access: '{flag} has no effect with F_SETFL: the descriptor stays as it was opened.',
    },
    docs: {
      why: `F_SETFL changes O_APPEND, O_ASYNC, O_DIRECT, O_NOATIME and O_NONBLOCK. Every other flag is dropped, and the
call succeeds all the same: a program that sets O_SYNC this way never writes synchronously, and one that sets O_CLOEXEC
still hands the descriptor to every program it starts.

O_RDWR and O_WRONLY are often repeated from the open() before; there the finding is for information.`,
      bad: [
        `#include <fcntl.h>

int keep_private(int fd)
{
    return fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_CLOEXEC);
}
`,
        `#include <fcntl.h>

int reopen(int fd)
{
    return fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_RDWR | O_NONBLOCK);
}
`,
      ],
      good: [
        `#include <fcntl.h>

int keep_private(int fd)
{
    return fcntl(fd, F_SETFD, FD_CLOEXEC);
}
`,
      ],
      limits: `Goes by the names in the argument, through local variables and macros. Taking such a flag away
(\`flags & ~O_SYNC\`) is as futile and not reported.`,
      references: ['man:fcntl(2)', 'kernel:fs/fcntl.c', 'CWE-665'],
    },
  },
  on: FCNTL,
  *check(call, ctx) {
    const flags = argumentOf(call, 'F_SETFL', ctx);
    if (flags === undefined) return;
    const seen = new Set<string>();
    for (const { name, span } of ctx.value(flags.expr).must) {
      const remedy = name === undefined ? undefined : own(IGNORED_BY_SETFL, name);
      if (name === undefined || remedy === undefined || seen.has(name)) continue;
      seen.add(name);
      const access = ACCESS_MODES.has(name);
      const edit = access ? withoutName(flags.expr, name, '0') : undefined;
      const fix: Fix | undefined = edit && {
        title: `Remove ${name}`,
        safety: 'safe',
        edits: [edit],
      };
      yield {
        message: access ? 'access' : 'ignored',
        data: { flag: name, remedy },
        span: span ?? flags,
        ...(access ? { severity: 'information' as const } : {}),
        fixes: fix ? [fix] : [],
      };
    }
  },
});
