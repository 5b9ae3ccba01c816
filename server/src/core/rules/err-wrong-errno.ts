/** `err/wrong-errno`: errno compared with a code that the call never sets. */
import { nameOf } from '../c/ir.ts';
import { walk } from '../c/walk.ts';
import { defineFunctionRule } from './rule.ts';

/** Calls that no driver, file system or protocol adds an error to: what their pages list is all there is. */
const CLOSED = new Set([
  ...['access', 'bind', 'chdir', 'chroot', 'close', 'dup', 'dup2', 'dup3', 'epoll_create1'],
  ...['epoll_ctl', 'eventfd', 'fork', 'getpriority', 'kill', 'listen', 'madvise', 'mkdir'],
  ...['mprotect', 'munmap', 'pipe', 'pipe2', 'rename', 'setpgid', 'setsid', 'signalfd'],
  ...['timerfd_create', 'unlink'],
]);
/** May come from anywhere: seccomp filters, security modules, network and user file systems, signals. */
const ALWAYS = new Set([
  ...[
    'EACCES',
    'EPERM',
    'ENOSYS',
    'EINTR',
    'EIO',
    'ENOMEM',
    'EFAULT',
    'EINVAL',
    'ESTALE',
    'EDQUOT',
  ],
  ...['EROFS', 'ENOSPC', 'ETIMEDOUT', 'EAGAIN', 'EWOULDBLOCK', 'EOPNOTSUPP', 'ENOTSUP'],
]);

export const errWrongErrno = defineFunctionRule({
  meta: {
    id: 'err/wrong-errno',
    summary: 'errno compared with a code that the call never sets',
    severity: 'off',
    since: '0.1.0',
    messages: {
      never: '{call}() on Linux never sets {code}: this branch is never taken.',
    },
    docs: {
      why: `A branch for an error that cannot come is not taken, and the one that was meant is missing: kill says
ESRCH when there is no such process, and not ECHILD or ENOENT.`,
      bad: [
        `#include <errno.h>
#include <signal.h>

int gone(pid_t child)
{
    if (kill(child, 0) == -1)
        return errno == ECHILD;
    return 0;
}
`,
      ],
      good: [
        `#include <errno.h>
#include <signal.h>

int gone(pid_t child)
{
    if (kill(child, 0) == -1)
        return errno == ESRCH;
    return 0;
}
`,
      ],
      limits: `Off unless asked for: programs for several systems look for the codes of all of them. Knows only calls whose
errors are the same whatever file or device they work on, and never speaks of codes that security modules and file systems
add.`,
      references: ['man:errno(3)', 'man:kill(2)'],
    },
  },
  words: ['errno'],
  *inFunction(fn, ctx) {
    const found: {
      readonly start: number;
      readonly end: number;
      readonly code: string;
      readonly at: Parameters<typeof nameOf>[0];
    }[] = [];
    walk(fn.body, (n) => {
      if (n.kind !== 'binary' || (n.op !== '==' && n.op !== '!=')) return;
      const code = nameOf(n.right);
      if (nameOf(n.left) !== 'errno' || code === undefined || ctx.kb.errno(code) === undefined)
        return;
      if (!ALWAYS.has(code)) found.push({ start: n.start, end: n.end, code, at: n.left });
    });
    for (const { start, end, code, at } of found) {
      const owner = ctx.paths(at)?.errnoOwner(at);
      if (owner?.kind !== 'call') continue;
      const call = ctx.calls.find((c) => c.expr === owner.call.expr);
      if (!call || !CLOSED.has(call.name)) continue;
      const { errors } = call.info;
      const other = ctx.kb.errno(code)?.aliasOf ?? code;
      if (errors.length < 2 || errors.includes(code) || errors.includes(other)) continue;
      yield {
        message: 'never',
        data: { call: call.name, code },
        span: { start, end },
        call,
        related: [{ span: call.nameSpan, text: 'the call' }],
      };
    }
  },
});
