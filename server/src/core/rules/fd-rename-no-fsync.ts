/** `fd/rename-no-fsync`: a new file put in the place of the old one before its data is on the disk. */
import { hasBits } from '../c/value.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule.ts';
import type { SyscallCall } from '../c/call-site.ts';
import { argumentOfKind, bitsOf } from './support/arguments.ts';

const SYNCS = new Set(['fsync', 'fdatasync', 'sync', 'syncfs', 'msync', 'sync_file_range']);

export const fdRenameNoFsync = defineRule({
  meta: {
    id: 'fd/rename-no-fsync',
    summary: 'A file renamed over another one without fsync',
    severity: 'off',
    since: '0.1.0',
    messages: {
      unsynced: 'After a crash the new file may be empty: fsync() the descriptor before rename().',
    },
    docs: {
      why: `Writing a new file and renaming it over the old one keeps readers from seeing half of it. After a crash it only
helps when the data was on the disk before the name: otherwise the name may have survived and the contents not, and both
versions are lost.`,
      bad: [
        `#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int save(const char *tmp, const char *path, const char *text, size_t n)
{
    int fd = open(tmp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0)
        return -1;
    ssize_t done = write(fd, text, n);
    if (close(fd) < 0 || done != (ssize_t)n)
        return -1;
    return rename(tmp, path);
}
`,
      ],
      good: [
        `#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int save(const char *tmp, const char *path, const char *text, size_t n)
{
    int fd = open(tmp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0)
        return -1;
    ssize_t done = write(fd, text, n);
    int synced = fsync(fd);
    if (close(fd) < 0 || synced < 0 || done != (ssize_t)n)
        return -1;
    return rename(tmp, path);
}
`,
      ],
      limits: `Off unless asked for: it matters for data that must survive a crash. Looks for a file created, written and
renamed in one function.`,
      references: ['man:rename(2)', 'man:fsync(2)'],
    },
  },
  on: ['rename', 'renameat', 'renameat2'],
  *check(call, ctx) {
    const from = argumentOfKind(call, 'path');
    if (!from || call.via === 'wrapper') return;
    const before = ctx.before(call);
    const made = before.find((c) => creates(c, ctx.text(from), ctx));
    if (!made || before.some((c) => c.start > made.start && SYNCS.has(c.name))) return;
    if (
      !before.some(
        (c) =>
          c.start > made.start && /^(?:p?write(?:v|64)?|copy_file_range|sendfile)$/.test(c.name),
      )
    )
      return;
    yield {
      message: 'unsynced',
      span: call.expr,
      related: [{ span: made.expr, text: 'the new file' }],
    };
  },
});

function creates(call: SyscallCall, path: string, ctx: RuleContext): boolean {
  const name = argumentOfKind(call, 'path');
  if (!name || ctx.text(name) !== path) return false;
  if (call.name === 'creat') return true;
  const flags = call.args.find((a) => a.param?.name === 'flags');
  const bits = bitsOf('O_CREAT', ctx);
  return flags !== undefined && bits !== undefined && hasBits(ctx.value(flags.expr), bits);
}
