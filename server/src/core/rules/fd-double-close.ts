/** `fd/double-close`: a descriptor closed twice. */
import { defineFunctionRule } from './rule.ts';
import { closedBefore } from './support/closed.ts';
import { placeInBlock } from './support/parents.ts';
import { indentAt } from './support/error-style.ts';

export const fdDoubleClose = defineFunctionRule({
  meta: {
    id: 'fd/double-close',
    summary: 'A descriptor closed twice',
    severity: 'error',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-1341'],
    messages: {
      twice:
        '{fd} is closed already: close() fails with EBADF, or closes what was opened since. Close it once.',
    },
    docs: {
      why: `After the first close the number is free. The second one fails with EBADF as long as nothing is opened in
between; when another thread or a library has opened something, that gets the same number and is closed instead: a lost
connection, or data written into the wrong file.`,
      bad: [
        `#include <unistd.h>

int finish(int fd, int failed)
{
    close(fd);
    if (failed) {
        close(fd);
        return -1;
    }
    return 0;
}
`,
      ],
      good: [
        `#include <unistd.h>

int finish(int fd, int failed)
{
    close(fd);
    return failed ? -1 : 0;
}
`,
        `#include <unistd.h>

struct source {
    int fd;
};

void finish(struct source *s)
{
    close(s->fd);
    s->fd = -1;
    if (s->fd >= 0)
        close(s->fd);
}
`,
      ],
      limits: `Reported only where every way through the function has closed the descriptor and nothing can have given
the variable another value since. Numbers and constants are left alone: the next open takes the number again.`,
      references: ['man:close(2)', 'kernel:fs/open.c', 'CWE-1341'],
    },
  },
  words: ['close'],
  *inFunction(fn, ctx) {
    for (const call of ctx.calls) {
      const fd = call.name === 'close' ? call.args[0] : undefined;
      const first = fd && closedBefore(fd.expr, fn, ctx);
      if (!fd || !first || first.expr === call.expr) continue;
      const place = placeInBlock(fn, first.expr);
      const text = ctx.text(fd);
      const at = place && { start: place.end, end: place.end };
      yield {
        message: 'twice',
        data: { fd: text.length > 24 ? 'The descriptor' : text },
        span: call.expr,
        call,
        related: [{ span: first.expr, text: 'closed here' }],
        fixes: at
          ? [
              {
                title: `Set ${text} to -1 after the first close()`,
                safety: 'unsafe',
                edits: [
                  {
                    span: at,
                    newText: `\n${indentAt(fn, place.start, (s) => ctx.text(s))}${text} = -1;`,
                  },
                ],
              },
            ]
          : [],
      };
    }
  },
});
