/** `net/sockopt-level`: a socket option asked for at the level of another protocol. */
import { argOf } from '../c/call-site.ts';
import type { SyscallCall } from '../c/call-site.ts';
import type { Term } from '../c/value.ts';
import { asWord } from '../kb/constants.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule.ts';
import { withNameFor } from './support/flag-edits.ts';

export const netSockoptLevel = defineRule({
  meta: {
    id: 'net/sockopt-level',
    summary: 'A socket option at the level of another protocol',
    severity: 'error',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-628'],
    supersedes: ['arg/wrong-flag-family'],
    messages: {
      level:
        '{option} is an option of {right}; at {level} its number means {means}. Write {right}.',
      none: '{option} is an option of {right}, not of {level}: write {right}.',
    },
    docs: {
      why: `Every protocol numbers its options from 1, so the same number is another option at each level. TCP_NODELAY is
1, and 1 of SOL_SOCKET is SO_DEBUG; SO_REUSEADDR is 2, and 2 of IPPROTO_TCP is TCP_MAXSEG. The call fails with
ENOPROTOOPT or EINVAL, or it succeeds and changes something else.`,
      bad: [
        `#include <netinet/tcp.h>
#include <sys/socket.h>

int at_once(int fd)
{
    int on = 1;

    return setsockopt(fd, SOL_SOCKET, TCP_NODELAY, &on, sizeof on);
}
`,
      ],
      good: [
        `#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

int at_once(int fd)
{
    int on = 1;

    return setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}
`,
      ],
      limits: `Goes by the names of options, through macros of the file and local variables. Options written as numbers,
levels that are not known and names of the program's own are never reported.`,
      references: ['man:setsockopt(2)', 'man:socket(7)', 'man:tcp(7)', 'man:ip(7)', 'CWE-628'],
    },
  },
  on: ['setsockopt', 'getsockopt'],
  *check(call, ctx) {
    const level = argOf(call, 'level');
    const option = call.args[2];
    const group = option?.param?.group;
    if (level === undefined || option === undefined || group === undefined) return;
    const term = ctx.value(option.expr).must.find((t) => isOption(t, call, ctx));
    const name = term?.name;
    const groups = name === undefined ? [] : (ctx.kb.constant(name)?.groups ?? []);
    if (term === undefined || name === undefined || groups.includes(group)) return;
    if (BOTH.has(name)) return;
    const right = levelOf(groups, call);
    const shown = levelName(level.expr, group, call, ctx);
    if (right === undefined || shown === undefined) return;
    const means = ctx.kb
      .group(group)
      ?.members.find(
        (m) => ctx.kb.value(m.name, ctx.target.arch) === BigInt.asIntN(64, term.value),
      );
    const edit = withNameFor(level.expr, shown, right);
    yield {
      message: means === undefined ? 'none' : 'level',
      data: { option: name, right, level: shown, means: means?.name ?? '' },
      span: level,
      related: [{ span: option, text: `an option of ${right}` }],
      fixes:
        edit === undefined ? [] : [{ title: `Write ${right}`, safety: 'unsafe', edits: [edit] }],
    };
  },
});

/**
 * Raw sockets of IPv6 take the first two at SOL_RAW as well (rawv6_setsockopt() in net/ipv6/raw.c); the third has the
 * number of IP6T_SO_ORIGINAL_DST, by design (include/uapi/linux/netfilter_ipv6/ip6_tables.h).
 */
const BOTH = new Set(['IPV6_CHECKSUM', 'IPV6_HDRINCL', 'SO_ORIGINAL_DST']);

/** Levels of options by group, as the table of the call says. */
function levelsOf(call: SyscallCall): readonly { levels: readonly string[]; group: string }[] {
  const cases = call.info.params[2]?.cases ?? [];
  return cases.flatMap(({ when, group }) => {
    const levels = Object.keys(when).length === 1 ? when.level : undefined;
    return levels === undefined || group === undefined ? [] : [{ levels, group }];
  });
}

/** An option of some level, by a name that has the value the headers give it. */
function isOption(term: Term, call: SyscallCall, ctx: RuleContext): boolean {
  if (term.name === undefined) return false;
  const value = ctx.kb.value(term.name, ctx.target.arch);
  if (value === undefined || asWord(value) !== term.value) return false;
  const groups = ctx.kb.constant(term.name)?.groups ?? [];
  return levelsOf(call).some((l) => groups.includes(l.group));
}

/** The level of the only group that an option belongs to. */
function levelOf(groups: readonly string[], call: SyscallCall): string | undefined {
  const fitting = levelsOf(call).filter((l) => groups.includes(l.group));
  return fitting.length === 1 ? fitting[0]?.levels[0] : undefined;
}

/** The level as the code names it, or as the headers do. */
function levelName(
  expr: Parameters<RuleContext['value']>[0],
  group: string,
  call: SyscallCall,
  ctx: RuleContext,
): string | undefined {
  const spelled = ctx.value(expr).must.find((t) => t.name !== undefined)?.name;
  return spelled ?? levelsOf(call).find((l) => l.group === group)?.levels[0];
}
