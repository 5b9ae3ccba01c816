/** `net/addr-byte-order`: an address in the order of the machine where the order of the network is wanted. */
import { uncast } from '../c/ir.ts';
import type { Expr } from '../c/ir.ts';
import { constantOf } from '../c/value.ts';
import { defineFunctionRule } from './rule.ts';
import type { FunctionContext } from './rule.ts';
import { converted, valuesOf } from './support/network-order.ts';

export const netAddrByteOrder = defineFunctionRule({
  meta: {
    id: 'net/addr-byte-order',
    summary: 'An INADDR constant that was not converted with htonl',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-198'],
    messages: {
      host: '{value} is in host byte order: s_addr becomes {shown} with it. Write htonl({value}).',
      never:
        '{value} is in host byte order, s_addr is not, so they never match here: write htonl({value}).',
    },
    docs: {
      why: `The INADDR_ constants are numbers of the machine, \`s_addr\` has the bytes in the order of the network. On
x86 and most ARM machines INADDR_LOOPBACK without htonl() is 1.0.0.127, and a comparison with it is never true: a check
for "only this machine" then lets nobody in, or everybody. INADDR_ANY and INADDR_BROADCAST read the same both ways.`,
      bad: [
        `#include <netinet/in.h>
#include <sys/socket.h>

int serve(int fd)
{
    struct sockaddr_in addr = { .sin_family = AF_INET };

    addr.sin_addr.s_addr = INADDR_LOOPBACK;
    return bind(fd, (struct sockaddr *)&addr, sizeof(addr));
}
`,
      ],
      good: [
        `#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

int serve(int fd)
{
    struct sockaddr_in addr = { .sin_family = AF_INET };

    addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return bind(fd, (struct sockaddr *)&addr, sizeof(addr));
}
`,
      ],
      limits: `Knows the constants of <netinet/in.h> by name, and 127.0.0.1 by value. Other numbers may be written in
network order on purpose.`,
      references: ['man:ip(7)', 'man:byteorder(3)', 'man:inet(3)', 'CWE-198'],
    },
  },
  words: ['s_addr'],
  *inFunction(fn, ctx) {
    for (const { value, how } of valuesOf(fn, FIELD)) {
      const e = uncast(value);
      const shown = shownWithout(e, ctx);
      if (shown === undefined) continue;
      yield {
        message: how === 'compared' ? 'never' : 'host',
        data: { value: ctx.text(e), shown },
        span: e,
        fixes: [converted(e, 'htonl', ctx)],
      };
    }
  },
});

const FIELD: ReadonlySet<string> = new Set(['s_addr']);

/** Constants of <netinet/in.h> that differ with the order, and what they become without htonl(). */
const BACKWARDS: Readonly<Record<string, string>> = {
  INADDR_ALLHOSTS_GROUP: '1.0.0.224',
  INADDR_ALLRTRS_GROUP: '2.0.0.224',
  INADDR_ALLSNOOPERS_GROUP: '106.0.0.224',
  INADDR_LOOPBACK: '1.0.0.127',
  INADDR_MAX_LOCAL_GROUP: '255.0.0.224',
  INADDR_UNSPEC_GROUP: '0.0.0.224',
};
const LOOPBACK = 0x7f000001n;

function shownWithout(e: Expr, ctx: FunctionContext): string | undefined {
  const n = constantOf(ctx.value(e));
  if (n !== undefined) return n === LOOPBACK ? BACKWARDS.INADDR_LOOPBACK : undefined;
  return e.kind === 'name' && Object.hasOwn(BACKWARDS, e.name) ? BACKWARDS[e.name] : undefined;
}
