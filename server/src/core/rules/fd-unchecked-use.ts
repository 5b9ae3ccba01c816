/** `fd/unchecked-use`: a new descriptor used although the call may have failed. */
import type { SyscallCall } from '../c/call-site.ts';
import type { CallExpr, Expr } from '../c/ir.ts';
import { defineFunctionRule } from './rule.ts';
import type { FunctionContext } from './rule.ts';
import { insertedCheck } from './support/error-style.ts';
import { MAKES_FD } from './support/fd-calls.ts';

export const fdUncheckedUse = defineFunctionRule({
  meta: {
    id: 'fd/unchecked-use',
    summary: 'A new descriptor used without a look at whether there is one',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-252'],
    messages: {
      unchecked:
        '{variable} is -1 when {call}() fails, and {use}() then does nothing: test {variable} before.',
      set: '{variable} is -1 when {call}() fails, and {use}() then writes outside of the set: test {variable} before.',
    },
    docs: {
      why: `When the call fails the descriptor is -1, and everything done with it fails as well, unseen where those
results are not looked at either: nothing is written, standard output still goes to the terminal. FD_SET with -1 writes
outside of the set.`,
      bad: [
        `#include <fcntl.h>
#include <unistd.h>

void mark(const char *path)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    lseek(fd, 0, SEEK_END);
    close(fd);
}
`,
      ],
      good: [
        `#include <fcntl.h>
#include <unistd.h>

void mark(const char *path)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return;
    lseek(fd, 0, SEEK_END);
    close(fd);
}
`,
        `#include <fcntl.h>
#include <unistd.h>

long first(const char *path, char *to)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    long n = read(fd, to, 1);
    close(fd);
    return n;
}
`,
      ],
      limits: `Reported only where the function never looks at the descriptor and throws away the result of the call that
uses it: a checked one finds the failure a little later. Closing -1 is harmless.`,
      references: ['man:open(2)', 'CWE-252'],
    },
  },
  words: MAKES_FD,
  *inFunction(fn, ctx) {
    for (const made of ctx.calls) {
      if (!MAKES_FD.includes(made.name) || made.via === 'wrapper') continue;
      const use = ctx.result(made);
      const { variable } = use;
      if (use.kind !== 'assigned' || use.tests.length > 0 || !/^\w+$/.test(variable ?? '-'))
        continue;
      const bad = firstUse(made, variable ?? '', ctx);
      if (!bad) continue;
      const edit = insertedCheck(fn, made.expr, `${variable ?? ''} < 0`, (s) => ctx.text(s));
      yield {
        message: bad.name === 'FD_SET' ? 'set' : 'unchecked',
        data: { variable: variable ?? '', call: made.name, use: bad.name },
        span: bad.fd,
        call: made,
        related: [{ span: made.nameSpan, text: 'may fail' }],
        fixes: edit ? [{ title: `Test ${variable ?? ''}`, safety: 'unsafe', edits: [edit] }] : [],
      };
    }
  },
});

interface Use {
  readonly name: string;
  readonly fd: Expr;
  readonly whole: CallExpr;
}

/** Calls that do nothing worth a word with -1. */
const HARMLESS = new Set(['close', 'fcntl', 'poll', 'ppoll', 'epoll_ctl', 'shutdown']);

/** The first call that gets this descriptor, untested, and whose own result nobody looks at. */
function firstUse(made: SyscallCall, variable: string, ctx: FunctionContext): Use | undefined {
  const uses: Use[] = [];
  for (const c of ctx.calls) {
    if (c.start < made.end || HARMLESS.has(c.name)) continue;
    const fd = c.args.find((a) => a.param?.kind === 'fd' && ctx.text(a) === variable);
    if (fd && !(c.name.startsWith('dup') && fd.index === 1)) {
      if (ctx.result(c).kind !== 'discarded') return undefined;
      uses.push({ name: c.name, fd: fd.expr, whole: c.expr });
    }
  }
  for (const whole of ctx.library('FD_SET')) {
    const [fd] = whole.args;
    if (fd && whole.start > made.end && ctx.text(fd) === variable)
      uses.push({ name: 'FD_SET', fd, whole });
  }
  const first = uses.sort((a, b) => a.fd.start - b.fd.start)[0];
  const paths = first && ctx.paths(first.fd);
  const from = first && paths?.resource(first.fd);
  if (from?.kind !== 'call' || from.expr !== made.expr) return undefined;
  const states = paths?.testedBefore(made.expr, first?.whole ?? made.expr);
  return states?.size === 1 && states.has('untested') ? first : undefined;
}
