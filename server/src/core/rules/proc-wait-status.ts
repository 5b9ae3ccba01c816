/** `proc/wait-status`: an exit status read from a child that may have been killed. */
import { uncast, unparen, type CallExpr, type Expr, type FunctionIr } from '../c/ir.ts';
import { signedOf } from '../c/value.ts';
import { declaredIn, walk, type Node } from '../c/walk.ts';
import { defineFunctionRule } from './rule.ts';
import type { FunctionContext } from './rule.ts';
import { callName } from './support/library.ts';
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

const WAITS = ['wait', 'wait3', 'wait4', 'waitpid'];
const GIVES = ['system', 'pclose'];

/** A local variable that nothing but a wait call filled and nobody asked, or the result of system(). */
function isOwnStatus(fn: FunctionIr, status: Expr, call: CallExpr, ctx: FunctionContext): boolean {
  if (status.kind === 'call') return GIVES.includes(callName(status));
  if (status.kind !== 'name' || !declaredIn(fn).has(status.name)) return false;
  const { name } = status;
  if (fn.params.some((p) => p.name === name)) return false;
  const filled: boolean[] = [];
  const asked: Node[] = [];
  walk(fn.body, (n) => {
    if (n.kind === 'decl') {
      for (const v of n.vars) if (v.name === name && v.init) filled.push(isGiven(v.init));
    }
    if (n.kind !== 'name' || n.name !== name || n === status) return;
    const p = around(fn, n, true);
    if (p?.kind === 'unary' && p.op === '&') {
      const by = around(fn, p, true);
      filled.push(by?.kind === 'call' && WAITS.includes(callName(by)));
    } else if (p?.kind === 'assign' && unparen(p.left) === n) filled.push(isGiven(p.right));
    else if (p && asks(p, n.start < call.start, ctx)) asked.push(p);
  });
  return filled.includes(true) && !filled.includes(false) && asked.length === 0;
}

/** The result of system(), or a number to begin with. */
function isGiven(value: Expr): boolean {
  const e = uncast(value);
  return e.kind === 'number' || (e.kind === 'call' && GIVES.includes(callName(e)));
}

/** True for what may tell that a signal ended the child, by what the status is used in. */
function asks(p: Node, before: boolean, ctx: FunctionContext): boolean {
  switch (p.kind) {
    case 'binary':
      // `status == 0` answers both questions.
      return before || /^(?:[&|^]|<<|>>|[<>]=?)$/.test(p.op);
    case 'unary':
      return p.op === '!';
    case 'call':
      // A macro, or a function that looks at the status.
      return /^(?!WEXITSTATUS$)[A-Z]/.test(ctx.text(p.callee));
    default:
      return p.kind === 'if' || p.kind === 'loop' || p.kind === 'conditional';
  }
}

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
