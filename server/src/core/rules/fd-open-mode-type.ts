/** `fd/open-mode-type`: a mode that is no number. */
import { unparen, type Expr } from '../c/ir.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { argumentTaking, isClear } from './support/arguments.ts';
import { localType } from './support/locals.ts';
import { calledAs, MODE_CALLS, modeOf } from './support/modes.ts';
import type { SyscallCall } from '../c/call-site.ts';

export const fdOpenModeType = defineRule({
  meta: {
    id: 'fd/open-mode-type',
    summary: 'A string, pointer, structure or floating-point number as a mode',
    severity: 'error',
    since: '0.1.0',
    cwe: ['CWE-686'],
    others: ['clang-tidy:clang-analyzer-unix.API'],
    messages: {
      type: 'The mode of {call}() is a number, not {what}: write permission bits such as 0644.',
    },
    docs: {
      why: `The mode of open() is a variable argument: whatever is written there compiles. A string such as "w", as
fopen() takes it, becomes its address, and the low twelve bits of that address become the permissions of the new file.
A floating-point number travels in another register, so open() reads a stray value.`,
      bad: [
        `#include <fcntl.h>

int create(const char *path)
{
    return open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, "w");
}
`,
      ],
      good: [
        `#include <fcntl.h>

int create(const char *path, mode_t mode)
{
    return open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
}
`,
      ],
      limits: `Sees literals and the declared types of parameters and local variables. NULL is 0 and says nothing. Where
the flags certainly create no file, the mode is not read, and the finding is a hint.`,
      references: ['man:open(2)', 'CWE-686'],
    },
  },
  on: MODE_CALLS,
  *check(call, ctx) {
    const mode = modeOf(call);
    if (mode === undefined) return;
    const what = notNumber(mode.expr, call, ctx);
    if (what === undefined) return;
    const flags = argumentTaking(call, 'O_CREAT', ctx);
    const value = flags && ctx.value(flags.expr);
    const unread =
      value !== undefined &&
      isClear(value, 'O_CREAT', ctx) &&
      (isClear(value, 'O_TMPFILE', ctx) || call.name === 'mq_open');
    yield {
      message: 'type',
      data: { call: calledAs(call), what },
      span: mode,
      ...(unread ? { severity: 'hint' as const } : {}),
    };
  },
});

/** What the expression is when it is surely no integer. */
function notNumber(expr: Expr, call: SyscallCall, ctx: RuleContext): string | undefined {
  const e = unparen(expr);
  if (e.kind === 'string') return 'a string';
  if (e.kind === 'number') {
    return e.value === undefined && /^(?:\d+\.|\.?\d+[.eE])/.test(e.text)
      ? 'a fraction'
      : undefined;
  }
  if (e.kind === 'init') return ofType(e.type ?? '');
  if (e.kind === 'unary' && e.op === '&') return 'an address';
  return e.kind === 'name' ? ofType(localType(call.fn, ctx.text(e)) ?? '') : undefined;
}

/** What a declared type is; names of types that we do not know say nothing. */
function ofType(type: string): string | undefined {
  if (type.endsWith(']')) return 'an array';
  if (type.includes('*')) return 'a pointer';
  if (/^(?:const )?(?:long )?(?:double|float)$/.test(type)) return 'a fraction';
  return /^(?:const )?struct \w+$/.test(type) ? 'a structure' : undefined;
}
