/** `proc/wait-status`: an exit status read from a child that may have been killed. */
import { unparen, type CallExpr, type Expr, type FunctionIr } from '../c/ir.ts';
import { signedOf } from '../c/value.ts';
import { walk } from '../c/walk.ts';
import { defineFunctionRule } from './rule.ts';
import type { FunctionContext } from './rule.ts';
import { isOwnStatus } from './support/child-status.ts';
import { around } from './support/parents.ts';

const PREDICATES = [
  'WIFEXITED',
  'WIFSIGNALED',
  'WIFSTOPPED',
  'WTERMSIG',
  'WCOREDUMP',
  'WIFCONTINUED',
];
/** Exit statuses are the second byte of what system() and wait() give. */
const LOW = 0xffn;

export const procWaitStatus = defineFunctionRule({
  meta: {
    id: 'proc/wait-status',
    summary: 'An exit status read without asking whether the child exited at all',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-253'],
    messages: {
      killed:
        'WEXITSTATUS() of a child that a signal killed is 0, as if it had succeeded: test WIFEXITED() first.',
      system:
        'system() gives a wait status, never {value} for exit({value}): compare WEXITSTATUS() with it.',
    },
    docs: {
      why: `The number that wait() and system() give holds either an exit status in its second byte or a signal in its
first. WEXITSTATUS() reads the second byte without asking: for a child that died of SIGSEGV it is 0, which programs take
for success. For the same reason \`system(…) == 1\` never holds for a command that exits with 1.`,
      bad: [
        `#include <sys/types.h>
#include <sys/wait.h>

int result_of(pid_t pid)
{
    int status;
    if (waitpid(pid, &status, 0) < 0)
        return -1;
    return WEXITSTATUS(status);
}
`,
        `#include <stdlib.h>

int differs(void)
{
    int status = system("cmp -s a b");
    return status == 1;
}
`,
      ],
      good: [
        `#include <sys/types.h>
#include <sys/wait.h>

int result_of(pid_t pid)
{
    int status;
    if (waitpid(pid, &status, 0) < 0 || !WIFEXITED(status))
        return -1;
    return WEXITSTATUS(status);
}
`,
      ],
      limits: `Silent as soon as the function asks in any way whether a signal came (WIFSIGNALED(), WTERMSIG(), a bit mask),
for a status that comes from anything but a wait call,
system() or pclose() of the same function, where 0 would not be taken for success, because the exit status
is compared with another number, and after a test that the status is 0.`,
      references: ['man:wait(2)', 'man:system(3)', 'CWE-253'],
    },
  },
  words: ['WEXITSTATUS', 'system('],
  *inFunction(fn, ctx) {
    const told = new Set<string>();
    for (const call of ctx.library('WEXITSTATUS')) {
      const status = call.args[0] && unparen(call.args[0]);
      if (
        !status ||
        told.has(ctx.text(status)) ||
        PREDICATES.some((word) => ctx.mentions(word, call))
      )
        continue;
      if (!isOwnStatus(fn, status, call, ctx) || isCompared(fn, call, ctx)) continue;
      const text = ctx.text(status);
      told.add(text);
      const read = `WIFEXITED(${text}) ? WEXITSTATUS(${text}) : 128 + WTERMSIG(${text})`;
      yield {
        message: 'killed',
        span: { start: call.start, end: call.end },
        fixes:
          status.kind === 'name'
            ? [
                {
                  title: 'Read 128 plus the signal of a killed child, as the shell does',
                  safety: 'unsafe',
                  edits: [{ span: { start: call.start, end: call.end }, newText: `(${read})` }],
                },
              ]
            : [],
      };
    }
    if (!ctx.mentions('system', fn.body)) return;
    const systems = new Set(ctx.library('system'));
    if (systems.size === 0) return;
    for (const { side, other } of comparisons(fn)) {
      const value = signedOf(ctx.value(other));
      if (value === undefined || value <= 0n || value > LOW) continue;
      const from = ctx.paths(side)?.resource(side);
      if (from?.kind !== 'call' || !systems.has(from.expr)) continue;
      yield { message: 'system', data: { value: String(value) }, span: other };
    }
  },
});

/** `WEXITSTATUS(s) == 3`: a killed child is not taken for that. */
function isCompared(fn: FunctionIr, call: CallExpr, ctx: FunctionContext): boolean {
  const p = around(fn, call);
  if (p?.kind !== 'binary' || !/^[=!]=$/.test(p.op)) return false;
  const other = unparen(unparen(p.left) === call ? p.right : p.left);
  return signedOf(ctx.value(other)) !== 0n;
}

/** `x == n` and `n == x` of a function, both sides. */
function comparisons(fn: FunctionIr): readonly { readonly side: Expr; readonly other: Expr }[] {
  const out: { side: Expr; other: Expr }[] = [];
  walk(fn.body, (n) => {
    if (n.kind !== 'binary' || !/^[=!]=$/.test(n.op)) return;
    out.push({ side: n.left, other: n.right }, { side: n.right, other: n.left });
  });
  return out;
}
