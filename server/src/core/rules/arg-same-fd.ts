/** `arg/same-fd`: one descriptor where the call wants two. */
import { unparen } from '../c/ir.ts';
import type { Expr } from '../c/ir.ts';
import { defineRule } from './rule.ts';
import { shownName } from './support/members.ts';

export const argSameFd = defineRule({
  meta: {
    id: 'arg/same-fd',
    summary: 'The same descriptor twice where two are needed',
    severity: 'error',
    since: '0.1.0',
    messages: {
      dup3: 'dup3() of a descriptor onto itself fails with EINVAL: use dup2(), or fcntl(F_SETFD) for the flag.',
      epoll: 'An epoll instance cannot watch itself: epoll_ctl() fails with EINVAL.',
    },
    docs: {
      why: `dup2(fd, fd) does nothing and succeeds. dup3 was made stricter: with two equal descriptors it fails with
EINVAL, so changing dup2 to dup3 for O_CLOEXEC can break a program that happened to pass the same one twice. To set the
flag of an open descriptor, fcntl(fd, F_SETFD, FD_CLOEXEC) is the call.

epoll_ctl refuses to add an epoll instance to itself, also with EINVAL.`,
      bad: [
        `#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>

int set_cloexec(int fd)
{
    return dup3(fd, fd, O_CLOEXEC);
}
`,
      ],
      good: [
        `#include <fcntl.h>

int set_cloexec(int fd)
{
    return fcntl(fd, F_SETFD, FD_CLOEXEC);
}
`,
      ],
      limits: `Both arguments must be the same variable, field or number as written.`,
      references: ['man:dup(2)', 'man:epoll_ctl(2)', 'kernel:fs/file.c', 'kernel:fs/eventpoll.c'],
    },
  },
  on: ['dup3', 'epoll_ctl'],
  *check(call, ctx) {
    const first = call.args[0];
    const second = call.args[call.name === 'dup3' ? 1 : 2];
    if (first === undefined || second === undefined) return;
    if (!isPlain(first.expr) || !isPlain(second.expr)) return;
    if (ctx.text(unparen(first.expr)) !== ctx.text(unparen(second.expr))) return;
    yield {
      message: call.name === 'dup3' ? 'dup3' : 'epoll',
      data: { call: shownName(call) },
      span: second,
      related: [{ span: first, text: 'the same descriptor' }],
    };
  },
});

/** A variable, a field or a number: evaluated twice it is the same. */
function isPlain(expr: Expr): boolean {
  const e = unparen(expr);
  if (e.kind === 'member') return isPlain(e.object);
  return e.kind === 'name' || (e.kind === 'number' && e.value !== undefined);
}
