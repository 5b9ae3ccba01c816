/** `arg/enum-not-bitmask`: values of an enumeration joined like flags. */
import { unparen } from '../c/ir.ts';
import type { Argument } from '../c/call-site.ts';
import { asWord } from '../kb/constants.ts';
import { decode } from '../kb/decode.ts';
import type { FlagGroup } from '../kb/kb.types.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule.ts';
import { operandsOf } from './support/flag-edits.ts';
import { groupOf, maskOf, shownName, wordOf } from './support/members.ts';

export const argEnumNotBitmask = defineRule({
  meta: {
    id: 'arg/enum-not-bitmask',
    summary: 'Values of an enumeration joined with |',
    severity: 'warning',
    since: '0.1.0',
    cwe: ['CWE-688'],
    supersedes: ['arg/unknown-bits'],
    messages: {
      other:
        '{a} and {b} are numbers, not bits: {call}() reads the two as {value}. Make two calls.',
      none: '{a} and {b} are numbers, not bits: {call}() has no {value}. Make two calls.',
    },
    docs: {
      why: `Some constants count instead of being bits: MADV_SEQUENTIAL is 2 and MADV_WILLNEED 3, so joining them gives
MADV_WILLNEED alone; \`SOCK_STREAM | SOCK_DGRAM\` is 3, which is SOCK_RAW. The call takes one of them at a time.`,
      bad: [
        `#include <stddef.h>
#include <sys/mman.h>

int read_ahead(void *p, size_t n)
{
    return madvise(p, n, MADV_SEQUENTIAL | MADV_WILLNEED);
}
`,
      ],
      good: [
        `#include <stddef.h>
#include <sys/mman.h>

int read_ahead(void *p, size_t n)
{
    if (madvise(p, n, MADV_SEQUENTIAL) == -1)
        return -1;
    return madvise(p, n, MADV_WILLNEED);
}
`,
      ],
      limits: `Both operands must be names of one enumeration. Two names of the access mode of open are a case for
\`arg/exclusive-flags\`, of the type of a mapping for \`mem/map-type-both\`.`,
      references: ['man:madvise(2)', 'man:socket(2)', 'CWE-688'],
    },
  },
  on: '*',
  *check(call, ctx) {
    for (const arg of call.args) {
      const group = groupOf(arg, ctx);
      const pair = group && joined(arg, group, ctx);
      if (group === undefined || pair === undefined) continue;
      const [a, b] = pair;
      const word = (wordOf(a, ctx) ?? 0n) | (wordOf(b, ctx) ?? 0n);
      const read = decode(word, group, { kb: ctx.kb, arch: ctx.target.arch, call: call.name });
      yield {
        message: read.unknown === 0n && read.parts.every((p) => p.name) ? 'other' : 'none',
        data: { a, b, call: shownName(call), value: read.text },
        span: arg,
      };
    }
  },
});

/** Fields whose values are numbers; others look like bits, or have a rule of their own. */
const FIELDS = new Set(['SOCK_TYPE', 'POLICY', 'FUTEX_CMD_MASK']);

/** Two names of the enumeration that the argument joins, neither of them 0, aliases of one value excepted. */
function joined(
  arg: Argument,
  group: FlagGroup,
  ctx: RuleContext,
): readonly [string, string] | undefined {
  const e = unparen(arg.expr);
  if (e.kind !== 'binary' || e.op !== '|' || arg.written === false) return undefined;
  const fields = group.fields?.filter((f) => FIELDS.has(f.name) && maskOf(f, ctx) !== 0n) ?? [];
  if (group.kind !== 'enum' && fields.length === 0) return undefined;
  const names = operandsOf(e).flatMap((o) => (o.kind === 'name' ? [o.name] : []));
  const values = group.members.filter((m) => {
    const counts = group.kind === 'enum' || fields.some((f) => f.name === m.field);
    const known = ctx.kb.value(m.name, ctx.target.arch);
    return counts && names.includes(m.name) && known !== undefined && asWord(known) !== 0n;
  });
  const [a, ...others] = values;
  const b = others.find((o) => wordOf(o.name, ctx) !== wordOf(a?.name ?? '', ctx));
  return a === undefined || b === undefined ? undefined : [a.name, b.name];
}
