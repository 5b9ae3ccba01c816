/** `net/fd-phase`: a call that the state of the socket no longer, or not yet, allows. */
import type { SyscallCall } from '../c/call-site.ts';
import { uncast } from '../c/ir.ts';
import { defineRule } from './rule.ts';
import type { Finding, RuleContext } from './rule.ts';
import { earlierOn, isHandedOn, isOneOf, madeBy } from './support/sockets.ts';

type Message = 'bound' | 'connected' | 'listening' | 'accepted' | 'deaf' | 'data';

export const netFdPhase = defineRule({
  meta: {
    id: 'net/fd-phase',
    summary: 'Calls on a socket in an order that cannot work',
    severity: 'warning',
    since: '0.1.0',
    cwe: ['CWE-666'],
    others: ['gcc:-Wanalyzer-fd-phase-mismatch'],
    messages: {
      bound:
        'The socket is bound already, so bind() fails with EINVAL: make a new socket for a second address.',
      connected: 'The socket is connected, so {call}() fails with EINVAL: make a new one for this.',
      listening:
        'The socket listens for connections, so {call}() fails with {errno}: make a new one for this.',
      accepted:
        'accept() has returned this connection, so {call}() fails with {errno}: use the socket that listens.',
      deaf: 'Nothing made this socket listen, so {call}() fails with EINVAL: call listen() before.',
      data: 'A socket that listens carries no data, so {call}() fails: use the one that accept() has returned.',
    },
    docs: {
      why: `A stream socket goes one way: bound, then either listening or connected. accept() wants one that listens and
returns another one, which is connected. Calls out of this order fail with EINVAL, EISCONN or ENOTCONN every time.`,
      bad: [
        `#include <netinet/in.h>
#include <stddef.h>
#include <sys/socket.h>

int serve(const struct sockaddr_in *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    if (fd < 0 || bind(fd, (const struct sockaddr *)addr, sizeof(*addr)) < 0)
        return -1;
    return accept(fd, NULL, NULL);
}
`,
      ],
      good: [
        `#define _GNU_SOURCE
#include <netinet/in.h>
#include <stddef.h>
#include <sys/socket.h>

int serve(const struct sockaddr_in *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    if (fd < 0 || bind(fd, (const struct sockaddr *)addr, sizeof(*addr)) < 0)
        return -1;
    if (listen(fd, SOMAXCONN) < 0)
        return -1;
    return accept4(fd, NULL, NULL, SOCK_CLOEXEC);
}
`,
      ],
      limits: `Sees one function, and only orders that every way through it takes. Without bind() the kernel chooses a
port when listen() is called, so that is no mistake. Bound twice is reported for sockets of AF_INET and AF_INET6 only.`,
      references: [
        ...['man:listen(2)', 'man:accept(2)', 'man:connect(2)', 'kernel:net/ipv4/af_inet.c'],
        'CWE-666',
      ],
    },
  },
  on: ['bind', 'listen', 'connect', 'accept', 'accept4', 'send', 'recv'],
  *check(call, ctx) {
    const found = judged(call, ctx);
    if (found !== undefined) yield found;
  },
});

function judged(call: SyscallCall, ctx: RuleContext): Finding<Message> | undefined {
  const { name } = call;
  const isAccept = name.startsWith('accept');
  const report = (message: Message, by: SyscallCall, text: string, errno = 'EINVAL') => ({
    message,
    data: { call: name, errno },
    span: call.nameSpan,
    related: [{ span: by, text }],
  });
  if (name === 'send' || name === 'recv') {
    const listen = ctx.mentions('listen', call)
      ? earlierOn(call, ['listen'], ctx).at(-1)
      : undefined;
    return listen && report('data', listen, 'made to listen here');
  }
  const accepted = ctx.mentions('accept', call) || ctx.mentions('accept4', call);
  const connection = accepted ? acceptedBy(call, ctx) : undefined;
  if (connection !== undefined && name !== 'bind') {
    const errno = name === 'connect' ? 'EISCONN' : 'EINVAL';
    return report('accepted', connection, 'the connection comes from here', errno);
  }
  if (isAccept) {
    const made = ctx.mentions('socket', call) ? silentSince(call, ctx) : undefined;
    return made && report('deaf', made, 'made here, and never told to listen');
  }
  const others = { bind: ['bind', 'connect', 'listen'], listen: ['connect'], connect: ['listen'] };
  const names = others[name as keyof typeof others].filter(
    (n) => n === name || ctx.mentions(n, call),
  );
  const earlier = names.length === 0 ? undefined : earlierOn(call, names, ctx).at(-1);
  if (earlier === undefined) return undefined;
  if (name === 'bind') {
    const made = madeBy(call, ctx);
    if (!isOneOf(made?.domain, ['AF_INET', 'AF_INET6'], ctx)) return undefined;
    if (earlier.name === 'bind') return report('bound', earlier, 'bound here');
  }
  if (earlier.name === 'listen') {
    const errno = name === 'connect' ? 'EISCONN' : 'EINVAL';
    return report('listening', earlier, 'made to listen here', errno);
  }
  return report('connected', earlier, 'connected here');
}

/** The accept() whose result a call works on. */
function acceptedBy(call: SyscallCall, ctx: RuleContext): SyscallCall | undefined {
  const fd = call.args[0];
  const from = fd && ctx.paths(call)?.resource(fd.expr);
  const by = from?.kind === 'call' && from.via === 'result' ? from.syscall : undefined;
  return by?.name === 'accept' || by?.name === 'accept4' ? by : undefined;
}

/** Calls that leave a socket as deaf as it was. */
const DEAF = new Set([
  ...['bind', 'setsockopt', 'getsockopt', 'fcntl', 'ioctl', 'getsockname', 'close', 'accept'],
  ...['accept4', 'printf', 'fprintf', 'perror', 'fcntl64', 'fchmod', 'fstat'],
]);

/** The socket() whose result a call works on, when nothing in the function can have made it listen. */
function silentSince(call: SyscallCall, ctx: RuleContext): SyscallCall | undefined {
  const expr = call.args[0] && uncast(call.args[0].expr);
  const made = expr?.kind === 'name' ? madeBy(call, ctx) : undefined;
  if (made === undefined || expr?.kind !== 'name' || !call.fn) return undefined;
  if (!isOneOf(made.domain, ['AF_INET', 'AF_INET6', 'AF_UNIX'], ctx)) return undefined;
  if (!isOneOf(made.type, ['SOCK_STREAM'], ctx)) return undefined;
  return isHandedOn(expr.name, call.fn, DEAF) ? undefined : made.by;
}
