/** `port/magic-flags`: a number where flags have names. */
import type { Argument, SyscallCall } from '../c/call-site.ts';
import type { Term } from '../c/value.ts';
import { decode } from '../kb/decode.ts';
import { defineRule } from './rule.ts';
import type { Finding, Fix, RuleContext } from './rule.ts';

export const portMagicFlags = defineRule({
  meta: {
    id: 'port/magic-flags',
    summary: 'A number where flags have names',
    severity: 'hint',
    fix: 'safe',
    since: '0.1.0',
    cwe: ['CWE-1106'],
    messages: {
      number: '{number} is {names}: write the names, whose values differ between architectures.',
      plain: '{number} is {names}: write the names.',
    },
    docs: {
      why: `A number hides what the call does from whoever reads it, and it is right for one architecture only:
0x20 is MAP_ANONYMOUS on x86 and MAP_RENAME, an old flag without effect, on mips.`,
      bad: [
        `#include <sys/mman.h>

int seal(void *p, unsigned long n)
{
    return mprotect(p, n, 1);
}
`,
      ],
      good: [
        `#include <sys/mman.h>

int seal(void *p, unsigned long n)
{
    return mprotect(p, n, PROT_READ);
}
`,
        `#include <sys/mman.h>

int guard(void *p, unsigned long n)
{
    return mprotect(p, n, 0);
}
`,
      ],
      limits: `0 and -1 are never reported, nor octal numbers (permissions), nor a number with a bit that has no
name. Numbers in variables and macros have a name already.`,
      references: ['CWE-1106'],
    },
  },
  on: '*',
  *check(call, ctx) {
    for (const arg of call.args) {
      const value = ctx.value(arg.expr);
      // Where more than `|` takes part, a number may be the mask of an `&`.
      for (const term of value.spelled ? value.may : value.must) {
        const found = term.name === undefined ? judge(term, arg, call, ctx) : undefined;
        if (found !== undefined) yield found;
      }
    }
  },
});

function judge(
  term: Term,
  arg: Argument,
  call: SyscallCall,
  ctx: RuleContext,
): Finding<'number' | 'plain'> | undefined {
  const { span, value } = term;
  const kind = arg.param?.kind;
  const group = arg.param?.group === undefined ? undefined : ctx.kb.group(arg.param.group);
  if (span === undefined || group === undefined) return undefined;
  if (kind !== 'flags' && kind !== 'enum') return undefined;
  const number = ctx.text(span);
  if (value === 0n || /^0\d/.test(number)) return undefined;
  const { arch } = ctx.target;
  const { parts, unknown, text } = decode(value, group, { kb: ctx.kb, arch, call: call.name });
  if (unknown !== 0n || parts.some((p) => p.name === undefined)) return undefined;
  const names = parts.flatMap((p) => p.name ?? []);
  const differs = names.some((name) => ctx.kb.constant(name)?.differs !== undefined);
  const header = ctx.kb.constant(names[0] ?? '')?.header ?? group.header;
  const fix: Fix = {
    title: `Write ${text}`,
    safety: 'safe',
    edits: [{ span, newText: text }],
    ...(header === '' ? {} : { include: header }),
  };
  return {
    message: differs ? 'number' : 'plain',
    data: { number, names: text },
    span,
    fixes: [fix],
  };
}
