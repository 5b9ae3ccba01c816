/** `err/retry-macro-compare`: a comparison inside of TEMP_FAILURE_RETRY(). */
import { nameOf, unparen, type BinaryExpr, type CallExpr, type FunctionIr } from '../c/ir.ts';
import { walk, type Node } from '../c/walk.ts';
import { defineFunctionRule } from './rule.ts';
import type { Fix } from './rule.ts';
import { parentMap } from './support/parents.ts';

/** glibc's macro means the same wherever it is defined; the others only where the file does not define them. */
const GLIBC = 'TEMP_FAILURE_RETRY';
const OTHERS = ['HANDLE_EINTR', 'RETRY_ON_EINTR', 'EINTR_RETRY', 'NO_EINTR'];

export const errRetryMacroCompare = defineFunctionRule({
  meta: {
    id: 'err/retry-macro-compare',
    summary: 'A comparison inside of TEMP_FAILURE_RETRY',
    severity: 'error',
    fix: 'unsafe',
    since: '0.1.0',
    others: ['clang-tidy:android-comparison-in-temp-failure-retry'],
    messages: {
      inside:
        '{macro}() sees 0 or 1 here, never -1, so EINTR is not retried: compare its result outside.',
    },
    docs: {
      why: `The macro repeats its argument as long as that is -1 and errno is EINTR. A comparison inside is 0 or 1: it
is never -1, nothing is ever repeated, and an interrupted call is reported as a failure after all.`,
      bad: [
        `#define _GNU_SOURCE
#include <errno.h>
#include <unistd.h>

int fill(int fd, char *to, size_t n)
{
    if (TEMP_FAILURE_RETRY(read(fd, to, n) < 0))
        return -1;
    return 0;
}
`,
      ],
      good: [
        `#define _GNU_SOURCE
#include <errno.h>
#include <unistd.h>

int fill(int fd, char *to, size_t n)
{
    if (TEMP_FAILURE_RETRY(read(fd, to, n)) < 0)
        return -1;
    return 0;
}
`,
      ],
      limits: `Knows TEMP_FAILURE_RETRY, and a few macros of the same kind where the file does not define them itself.`,
      references: ['glibc:Interrupted Primitives', 'man:feature_test_macros(7)'],
    },
  },
  words: [GLIBC, ...OTHERS],
  *inFunction(fn, ctx) {
    const own = fn.calls.filter((c) => !c.broken && nameOf(c.expr.callee) === GLIBC);
    for (const call of [...own.map((c) => c.expr), ...ctx.library(...OTHERS)]) {
      const inside = call.args.length === 1 && call.args[0] ? unparen(call.args[0]) : undefined;
      const compared = inside?.kind === 'assign' ? unparen(inside.right) : inside;
      if (compared?.kind !== 'binary' || !isComparison(compared)) continue;
      const fix = compared === call.args[0] ? outside(call, compared, fn) : undefined;
      yield {
        message: 'inside',
        data: { macro: ctx.text(call.callee) },
        span: compared,
        fixes: fix ? [fix] : [],
      };
    }
  },
});

const COMPARES = new Set(['==', '!=', '<', '>', '<=', '>=']);

/** A comparison of what a call returns. */
function isComparison(e: BinaryExpr): boolean {
  if (!COMPARES.has(e.op)) return false;
  let calls = false;
  walk(e, (n) => {
    if (n.kind === 'call') calls = true;
  });
  return calls;
}

/** Moves the closing parenthesis before the operator, where nothing around binds stronger than the comparison. */
function outside(call: CallExpr, compared: BinaryExpr, fn: FunctionIr): Fix | undefined {
  const p: Node | undefined = parentMap(fn).get(call);
  const loose =
    p?.kind === 'paren' ||
    p?.kind === 'assign' ||
    (p?.kind === 'binary' && (p.op === '&&' || p.op === '||')) ||
    ((p?.kind === 'if' || p?.kind === 'loop') && p.test === call);
  if (!loose) return undefined;
  const { end } = compared.left;
  return {
    title: 'Compare outside of the macro',
    safety: 'unsafe',
    edits: [
      { span: { start: end, end }, newText: ')' },
      { span: { start: compared.end, end: call.end }, newText: '' },
    ],
  };
}
