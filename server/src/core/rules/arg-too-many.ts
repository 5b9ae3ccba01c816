/** `arg/too-many`: more arguments than a variadic call takes. */
import { unparen } from '../c/ir.ts';
import { defineRule } from './rule.ts';

export const argTooMany = defineRule({
  meta: {
    id: 'arg/too-many',
    summary: 'More arguments than the call takes',
    severity: 'warning',
    since: '0.1.0',
    cwe: ['CWE-685'],
    others: ['clang-analyzer:unix.API'],
    messages: {
      more: '{call}() takes {most} arguments: this one is never looked at. Drop it.',
    },
    docs: {
      why: `open, fcntl, ioctl and a few others are declared with \`...\`, so the compiler takes any number of arguments.
The C library passes on those it knows and drops the rest. Often an \`|\` turned into a comma, and what was meant as one
more flag is lost.`,
      bad: [
        `#include <fcntl.h>

int create(const char *path)
{
    return open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600, O_EXCL);
}
`,
      ],
      good: [
        `#include <fcntl.h>

int create(const char *path)
{
    return open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_EXCL, 0600);
}
`,
      ],
      limits: `Silent for arguments that are strings (file attributes of VMS). Arguments of raw calls are a case for
\`raw/arg-count\`.`,
      references: ['man:open(2)', 'man:fcntl(2)', 'CWE-685'],
    },
  },
  on: ['fcntl', 'ioctl', 'mremap', 'open', 'openat', 'prctl'],
  *check(call) {
    if (call.via !== 'libc') return;
    const most = MOST[call.name];
    const extra = most === undefined ? undefined : call.args[most];
    if (most === undefined || extra === undefined) return;
    if (call.args.slice(most).some((a) => unparen(a.expr).kind === 'string')) return;
    yield { message: 'more', data: { call: call.spelled, most: most.toString() }, span: extra };
  },
});

/** Arguments that glibc and musl read, the fixed ones included (glibc:sysdeps/unix/sysv/linux). */
const MOST: Readonly<Record<string, number>> = {
  fcntl: 3,
  ioctl: 3,
  mremap: 5,
  open: 3,
  openat: 4,
  prctl: 5,
};
