/** `net/fd-type`: a call for sockets on something else, or for connections on a socket that has none. */
import type { SyscallCall } from '../c/call-site.ts';
import { signedOf } from '../c/value.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule.ts';
import { isOneOf, madeBy } from './support/sockets.ts';

export const netFdType = defineRule({
  meta: {
    id: 'net/fd-type',
    summary: 'A socket call on something that is no such socket',
    severity: 'warning',
    since: '0.1.0',
    cwe: ['CWE-666'],
    others: ['gcc:-Wanalyzer-fd-type-mismatch'],
    messages: {
      none: '{maker}() makes no socket, so {call}() fails with ENOTSOCK: use read(), write() or fcntl().',
      datagram:
        'A {type} socket has no connections to take, so {call}() fails with EOPNOTSUPP: use recvfrom().',
    },
    docs: {
      why: `Files, pipes, eventfds and their kind are no sockets: socket calls on them fail with ENOTSOCK. And only
sockets of the types SOCK_STREAM and SOCK_SEQPACKET have connections: listen() and accept() on a datagram socket fail
with EOPNOTSUPP, every time.`,
      bad: [
        `#include <netinet/in.h>
#include <sys/socket.h>

int serve(void)
{
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

    return fd < 0 ? -1 : listen(fd, SOMAXCONN);
}
`,
      ],
      good: [
        `#include <netinet/in.h>
#include <sys/socket.h>

int serve(void)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    return fd < 0 ? -1 : listen(fd, SOMAXCONN);
}
`,
      ],
      limits: `Reports where the function itself makes the descriptor, on every way to the call.`,
      references: [
        'man:listen(2)',
        'man:accept(2)',
        'man:socket(2)',
        'kernel:net/socket.c',
        'CWE-666',
      ],
    },
  },
  on: [
    ...['listen', 'accept', 'accept4', 'bind', 'connect', 'shutdown', 'setsockopt', 'getsockopt'],
    ...['send', 'sendto', 'sendmsg', 'recv', 'recvfrom', 'recvmsg', 'getsockname', 'getpeername'],
  ],
  *check(call, ctx) {
    const waits = /^(?:listen|accept4?)$/.test(call.name);
    const makers = waits ? [...OTHERS.keys(), 'socket'] : [...OTHERS.keys()];
    if (!makers.some((name) => ctx.mentions(name, call))) return;
    const maker = madeOtherwise(call, ctx);
    if (maker !== undefined) {
      yield {
        message: 'none',
        data: { maker: maker.spelled, call: call.name },
        span: call.nameSpan,
        related: [{ span: maker, text: 'the descriptor comes from here' }],
      };
      return;
    }
    const made = waits ? madeBy(call, ctx) : undefined;
    if (made === undefined || !isOneOf(made.domain, DOMAINS, ctx)) return;
    const type = ['SOCK_DGRAM', 'SOCK_RAW'].find((name) => isOneOf(made.type, [name], ctx));
    if (type === undefined) return;
    yield {
      message: 'datagram',
      data: { type, call: call.name },
      span: call.nameSpan,
      related: [{ span: made.by, text: 'made here' }],
    };
  },
});

const DOMAINS = ['AF_INET', 'AF_INET6', 'AF_UNIX'];

/** Words that make descriptors of other kinds, and the kernel's names of the calls. */
const OTHERS: ReadonlyMap<string, string> = new Map([
  ['creat', 'creat'],
  ['epoll_create', 'epoll_create'],
  ['epoll_create1', 'epoll_create1'],
  ['eventfd', 'eventfd2'],
  ['inotify_init', 'inotify_init'],
  ['inotify_init1', 'inotify_init1'],
  ['memfd_create', 'memfd_create'],
  ['open', 'open'],
  ['open64', 'open'],
  ['openat', 'openat'],
  ['pipe', 'pipe'],
  ['pipe2', 'pipe2'],
  ['signalfd', 'signalfd4'],
  ['timerfd_create', 'timerfd_create'],
]);
const NAMES: ReadonlySet<string> = new Set([...OTHERS.values(), 'eventfd', 'signalfd']);

/** The call that made the descriptor, when that is no socket. */
function madeOtherwise(call: SyscallCall, ctx: RuleContext): SyscallCall | undefined {
  const fd = call.args[0];
  if (fd === undefined || signedOf(ctx.value(fd.expr)) !== undefined) return undefined;
  const from = ctx.paths(call)?.resource(fd.expr);
  const by = from?.kind === 'call' && from.of === 'fd' ? from.syscall : undefined;
  return by !== undefined && NAMES.has(by.name) ? by : undefined;
}
