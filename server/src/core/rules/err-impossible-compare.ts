/** `err/impossible-compare`: a comparison with something that the call never returns. */
import { nameOf, uncast, type BinaryExpr, type Expr, type FunctionIr } from '../c/ir.ts';
import { signedOf } from '../c/value.ts';
import { walk } from '../c/walk.ts';
import { defineFunctionRule } from './rule.ts';
import type { Fix, FunctionContext } from './rule.ts';
import { RETURN_ERROR, RETURN_ZERO, nameOfCall } from './support/failing.ts';
import { MAKES_FD } from './support/fd-calls.ts';

/** What a call can return: 0 and above, 0 and -1, -1 and above. */
type Shape = 'errno' | 'zero' | 'minus';

const ERRORS = new Set(RETURN_ERROR);
const ZEROES = new Set(RETURN_ZERO);
const OTHERS = new Set([...MAKES_FD, 'read', 'write', 'fork', 'waitpid', 'recv', 'send', 'poll']);

export const errImpossibleCompare = defineFunctionRule({
  meta: {
    id: 'err/impossible-compare',
    summary: 'A result compared with what the call never returns',
    severity: 'error',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-253'],
    others: ['clang-tidy:bugprone-posix-return'],
    messages: {
      never: "{call}() returns {returns}, so '{test}' never holds: compare with {right}.",
      always: "{call}() returns {returns}, so '{test}' always holds: compare with {right}.",
    },
    docs: {
      why: `The functions of the pthread_ and posix_ families and clock_nanosleep return 0 or the error number itself.
They never return a negative number, so a test for -1 misses every failure. The other way round, the wrappers of system
calls return -1 and nothing below it, and many of them 0 and nothing above.`,
      bad: [
        `#include <pthread.h>

int start(pthread_t *t, void *(*run)(void *))
{
    if (pthread_create(t, NULL, run, NULL) < 0)
        return -1;
    return 0;
}
`,
        `#include <sys/stat.h>

int make(const char *path)
{
    int rc = mkdir(path, 0700);
    if (rc > 0)
        return -1;
    return 0;
}
`,
      ],
      good: [
        `#include <pthread.h>

int start(pthread_t *t, void *(*run)(void *))
{
    if (pthread_create(t, NULL, run, NULL) != 0)
        return -1;
    return 0;
}
`,
      ],
      limits: `Follows the result through variables where nothing else can reach the comparison. Comparisons of a
wrapper's result with a negative error number are raw/kernel-errno.`,
      references: ['man:pthreads(7)', 'man:posix_memalign(3)', 'man:clock_nanosleep(2)', 'CWE-253'],
    },
  },
  words: [...RETURN_ERROR, 'clock_nanosleep', ...RETURN_ZERO, ...OTHERS],
  *inFunction(fn, ctx) {
    const shapes = shapesIn(fn, ctx);
    if (shapes.size === 0) return;
    const candidates: BinaryExpr[] = [];
    walk(fn.body, (n) => {
      if (n.kind === 'binary' && /^(?:[=!]=|[<>]=?)$/.test(n.op)) candidates.push(n);
    });
    for (const e of candidates) {
      for (const [subject, other] of [
        [e.left, e.right],
        [e.right, e.left],
      ] as const) {
        if (!isConstant(other)) continue;
        const n = signedOf(ctx.value(other));
        const op = subject === e.left ? e.op : (MIRRORED[e.op] ?? e.op);
        if (n === undefined || ![...shapes].some((s) => isOdd(s, op, n))) continue;
        const from = shapeOf(subject, ctx);
        if (!from || !isOdd(from.shape, op, n)) continue;
        if (from.shape !== 'errno' && isNegatedName(other)) continue;
        const holds = outcome(from.shape, op, n) === 'always';
        const right = from.shape === 'errno' ? '0' : '-1';
        yield {
          message: holds ? 'always' : 'never',
          data: {
            ...{ call: from.name, returns: RETURNS[from.shape], right },
            test: `${op} ${ctx.text(other)}`,
          },
          span: e,
          fixes: from.shape === 'errno' ? [fixed(e, subject, holds, ctx)] : [],
        };
      }
    }
  },
});

