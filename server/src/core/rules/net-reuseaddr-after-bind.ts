/** `net/reuseaddr-after-bind`: permission to share an address, asked for when the socket has it already. */
import { mustTerm } from '../c/value.ts';
import { defineRule } from './rule.ts';
import { earlierOn } from './support/sockets.ts';

export const netReuseaddrAfterBind = defineRule({
  meta: {
    id: 'net/reuseaddr-after-bind',
    summary: 'SO_REUSEADDR or SO_REUSEPORT set after bind',
    severity: 'warning',
    since: '0.1.0',
    messages: {
      late: '{option} is looked at by bind(), which has already been called: set it before.',
    },
    docs: {
      why: `bind() decides whether an address may be shared, by the options that the socket has at that moment. A server
that sets SO_REUSEADDR afterwards cannot be started again for a minute after it was stopped: bind() fails with
EADDRINUSE while old connections linger in TIME_WAIT.`,
      bad: [
        `#include <netinet/in.h>
#include <sys/socket.h>

int serve(int fd, const struct sockaddr_in *addr)
{
    int on = 1;

    if (bind(fd, (const struct sockaddr *)addr, sizeof(*addr)) < 0)
        return -1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) < 0)
        return -1;
    return listen(fd, SOMAXCONN);
}
`,
      ],
      good: [
        `#include <netinet/in.h>
#include <sys/socket.h>

int serve(int fd, const struct sockaddr_in *addr)
{
    int on = 1;

    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) < 0)
        return -1;
    if (bind(fd, (const struct sockaddr *)addr, sizeof(*addr)) < 0)
        return -1;
    return listen(fd, SOMAXCONN);
}
`,
      ],
      limits: `Reports where every way to the call goes through a bind() of the same descriptor in the same function.
Silent where another bind() may follow.`,
      references: ['man:socket(7)', 'man:bind(2)', 'kernel:net/ipv4/inet_connection_sock.c'],
    },
  },
  on: ['setsockopt'],
  *check(call, ctx) {
    const option = call.args[2];
    if (option === undefined || !ctx.mentions('bind', call)) return;
    const value = ctx.value(option.expr);
    const name = ['SO_REUSEADDR', 'SO_REUSEPORT'].find((n) => mustTerm(value, n));
    if (name === undefined || option.param?.group !== 'so-options') return;
    const bind = earlierOn(call, ['bind'], ctx).at(-1);
    if (bind === undefined) return;
    const after = ctx.paths(call)?.mayAfter(call.expr) ?? [];
    if (after.some((c) => c.name === undefined || /bind/i.test(c.name))) return;
    yield {
      message: 'late',
      data: { option: name },
      span: option,
      related: [{ span: bind, text: 'bound here' }],
    };
  },
});
