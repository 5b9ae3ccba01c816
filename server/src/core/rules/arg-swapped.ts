/** `arg/swapped`: a constant stands in the place of a number, and the number in the place of the constant. */
import type { Argument } from '../c/call-site.ts';
import { constantOf } from '../c/value.ts';
import type { FlagGroup } from '../kb/kb.types.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule.ts';
import { groupOf, shownName } from './support/members.ts';

export const argSwapped = defineRule({
  meta: {
    id: 'arg/swapped',
    summary: 'Two arguments in each other’s place',
    severity: 'error',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-683'],
    supersedes: ['arg/invalid-fd', 'arg/range', 'arg/unknown-bits', 'arg/required-flag'],
    messages: {
      swapped: '{name} stands for {first} of {call}(), but belongs in {second}: swap the two.',
    },
    docs: {
      why: `To the compiler a flag, a signal, a descriptor and an offset are all numbers. \`lseek(fd, SEEK_END, 0)\` goes
to offset 2, \`kill(SIGTERM, pid)\` sends a signal with the number of the process to process 15, and
\`send(fd, buffer, MSG_NOSIGNAL, size)\` sends 16384 bytes of a buffer that may be shorter.`,
      bad: [
        `#include <signal.h>
#include <sys/types.h>

int stop(pid_t pid)
{
    return kill(SIGTERM, pid);
}
`,
        `#include <sys/types.h>
#include <unistd.h>

off_t size_of(int fd)
{
    return lseek(fd, SEEK_END, 0);
}
`,
      ],
      good: [
        `#include <signal.h>
#include <sys/types.h>

int stop(pid_t pid)
{
    return kill(pid, SIGTERM);
}
`,
      ],
      limits: `Goes by names: an argument that takes a plain number is spelled with constants of another argument, and
that one has none of them. \`lseek(fd, SEEK_SET, 0)\` does what was meant, since SEEK_SET is 0: a warning. Two arguments
that both take constants are a case for \`arg/wrong-flag-family\`.`,
      references: ['man:lseek(2)', 'man:kill(2)', 'man:send(2)', 'CWE-683'],
    },
  },
  on: '*',
  *check(call, ctx) {
    for (const arg of call.args) {
      const names = foreignNames(arg, ctx);
      if (names === undefined) continue;
      const other = call.args.find((o) => o !== arg && isHome(o, names, ctx));
      if (other === undefined) continue;
      const here = ctx.value(arg.expr);
      const there = constantOf(ctx.value(other.expr));
      const [first, second] = arg.index < other.index ? [arg, other] : [other, arg];
      const written = arg.written !== false && other.written !== false;
      yield {
        message: 'swapped',
        data: {
          name: names.join(' | '),
          first: nameOf(arg),
          second: nameOf(other),
          call: shownName(call),
        },
        span: arg,
        related: [{ span: other, text: `takes ${names[0] ?? ''}` }],
        ...(there !== undefined && there === constantOf(here)
          ? { severity: 'warning' as const }
          : {}),
        fixes: written
          ? [
              {
                title: `Swap ${nameOf(first)} and ${nameOf(second)}`,
                safety: 'unsafe',
                edits: [
                  { span: first, newText: ctx.text(second) },
                  { span: second, newText: ctx.text(first) },
                ],
              },
            ]
          : [],
      };
      return;
    }
  },
});

const nameOf = (arg: Argument): string => arg.param?.name ?? 'argument';

/** Kinds of arguments that take no named values. */
const PLAIN = new Set(['fd', 'length', 'offset', 'pid', 'number', 'id', 'address']);

/** The constants that alone make up an argument that takes none; `undefined` when there is anything else to it. */
function foreignNames(arg: Argument, ctx: RuleContext): readonly string[] | undefined {
  const { param } = arg;
  if (param === undefined || param.group !== undefined || param.undecided === true)
    return undefined;
  if (!PLAIN.has(param.kind) || param.ignored === true) return undefined;
  const value = ctx.value(arg.expr);
  if (!value.spelled || value.must.length === 0 || value.may.length > value.must.length) {
    return undefined;
  }
  const names = value.must.flatMap((t) => t.name ?? []);
  return names.length === value.must.length && names.every(isMember(ctx)) ? names : undefined;
}

const isMember =
  (ctx: RuleContext) =>
  (name: string): boolean =>
    (ctx.kb.constant(name)?.groups.length ?? 0) > 0;

/** True for an argument that takes all of these constants and spells none of its own. */
function isHome(arg: Argument, names: readonly string[], ctx: RuleContext): boolean {
  const group: FlagGroup | undefined = groupOf(arg, ctx);
  if (group === undefined || arg.param?.undecided === true) return false;
  const takes = (name: string): boolean => group.members.some((m) => m.name === name);
  if (!names.every(takes)) return false;
  return !ctx.value(arg.expr).may.some((t) => t.name !== undefined && isMember(ctx)(t.name));
}