const RETURNS = {
  errno: '0 or an error number',
  zero: '0 or -1',
  minus: 'nothing below -1',
} as const;

const MIRRORED: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=' };

function isConstant(expr: Expr): boolean {
  const e = uncast(expr);
  if (e.kind === 'unary') return isConstant(e.operand);
  return e.kind === 'number' || (e.kind === 'name' && /^[A-Z_][A-Z0-9_]*$/.test(e.name));
}

/** `-EINVAL` */
function isNegatedName(expr: Expr): boolean {
  const e = uncast(expr);
  return e.kind === 'unary' && nameOf(e.operand) !== undefined;
}

/** Does the comparison come out the same for everything that is returned? */
function outcome(shape: Shape, op: string, n: bigint): 'never' | 'always' | undefined {
  const low = shape === 'errno' ? 0n : -1n;
  const high = shape === 'zero' ? 0n : 1n << 40n;
  const test = (x: bigint): boolean =>
    op === '<'
      ? x < n
      : op === '<='
        ? x <= n
        : op === '>'
          ? x > n
          : op === '>='
            ? x >= n
            : op === '=='
              ? x === n
              : x !== n;
  const inside = [low, low + 1n, 0n, n - 1n, n, n + 1n, high].filter((x) => low <= x && x <= high);
  if (inside.every(test)) return 'always';
  return inside.some(test) ? undefined : 'never';
}

/** Never or always, and not just a range check written with care (`>= -1`). */
function isOdd(shape: Shape, op: string, n: bigint): boolean {
  const o = outcome(shape, op, n);
  if (o === undefined) return false;
  return o === 'never' || shape === 'errno' || op === '!=';
}

/** What the calls of the function return: few functions hold one that returns an error number. */
function shapesIn(fn: FunctionIr, ctx: FunctionContext): ReadonlySet<Shape> {
  const shapes = new Set<Shape>();
  for (const { name, info } of ctx.calls) {
    if (info.fails === 'errno') shapes.add('errno');
    else if (ZEROES.has(name)) shapes.add('zero');
    else if (OTHERS.has(name)) shapes.add('minus');
  }
  if (fn.calls.some(({ expr }) => ERRORS.has(nameOfCall(expr) ?? ''))) shapes.add('errno');
  return shapes;
}

/** The call that a result can only come from, and what it returns. */
function shapeOf(
  expr: Expr,
  ctx: FunctionContext,
): { readonly name: string; readonly shape: Shape } | undefined {
  const e = uncast(expr);
  if (e.kind !== 'call' && e.kind !== 'name' && e.kind !== 'assign') return undefined;
  const from = e.kind === 'call' ? undefined : ctx.paths(e)?.resource(e);
  const call =
    e.kind === 'call' ? e : from?.kind === 'call' && from.via === 'result' ? from.expr : undefined;
  if (!call) return undefined;
  const syscall = ctx.calls.find((c) => c.expr === call);
  if (syscall) {
    // More arguments than the call takes: a function of that name from another library.
    if (syscall.via !== 'libc' || !syscall.args.every((a) => a.param)) return undefined;
    const { name } = syscall;
    if (syscall.info.fails === 'errno') return { name, shape: 'errno' };
    if (syscall.info.fails !== '-1') return undefined;
    return ZEROES.has(name)
      ? { name, shape: 'zero' }
      : OTHERS.has(name)
        ? { name, shape: 'minus' }
        : undefined;
  }
  const name = nameOfCall(call) ?? '';
  if (!ERRORS.has(name) || !ctx.library(name).includes(call)) return undefined;
  return { name, shape: 'errno' };
}

function fixed(e: BinaryExpr, subject: Expr, holds: boolean, ctx: FunctionContext): Fix {
  const op = holds ? '==' : '!=';
  return {
    title: 'Compare with 0',
    safety: 'unsafe',
    edits: [{ span: e, newText: `${ctx.text(subject)} ${op} 0` }],
  };
}
