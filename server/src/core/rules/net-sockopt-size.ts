/** `net/sockopt-size`: fewer bytes than the socket option takes. */
import type { Argument, SyscallCall } from '../c/call-site.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule.ts';

export const netSockoptSize = defineRule({
  meta: {
    id: 'net/sockopt-size',
    summary: 'A value that is too short for its socket option',
    severity: 'error',
    since: '0.1.0',
    cwe: ['CWE-131'],
    messages: {
      short: '{option} takes {type} of {need} bytes: with {have}, setsockopt() fails with EINVAL.',
    },
    docs: {
      why: `The kernel compares the length with what the option takes: an \`int\` for most, \`struct timeval\` for
SO_RCVTIMEO and SO_SNDTIMEO, \`struct linger\` for SO_LINGER. With less it answers EINVAL and the option stays as it was;
a timeout that was given in an \`int\` of milliseconds, as other systems take it, is never set. Options of IPPROTO_IP
take a single byte as well.`,
      bad: [
        `#include <sys/socket.h>

int wait_at_most(int fd, int milliseconds)
{
    return setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &milliseconds, sizeof(milliseconds));
}
`,
        `#include <sys/socket.h>

int reuse(int fd)
{
    char on = 1;

    return setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
}
`,
      ],
      good: [
        `#include <sys/socket.h>
#include <sys/time.h>

int wait_at_most(int fd, int milliseconds)
{
    struct timeval tv = { milliseconds / 1000, milliseconds % 1000 * 1000 };

    return setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &tv, sizeof(tv));
}
`,
      ],
      limits: `Silent unless level, option and length are known. Knows the options of SOL_SOCKET and IPPROTO_TCP, and
those of IPPROTO_IPV6 that take an \`int\` and nothing less. More bytes than needed are accepted by the kernel.`,
      references: [
        ...['man:setsockopt(2)', 'man:socket(7)', 'man:ipv6(7)', 'kernel:net/core/sock.c'],
        ...['kernel:net/ipv4/tcp.c', 'kernel:net/ipv6/ipv6_sockglue.c', 'CWE-131'],
      ],
    },
  },
  on: ['setsockopt'],
  *check(call, ctx) {
    const [, , optname, optval, optlen] = call.args;
    if (optname === undefined || optval === undefined || optlen === undefined) return;
    const option = optionOf(optname, ctx);
    const takes = option === undefined ? undefined : neededBy(option, optname, optval, ctx);
    if (option === undefined || takes === undefined) return;
    const have = ctx.paths(call)?.constantLength(optlen.expr);
    if (have === undefined || have >= takes.need || isRemoval(call, have)) return;
    yield {
      message: 'short',
      data: { option, type: takes.type, need: String(takes.need), have: String(have) },
      span: optlen,
    };
  },
});

/** The option by name, where the value is one. */
function optionOf(arg: Argument, ctx: RuleContext): string | undefined {
  const name = ctx.value(arg.expr).must.find((t) => t.name !== undefined)?.name;
  const group = arg.param?.group;
  return name !== undefined && group !== undefined && ctx.kb.member(group, name) ? name : undefined;
}

/** Options of IPv6 that are refused below sizeof(int), whatever the socket (do_ipv6_setsockopt()). */
const IPV6 = new Set([
  ...['IPV6_V6ONLY', 'IPV6_RECVPKTINFO', 'IPV6_RECVHOPLIMIT', 'IPV6_RECVTCLASS', 'IPV6_TCLASS'],
  ...['IPV6_UNICAST_HOPS', 'IPV6_MULTICAST_LOOP', 'IPV6_MTU_DISCOVER', 'IPV6_RECVERR'],
]);

interface Need {
  readonly type: string;
  readonly need: bigint;
}

/** What sk_setsockopt(), do_tcp_setsockopt() and do_ipv6_setsockopt() ask for at least. */
function neededBy(
  option: string,
  optname: Argument,
  optval: Argument,
  ctx: RuleContext,
): Need | undefined {
  const group = optname.param?.group;
  const type = optval.param?.type;
  const word = ctx.kb.arch(ctx.target.arch)?.bits === 32 ? 4n : 8n;
  if (group === 'so-options' && type === 'struct timeval *') {
    return { type: 'a struct timeval', need: 2n * word };
  }
  if (group === 'so-options' && type === 'struct linger *') {
    return { type: 'a struct linger', need: 8n };
  }
  const isInt = type === 'int *' && (group === 'so-options' || group === 'tcp-options');
  return isInt || (group === 'ipv6-options' && IPV6.has(option))
    ? { type: 'an int', need: 4n }
    : undefined;
}

/** `setsockopt(fd, level, option, NULL, 0)`: whoever writes that asks for a refusal, or for what other systems do. */
function isRemoval(call: SyscallCall, have: bigint): boolean {
  const value = call.args[3]?.expr;
  const isNull = value?.kind === 'name' && value.name === 'NULL';
  return have === 0n && (isNull || (value?.kind === 'number' && value.value === 0n));
}
