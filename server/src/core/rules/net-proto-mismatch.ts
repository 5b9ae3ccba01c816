/** `net/proto-mismatch`: a protocol that the type of socket cannot speak. */
import type { Argument } from '../c/call-site.ts';
import { signedOf } from '../c/value.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule.ts';
import { NOT_UNIX, WRONG } from './support/socket-protocols-table.ts';

export const netProtoMismatch = defineRule({
  meta: {
    id: 'net/proto-mismatch',
    summary: 'Type and protocol of a socket that do not go together',
    severity: 'error',
    fix: 'safe',
    since: '0.1.0',
    cwe: ['CWE-628'],
    messages: {
      other:
        'A {type} socket of {domain} has no {protocol}: {call}() fails with EPROTONOSUPPORT. Write 0.',
      raw: 'A SOCK_RAW socket of {domain} needs a protocol: with 0, {call}() fails with EPROTONOSUPPORT.',
    },
    docs: {
      why: `The type of a socket decides what protocols it can have: SOCK_STREAM is TCP, SCTP or MPTCP, SOCK_DGRAM is
UDP, UDP-Lite or ping. Another one is refused with EPROTONOSUPPORT, every time. Protocol 0 means the usual one of the
type, except for SOCK_RAW, which has none. Sockets of AF_UNIX have no protocols at all.`,
      bad: [
        `#include <netinet/in.h>
#include <sys/socket.h>

int resolver(void)
{
    return socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, IPPROTO_UDP);
}
`,
      ],
      good: [
        `#include <netinet/in.h>
#include <sys/socket.h>

int resolver(void)
{
    return socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, IPPROTO_UDP);
}
`,
      ],
      limits: `Silent unless domain, type and protocol are all known, and about protocols it has no word for.`,
      references: [
        'man:socket(2)',
        'man:ip(7)',
        'man:raw(7)',
        'kernel:net/ipv4/af_inet.c',
        'CWE-628',
      ],
    },
  },
  on: ['socket', 'socketpair'],
  *check(call, ctx) {
    const protocol = call.args[2];
    const number = numberOf(protocol, ctx);
    const domain = constantIn(numberOf(call.args[0], ctx), DOMAINS, ctx);
    const kind = numberOf(call.args[1], ctx);
    // The flags of a type (SOCK_CLOEXEC, SOCK_NONBLOCK) lie above its four bits.
    const type = kind === undefined ? undefined : constantIn(kind & 0xfn, TYPES, ctx);
    if (
      protocol === undefined ||
      number === undefined ||
      domain === undefined ||
      type === undefined
    )
      return;
    const data = { call: call.name, domain, type };
    if (type === 'SOCK_RAW') {
      const fails = domain !== 'AF_UNIX' && number === 0n;
      if (fails) yield { message: 'raw', data, span: protocol };
      return;
    }
    const name = wrongFor(domain, type, number, ctx);
    if (name === undefined) return;
    yield {
      message: 'other',
      data: { ...data, protocol: name },
      span: protocol,
      fixes: [
        {
          title: 'Use the usual protocol',
          safety: 'safe',
          edits: [{ span: protocol, newText: '0' }],
        },
      ],
    };
  },
});

const DOMAINS = ['AF_INET', 'AF_INET6', 'AF_UNIX'];
const TYPES = ['SOCK_STREAM', 'SOCK_DGRAM', 'SOCK_RAW', 'SOCK_SEQPACKET'];

function wrongFor(
  domain: string,
  type: string,
  number: bigint,
  ctx: RuleContext,
): string | undefined {
  const names = domain === 'AF_UNIX' ? NOT_UNIX : (WRONG[`${domain} ${type}`] ?? []);
  return constantIn(number, names, ctx);
}

function numberOf(arg: Argument | undefined, ctx: RuleContext): bigint | undefined {
  return arg && signedOf(ctx.value(arg.expr));
}

/** The constant of these that has the value on the target. */
function constantIn(
  value: bigint | undefined,
  names: readonly string[],
  ctx: RuleContext,
): string | undefined {
  if (value === undefined) return undefined;
  return names.find((name) => ctx.kb.value(name, ctx.target.arch) === value);
}
