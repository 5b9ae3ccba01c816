/** `err/errno-not-reset`: -1 may be a good result, and only errno set to 0 before tells. */
import { nameOf, uncast, unparen, type CallExpr, type Expr, type FunctionIr } from '../c/ir.ts';
import { signedOf } from '../c/value.ts';
import { walk } from '../c/walk.ts';
import { defineFunctionRule } from './rule.ts';
import type { Fix, FunctionContext } from './rule.ts';
import { nameOfCall } from './support/failing.ts';
import { indentAt } from './support/error-style.ts';
import { placeInBlock } from './support/parents.ts';

/** -1 is a priority like any other (getpriority(2), nice(2)). */
const PRIORITIES = ['getpriority', 'nice'];
/** -1 also says "no limit", with errno unchanged (sysconf(3), fpathconf(3)). */
const LIMITS = ['sysconf', 'pathconf', 'fpathconf'];

export const errErrnoNotReset = defineFunctionRule({
  meta: {
    id: 'err/errno-not-reset',
    summary: 'errno not set to 0 before a call whose -1 may be a success',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    messages: {
      legal: '-1 is a valid result of {call}(): set errno = 0 before it and test errno as well.',
      stale: '{call}() leaves errno alone when there is no limit: set errno = 0 before it.',
    },
    docs: {
      why: `getpriority and nice return the new priority, and -1 is one of them. sysconf and pathconf return -1 for an
error and for "no limit". Only errno tells the two apart, and only when it was 0 before the call, because a success does
not clear it.`,
      bad: [
        `#include <sys/resource.h>

int level(void)
{
    int now = getpriority(PRIO_PROCESS, 0);
    if (now == -1)
        return 20;
    return now;
}
`,
        `#include <errno.h>
#include <unistd.h>

long most(void)
{
    long n = sysconf(_SC_OPEN_MAX);
    if (n == -1 && errno != 0)
        return 256;
    return n;
}
`,
      ],
      good: [
        `#include <errno.h>
#include <sys/resource.h>

int level(void)
{
    errno = 0;
    int now = getpriority(PRIO_PROCESS, 0);
    if (now == -1 && errno != 0)
        return 20;
    return now;
}
`,
        `#include <unistd.h>

long most(void)
{
    long n = sysconf(_SC_OPEN_MAX);
    return n == -1 ? 256 : n;
}
`,
      ],
      limits: `A test of sysconf for -1 alone is fine where "no limit" and an error are treated the same. Silent in a
function that sets errno anywhere. ptrace has a rule of its own.`,
      references: ['man:getpriority(2)', 'man:nice(2)', 'man:sysconf(3)', 'CERT:ERR30-C'],
    },
  },
  words: [...PRIORITIES, ...LIMITS],
  *inFunction(fn, ctx) {
    const calls = ctx.library(...PRIORITIES, ...LIMITS);
    if (calls.length === 0 || setsErrno(fn)) return;
    for (const test of testsOf(fn, ctx)) {
      const call = callOf(test.subject, calls, ctx);
      const name = call && nameOfCall(call);
      if (!call || name === undefined) continue;
      const limit = LIMITS.includes(name);
      if (limit && (!test.equal || !errnoAsked(call, fn, ctx))) continue;
      if (name === 'nice' && positive(call, ctx)) continue;
      const fix = reset(call, fn, ctx);
      yield {
        message: limit ? 'stale' : 'legal',
        data: { call: name },
        span: test.expr,
        related: [{ span: call, text: 'the call' }],
        fixes: fix ? [fix] : [],
      };
    }
  },
});

interface Test {
  readonly expr: Expr;
  readonly subject: Expr;
  /** A comparison with -1, not with 0. */
  readonly equal: boolean;
}

/** `x == -1`, `x < 0` and their opposites. */
function testsOf(fn: FunctionIr, ctx: FunctionContext): readonly Test[] {
  const out: Test[] = [];
  walk(fn.body, (n) => {
    if (n.kind !== 'binary') return;
    const equal = n.op === '==' || n.op === '!=';
    if (!equal && n.op !== '<' && n.op !== '>=') return;
    if (signedOf(ctx.value(n.right)) === (equal ? -1n : 0n))
      out.push({ expr: n, subject: n.left, equal });
  });
  return out;
}

function callOf(
  subject: Expr,
  calls: readonly CallExpr[],
  ctx: FunctionContext,
): CallExpr | undefined {
  const e = uncast(subject);
  const direct = e.kind === 'assign' ? uncast(e.right) : e;
  const found = calls.find((c) => c === direct);
  if (found || e.kind !== 'name') return found;
  const from = ctx.paths(e)?.resource(e);
  return from?.kind === 'call' && from.via === 'result'
    ? calls.find((c) => c === from.expr)
    : undefined;
}

/** nice() of a positive number from a priority that starts at 0 hardly ends at -1. */
function positive(call: CallExpr, ctx: FunctionContext): boolean {
  const n = call.args[0] && signedOf(ctx.value(call.args[0]));
  return n !== undefined && n > 0n;
}

function setsErrno(fn: FunctionIr): boolean {
  let sets = false;
  walk(fn.body, (n) => {
    if (n.kind === 'assign' && nameOf(unparen(n.left)) === 'errno') sets = true;
  });
  return sets;
}

/** errno is compared with 0 or taken as a truth value behind the call. */
function errnoAsked(call: CallExpr, fn: FunctionIr, ctx: FunctionContext): boolean {
  if (!ctx.mentions('errno', call)) return false;
  let asked = false;
  walk(fn.body, (n) => {
    if (n.kind !== 'binary' || n.start < call.start) return;
    const zero = signedOf(ctx.value(n.right)) === 0n;
    const compared = (n.op === '==' || n.op === '!=') && nameOf(n.left) === 'errno' && zero;
    const joined = (n.op === '&&' || n.op === '||') && [n.left, n.right].some(isErrno);
    if (compared || joined) asked = true;
  });
  return asked;
}

function isErrno(expr: Expr): boolean {
  const e = unparen(expr);
  return e.kind === 'unary' && e.op === '!' ? isErrno(e.operand) : nameOf(e) === 'errno';
}

function reset(call: CallExpr, fn: FunctionIr, ctx: FunctionContext): Fix | undefined {
  const place = placeInBlock(fn, call);
  if (!place) return undefined;
  const indent = indentAt(fn, place.start, (s) => ctx.text(s));
  const at = { start: place.start, end: place.start };
  return {
    title: 'Set errno to 0 before the call',
    safety: 'unsafe',
    edits: [{ span: at, newText: `errno = 0;\n${indent}` }],
    include: 'errno.h',
  };
}
