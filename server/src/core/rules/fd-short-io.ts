/** `fd/short-io`: a transfer taken as all or nothing. */
import { constantOf } from '../c/value.ts';
import { defineRule } from './rule.ts';
import { argumentOfKind } from './support/arguments.ts';

export const fdShortIo = defineRule({
  meta: {
    id: 'fd/short-io',
    summary: 'A read or write taken as complete when it has not failed',
    severity: 'off',
    since: '0.1.0',
    cwe: ['CWE-252'],
    messages: {
      short:
        '{call}() may transfer less than asked for: compare its result with the length, or loop.',
    },
    docs: {
      why: `read and write, recv and send may stop early: at a signal, at the end of a file, when a pipe or socket is full.
The result tells how much was done. A test for -1 alone takes a part for the whole.`,
      bad: [
        `#include <unistd.h>

int put(int fd, const char *text, size_t n)
{
    if (write(fd, text, n) < 0)
        return -1;
    return 0;
}
`,
      ],
      good: [
        `#include <unistd.h>

int put(int fd, const char *text, size_t n)
{
    while (n > 0) {
        ssize_t done = write(fd, text, n);
        if (done < 0)
            return -1;
        text += done;
        n -= (size_t)done;
    }
    return 0;
}
`,
      ],
      limits: `Off unless asked for: writes to regular files and short writes to pipes are complete in practice. Looks at
results that are compared in place and not kept.`,
      references: ['man:write(2)', 'man:read(2)', 'CWE-252'],
    },
  },
  on: ['read', 'write', 'recv', 'send'],
  *check(call, ctx) {
    const use = ctx.result(call);
    if (use.kind !== 'tested' || call.via === 'wrapper') return;
    const [test] = use.tests;
    const failure =
      test?.kind === 'failed' || (test?.kind === 'negative' && /^(?:<|>=)$/.test(test.op));
    const length = argumentOfKind(call, 'length');
    if (!failure || !length || constantOf(ctx.value(length.expr)) === 1n) return;
    yield { message: 'short', data: { call: call.name }, span: call.expr };
  },
});
