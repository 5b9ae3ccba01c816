/** `fd/zero-check`: descriptor 0 taken for a failure, or a failure for a descriptor. */
import type { SyscallCall } from '../c/call-site.ts';
import type { ResultTest } from '../c/facts.ts';
import { nameOf } from '../c/ir.ts';
import type { TextEdit } from '../text/span.ts';
import { defineRule } from './rule.ts';
import type { RuleContext } from './rule.ts';
import { MAKES_FD } from './support/fd-calls.ts';

export const fdZeroCheck = defineRule({
  meta: {
    id: 'fd/zero-check',
    summary: 'A new descriptor tested as if 0, not -1, were the failure',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-253'],
    messages: {
      truth: '{call}() fails with -1, which is true: test {subject} < 0.',
      zero: 'Descriptor 0 is valid and is taken for a failure of {call}() here: test {subject} {right} 0.',
    },
    docs: {
      why: `A call that makes a descriptor fails with -1. As a truth value -1 is true, so \`if (!fd)\` never sees the
failure. And 0 is a descriptor like any other: a program whose standard input is closed gets it from its first open, and
\`fd <= 0\` then gives up on a success and leaks it.`,
      bad: [
        `#include <fcntl.h>

int start(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (!fd)
        return -1;
    return fd;
}
`,
        `#include <sys/socket.h>

int start(void)
{
    int s = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (s <= 0)
        return -1;
    return s;
}
`,
      ],
      good: [
        `#include <fcntl.h>

int start(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    return fd;
}
`,
        `#include <fcntl.h>
#include <unistd.h>

int start(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd > STDERR_FILENO)
        close(fd);
    return fd;
}
`,
      ],
      limits: `Silent where the result is also compared with -1, as negative or with another number, where another value
can reach the test, and in a function that closes descriptor 0. \`== 0\` and \`!= 0\` may ask whether it is standard input
and are not reported.`,
      references: ['man:open(2)', 'man:socket(2)', 'CWE-253'],
    },
  },
  on: MAKES_FD.filter((name) => name !== 'mq_open'),
  *check(call, ctx) {
    const { tests } = ctx.result(call);
    if (tests.some((t) => !isWrong(t))) return;
    const first = tests.find((t) => t.certain);
    if (!first || closesZero(call, ctx) || becomesZero(call, ctx)) return;
    const truth = first.kind === 'falsy';
    const edit = call.via === 'wrapper' ? undefined : mended(first, ctx);
    yield {
      ...(!truth && isAsserted(first, call) ? { severity: 'information' as const } : {}),
      message: truth ? 'truth' : 'zero',
      data: {
        call: call.name,
        subject: subjectOf(first, ctx),
        right: first.op === '<=' ? '<' : '>=',
      },
      span: first.op === '' ? first.subject : first,
      related: [{ span: call.nameSpan, text: 'the descriptor comes from here' }],
      fixes: edit ? [{ title: 'Compare with -1', safety: 'unsafe', edits: [edit] }] : [],
    };
  },
});

/** `if (fd)`, `!fd`, `fd <= 0`, `fd > 0`. */
function isWrong(t: ResultTest): boolean {
  if (t.kind === 'falsy') return true;
  if (t.kind !== 'negative' || !t.other) return false;
  const swapped = t.other.start < t.subject.start;
  return swapped ? t.op === '<' || t.op === '>=' : t.op === '<=' || t.op === '>';
}

/** `assert(fd > 0)`: a test that somebody closed the standard input of would fail for it, and nothing more. */
function isAsserted(t: ResultTest, { fn }: SyscallCall): boolean {
  return (fn?.calls ?? []).some(
    ({ expr }) =>
      expr.start <= t.start && t.end <= expr.end && /assert/i.test(nameOf(expr.callee) ?? ''),
  );
}

/** The variable, or the words "the result" for a call in place. */
function subjectOf(t: ResultTest, ctx: RuleContext): string {
  const text = ctx.text(t.subject);
  return /^[\w.>[\]-]{1,24}$/.test(text) ? text : 'the result';
}

/** `close(0)` further up: what is made next may be meant to be 0. */
function closesZero(call: SyscallCall, ctx: RuleContext): boolean {
  return ctx
    .before(call)
    .some(
      (c) => c.name === 'close' && /^\(*(?:0|STDIN_FILENO)\)*$/.test(ctx.text(c.inside).trim()),
    );
}

/** `dup2(fd, 0)`: a descriptor that is 0 already needs no copy, and the test asks just that. */
function becomesZero(call: SyscallCall, ctx: RuleContext): boolean {
  const { variable } = ctx.result(call);
  return (call.fn?.calls ?? []).some(({ expr }) => {
    const [from, to] = expr.args;
    if (!/^dup[23]$/.test(nameOf(expr.callee) ?? '') || !from || !to) return false;
    return ctx.text(from) === variable && /^(?:0|STDIN_FILENO)$/.test(ctx.text(to));
  });
}

/** The test written against -1; `undefined` where it is not simple enough. */
function mended(t: ResultTest, ctx: RuleContext): TextEdit | undefined {
  const subject = ctx.text(t.subject);
  const text = ctx.text(t);
  const span = t.op === '' ? t.subject : t;
  const of = (op: string): TextEdit => ({ span, newText: `${subject} ${op} 0` });
  if (t.op === '!') return text === `!${subject}` ? of('<') : undefined;
  if (t.op === '') {
    const bare = text.replace(/[()\s]/g, '') === subject && /^[\w.>-]+$/.test(subject);
    return bare ? of('>=') : undefined;
  }
  if (!t.other || t.other.start < t.subject.start) return undefined;
  return of(t.op === '<=' ? '<' : '>=');
}
