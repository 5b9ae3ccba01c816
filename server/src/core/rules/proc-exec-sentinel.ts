/** `proc/exec-sentinel`: the argument list of execl, execlp or execle without a null pointer at its end. */
import { nameOf, unparen, type CallExpr, type Expr } from '../c/ir.ts';
import { defineFunctionRule } from './rule.ts';
import type { FunctionContext } from './rule.ts';
import { callName } from './support/library.ts';

const NAMES = ['execl', 'execlp', 'execle'] as const;

export const procExecSentinel = defineFunctionRule({
  meta: {
    id: 'proc/exec-sentinel',
    summary: 'execl, execlp or execle without a null pointer at the end of the list',
    severity: 'error',
    fix: 'safe',
    since: '0.1.0',
    cwe: ['CWE-688'],
    messages: {
      missing:
        'No null pointer ends the arguments of {call}(): write (char *)NULL after the last one.',
      zero: 'A plain 0 is an int, {call}() reads a pointer of twice its size: write (char *)NULL.',
    },
    docs: {
      why: `These functions read pointers until a null pointer comes. Without one they go on through whatever lies on
the stack, and the program gets arguments nobody wrote or the call fails with EFAULT.

A plain \`0\` is an \`int\`. Where pointers are wider, the upper half of what is read is not defined, and with enough
arguments it is not zero.`,
      bad: [
        `#include <unistd.h>

int list(void)
{
    return execl("/bin/ls", "ls", "-l");
}
`,
        `#include <unistd.h>

int list(const char *directory)
{
    return execlp("ls", "ls", directory, 0);
}
`,
      ],
      good: [
        `#include <unistd.h>

int list(const char *directory)
{
    return execl("/bin/ls", "ls", "-l", directory, (char *)NULL);
}
`,
      ],
      limits: `Silent as soon as an argument may be a null pointer: a macro, a condition, a variable that was set to
NULL. Where the last argument is a variable, the finding is a warning. On 32-bit targets a plain 0 does no harm and
is not reported.`,
      references: ['man:exec(3)', 'man:execve(2)', 'CWE-688'],
    },
  },
  words: NAMES,
  *inFunction(_fn, ctx) {
    for (const call of ctx.library(...NAMES)) {
      const name = callName(call);
      const end = call.args.length - (name === 'execle' ? 1 : 0);
      const last = call.args[end - 1];
      if (end < 2 || last === undefined) continue;
      const data = { call: name };
      if (isPlainZero(last)) {
        if (ctx.kb.arch(ctx.target.arch)?.bits !== 64) continue;
        const edits = [{ span: last, newText: '(char *)NULL' }];
        const fix = { title: 'Write (char *)NULL', safety: 'safe' as const, edits };
        const include = 'unistd.h';
        yield {
          message: 'zero',
          data,
          span: last,
          severity: 'warning',
          fixes: [{ ...fix, include }],
        };
        continue;
      }
      const kinds = call.args.slice(1, end).map((e) => kindOf(e, call, ctx));
      if (kinds.some((kind) => kind === 'unknown')) continue;
      const sure = kinds.at(-1) === 'text';
      const at = { start: last.end, end: last.end };
      yield {
        message: 'missing',
        data,
        span: last,
        ...(sure ? {} : { severity: 'warning' as const }),
        fixes: [
          {
            title: 'Add (char *)NULL',
            safety: sure ? 'safe' : 'unsafe',
            edits: [{ span: at, newText: ', (char *)NULL' }],
            include: 'unistd.h',
          },
        ],
      };
    }
  },
});

function isPlainZero(expr: Expr): boolean {
  const e = unparen(expr);
  return e.kind === 'number' && /^(?:0+|0[xX]0+)$/.test(e.text);
}

/** `text`: certainly no null pointer; `variable`: hardly one; `unknown`: one, or perhaps. */
function kindOf(expr: Expr, call: CallExpr, ctx: FunctionContext): 'text' | 'variable' | 'unknown' {
  const e = unparen(expr);
  if (e.kind === 'string') return 'text';
  if (e.kind === 'index' || e.kind === 'member') return 'variable';
  const name = nameOf(e);
  // A name in capitals is a macro: it may be the null pointer, or a whole list that ends in one.
  if (name === undefined || !/[a-z]/.test(name) || name === 'nullptr') return 'unknown';
  const from = ctx.paths(call)?.resource(e);
  switch (from?.kind) {
    case 'string':
    case 'stack':
    case 'static':
      return 'text';
    case 'parameter':
      return 'variable';
    case 'call':
      return from.of === 'memory' || from.via === 'out' ? 'variable' : 'unknown';
    default:
      return 'unknown';
  }
}
