/** `fd/open-missing-mode`: a call that may create a file and is given no mode. */
import type { SyscallCall } from '../c/call-site.ts';
import type { CallExpr, Expr } from '../c/ir.ts';
import type { Span } from '../text/span.ts';
import { defineRule } from './rule.ts';
import type { Finding, Fix, FunctionRule, Rule, RuleContext } from './rule.ts';
import { argumentOfKind, argumentTaking, isSet } from './support/arguments.ts';
import { operandsOf } from './support/flag-edits.ts';
import { calledAs } from './support/modes.ts';

type Message = 'mode' | 'attributes';

const inCalls = defineRule({
  meta: {
    id: 'fd/open-missing-mode',
    summary: 'O_CREAT or O_TMPFILE without a mode',
    severity: 'error',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-732'],
    others: ['clang-tidy:clang-analyzer-unix.API'],
    supersedes: ['fd/world-writable'],
    messages: {
      mode: '{call}() with {flag} takes a mode; without one it is whatever a register holds: add 0600.',
      attributes:
        '{call}() with O_CREAT also takes {what}; without it it reads a stray value: add {value}.',
    },
    docs: {
      why: `open() takes its mode as a variable argument, so a compiler does not miss it. With O_CREAT or O_TMPFILE the
kernel uses it all the same and reads what the register happens to hold: the new file may be unreadable for its owner,
writable for everyone, or set-user-ID, and differently so in the next build.

mq_open() and sem_open() read two arguments more when they create.`,
      bad: [
        `#include <fcntl.h>

int create(const char *path)
{
    return open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC);
}
`,
        `#include <fcntl.h>
#include <semaphore.h>

sem_t *start(void)
{
    return sem_open("/ready", O_CREAT);
}
`,
      ],
      good: [
        `#include <fcntl.h>

int create(const char *path)
{
    return open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
}
`,
        `#include <fcntl.h>

int reopen(const char *path, int flags)
{
    return open(path, flags | O_CLOEXEC);
}
`,
      ],
      limits: `Silent unless the flag is certainly set, and where the flags end in a macro that may hold the mode as
well. Functions of the same name that are no libc call (members,
the file's own) are left alone.`,
      references: ['man:open(2)', 'man:mq_open(3)', 'man:sem_open(3)', 'CWE-732', 'CERT:FIO06-C'],
    },
  },
  on: ['open', 'openat', 'mq_open'],
  *check(call, ctx) {
    const flags = argumentTaking(call, 'O_CREAT', ctx) ?? argumentOfKind(call, 'flags');
    if (flags === undefined || call.args.at(-1)?.written === false) return;
    const value = ctx.value(flags.expr);
    const flag = ['O_CREAT', 'O_TMPFILE'].find((name) => isSet(value, name, ctx));
    if (flag === undefined || (flag === 'O_TMPFILE' && call.name === 'mq_open')) return;
    if (argumentOfKind(call, 'mode') === undefined) {
      if (call.args.at(-1) !== flags || mayHoldMode(flags.expr, ctx)) return;
      yield {
        message: 'mode',
        data: { call: calledAs(call), flag },
        span: flags,
        fixes: added(flags, call.name === 'mq_open' ? '0600, NULL' : '0600'),
      };
    } else if (call.name === 'mq_open' && written(call, ctx) === 3) {
      yield missing(call.spelled, 'attributes', 'NULL', call, call.expr);
    }
  },
});

export const fdOpenMissingMode: Rule<Message> & FunctionRule<Message> = {
  ...inCalls,
  words: ['sem_open'],
  *inFunction(fn, ctx) {
    for (const call of ctx.library('sem_open')) {
      const [, flags, mode, initial] = call.args;
      if (flags === undefined || initial !== undefined) continue;
      if (!isSet(ctx.value(flags), 'O_CREAT', ctx)) continue;
      yield mode
        ? missing('sem_open', 'a first value', '1', mode, call)
        : {
            message: 'mode',
            data: { call: 'sem_open', flag: 'O_CREAT' },
            span: flags,
            fixes: added(flags, '0600, 1'),
          };
    }
  },
};

/** True when the flags end in a macro that may stand for `O_WRONLY, 0644`: it is not made of flags alone. */
function mayHoldMode(flags: Expr, ctx: RuleContext): boolean {
  const last = operandsOf(flags).at(-1);
  if (last?.kind === 'call') return true;
  if (last?.kind !== 'name' || !/^(?!O_)[A-Z][A-Z0-9_]*$/.test(last.name)) return false;
  const { must, spelled } = ctx.value(last);
  return !spelled || must.length === 0 || !must.every((t) => t.name?.startsWith('O_') === true);
}

/** Number of arguments that stand in the call; one a macro may stand for more is not counted. */
function written(call: SyscallCall, ctx: RuleContext): number | undefined {
  const last = call.expr.args.at(-1);
  if (call.via !== 'libc' || last === undefined) return undefined;
  return /\b__VA_ARGS__\b/.test(ctx.text(last)) ? undefined : call.expr.args.length;
}

function missing(
  call: string,
  what: string,
  value: string,
  span: Span,
  expr: CallExpr,
): Finding<Message> {
  const last = expr.args.at(-1) ?? expr;
  return {
    message: 'attributes',
    data: { call, what, value },
    span,
    fixes: added(last, value),
  };
}

function added(behind: Span, text: string): readonly Fix[] {
  const span = { start: behind.end, end: behind.end };
  return [{ title: `Add ${text}`, safety: 'unsafe', edits: [{ span, newText: `, ${text}` }] }];
}
