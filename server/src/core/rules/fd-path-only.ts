/** `fd/path-only`: an O_PATH descriptor handed to a call that works on the file. */
import { hasBits } from '../c/value.ts';
import { defineFunctionRule } from './rule.ts';
import { bitsOf } from './support/arguments.ts';
import { isFixedPlace } from './support/places.ts';

/** Calls that look a descriptor up without FMODE_PATH: EBADF, tried on Linux 6. */
const NEEDS_FILE = new Set([
  ...['copy_file_range', 'fallocate', 'fchmod', 'fchown', 'fdatasync', 'fgetxattr', 'flistxattr'],
  ...['flock', 'fremovexattr', 'fsetxattr', 'fsync', 'ftruncate', 'getdents64', 'ioctl', 'lseek'],
  ...['mmap', 'pread64', 'preadv', 'pwrite64', 'pwritev', 'read', 'readahead', 'readv', 'sendfile'],
  ...['sync_file_range', 'syncfs', 'write', 'writev'],
]);

export const fdPathOnly = defineFunctionRule({
  meta: {
    id: 'fd/path-only',
    summary: 'A call on the file behind an O_PATH descriptor',
    severity: 'warning',
    since: '0.1.0',
    messages: {
      path: '{call}() fails with EBADF on an O_PATH descriptor: open {fd} without O_PATH, or by /proc/self/fd.',
    },
    docs: {
      why: `O_PATH opens a place in the file system and not the file: the descriptor can be passed to the *at() calls,
to fstat, fstatfs, fchdir, dup and close. Everything that touches the contents or the attributes through it fails with
EBADF, fchmod and fgetxattr as well as read.

To get a usable descriptor for the same file, open \`/proc/self/fd/N\`.`,
      bad: [
        `#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

int lock_down(const char *path)
{
    int fd = open(path, O_PATH | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return -1;
    int rc = fchmod(fd, 0600);
    close(fd);
    return rc;
}
`,
      ],
      good: [
        `#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>

int enter(const char *path)
{
    int dir = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (dir < 0)
        return -1;
    int fd = openat(dir, "state", O_RDONLY | O_CLOEXEC);
    close(dir);
    return fd;
}
`,
      ],
      limits: `Follows descriptors within one function, from a single open whose flags certainly hold O_PATH.`,
      references: ['man:open(2)', 'kernel:fs/file.c'],
    },
  },
  words: ['O_PATH'],
  *inFunction(_fn, ctx) {
    const path = bitsOf('O_PATH', ctx);
    if (path === undefined) return;
    for (const call of ctx.calls) {
      if (!NEEDS_FILE.has(call.name)) continue;
      for (const fd of call.args) {
        if (fd.param?.kind !== 'fd' || !isFixedPlace(fd.expr, ctx)) continue;
        const from = ctx.paths(fd)?.resource(fd.expr);
        if (from?.kind !== 'call' || from.of !== 'fd' || from.via !== 'result') continue;
        const flags = from.values.get('flags');
        if (!flags || !/^open(?:at)?$/.test(from.syscall?.name ?? '') || !hasBits(flags, path))
          continue;
        const text = ctx.text(fd);
        yield {
          message: 'path',
          data: {
            call: call.via === 'raw' ? call.name : call.spelled,
            fd: text.length > 16 ? 'it' : text,
          },
          span: fd,
          call,
          related: [{ span: from.expr, text: 'opened with O_PATH here' }],
        };
      }
    }
  },
});
