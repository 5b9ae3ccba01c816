/** How a function looks at the result of a call: where it goes and what it is compared with. */
import type { Span } from '../text/span.ts';
import type { SyscallCall } from './call-site.ts';
import type { ResultTest, ResultUse } from './facts.ts';
import { statementOf, type Flow } from './flow.ts';
import { nameOf, uncast, unparen, type BinaryExpr, type Expr } from './ir.ts';
import type { Through } from './transparent.ts';
import { partsOf, walk, type Node } from './walk.ts';

/** Reads the text of a span of the unit. */
export type TextOf = (span: Span) => string;

const COMPARISONS = new Set(['==', '!=', '<', '>', '<=', '>=']);

/** The use of a call's result; `other` without tests when the function around it is not known. */
export function resultOf(call: SyscallCall, flow: Flow | undefined, textOf: TextOf): ResultUse {
  if (!flow) return { kind: 'other', tests: [] };
  const direct = testOf(call.expr, flow);
  if (direct) return { kind: 'tested', tests: [direct] };
  let n: Node = call.expr;
  for (let p = flow.parents.get(n); p; p = flow.parents.get(p)) {
    if (p.kind === 'paren' || p.kind === 'cast' || isThrough(p, n, 'value', flow)) {
      n = p;
    } else if (p.kind === 'assign' && p.op === '=' && p.right === n) {
      return variable(compact(textOf(p.left)), p, flow, textOf);
    } else if (p.kind === 'decl') {
      const v = p.vars.find((x) => x.init === n);
      return v ? variable(v.name, p, flow, textOf) : { kind: 'other', tests: [] };
    } else if (p.kind === 'expr') {
      return { kind: 'discarded', tests: [] };
    } else if (p.kind === 'return') return { kind: 'returned', tests: [] };
    else if (p.kind === 'call') return { kind: 'passed', tests: [] };
    else return { kind: 'other', tests: [] };
  }
  return { kind: 'other', tests: [] };
}

/** True when the lvalue is assigned further down in a loop that also holds the place. */
function againIn(flow: Flow, place: Node, text: string, textOf: TextOf): boolean {
  let hit = false;
  for (let p = flow.parents.get(place); p; p = flow.parents.get(p)) {
    if (p.kind !== 'loop') continue;
    walk(p, (n) => {
      if (n.kind === 'assign' && n.start > place.start && compact(textOf(n.left)) === text)
        hit = true;
    });
  }
  return hit;
}

/** Tests of an lvalue's text from its assignment on, until it is given another value. */
function variable(text: string, by: Node, flow: Flow, textOf: TextOf): ResultUse {
  const tests: ResultTest[] = [];
  /** False ends the walk: the variable has another value from here on. */
  const visit = (n: Node): boolean => {
    if (n.end <= by.start) return true;
    if (n.kind === 'assign' && n !== by && n.start > by.start && compact(textOf(n.left)) === text) {
      return false;
    }
    const is = n.kind === 'name' || n.kind === 'member' || n.kind === 'index' || n.kind === 'unary';
    if (n.start >= by.end && is && compact(textOf(n)) === text) {
      const test = testOf(n, flow);
      const certain = flow.dominates(by, n) && !againIn(flow, n, text, textOf);
      if (test) tests.push({ ...test, certain });
    }
    return partsOf(n).every(visit);
  };
  // `(p = mmap(…)) == NULL` tests the assignment itself.
  if (by.kind === 'assign') {
    const test = testOf(by, flow);
    if (test) tests.push({ ...test, subject: { start: by.left.start, end: by.left.end } });
  }
  visit(flow.fn.body);
  return { kind: 'assigned', variable: text, tests };
}

/** The test that an expression stands in directly (through parentheses and casts), or `undefined`. */
function testOf(e: Expr, flow: Flow): ResultTest | undefined {
  const subject = { start: e.start, end: e.end };
  let n: Node = e;
  for (let p = flow.parents.get(n); p; p = flow.parents.get(p)) {
    if (p.kind === 'paren' || p.kind === 'cast') {
      n = p;
      continue;
    }
    if ((p.kind === 'comma' && p.right === n) || isThrough(p, n, 'value', flow)) {
      n = p;
      continue;
    }
    if (p.kind === 'binary' && COMPARISONS.has(p.op)) return comparison(p, n, subject);
    if (p.kind === 'unary' && p.op === '!') {
      return { kind: 'falsy', subject, op: '!', start: p.start, end: p.end, certain: true };
    }
    const condition =
      ((p.kind === 'if' || p.kind === 'loop' || p.kind === 'conditional') && p.test === n) ||
      (p.kind === 'binary' && (p.op === '&&' || p.op === '||')) ||
      isThrough(p, n, 'test', flow);
    return condition
      ? { kind: 'falsy', subject, op: '', start: n.start, end: n.end, certain: true }
      : undefined;
  }
  return undefined;
}

/** True when `p` is a macro that does this with its first argument, which is `n`. */
function isThrough(p: Node, n: Node, as: Through, flow: Flow): boolean {
  return p.kind === 'call' && p.args[0] === n && flow.through(p) === as;
}

function comparison(p: BinaryExpr, n: Node, subject: Span): ResultTest {
  const other = p.left === n ? p.right : p.left;
  const rest = {
    subject,
    other: { start: other.start, end: other.end },
    op: p.op,
    start: p.start,
    end: p.end,
    certain: true,
  };
  const plain = uncast(other);
  const zero =
    (plain.kind === 'number' && plain.value === 0n) ||
    (plain.kind === 'name' && ['NULL', 'nullptr', '__null'].includes(plain.name));
  if (p.op === '==' || p.op === '!=') {
    if (zero) return { kind: 'null', ...rest };
    return { kind: isFailed(plain) ? 'failed' : 'value', ...rest };
  }
  return { kind: zero ? 'negative' : 'value', ...rest };
}

/** MAP_FAILED, `-1`, or a name that says failure. */
function isFailed(e: Expr): boolean {
  if (e.kind === 'name') return /FAIL|ERR|INVALID|BAD/i.test(e.name);
  const operand = e.kind === 'unary' && e.op === '-' ? unparen(e.operand) : undefined;
  if (operand?.kind === 'number') return operand.value === 1n;
  return e.kind === 'unary' && e.op === '~' && unparen(e.operand).kind === 'number';
}

/**
 * True when the code expects the call to fail: an assertion of failure around the call or its variable, or a comparison
 * with a failure right there together with a certain errno.
 */
export function expectsFailure(call: SyscallCall, flow: Flow | undefined, textOf: TextOf): boolean {
  if (!flow) return false;
  const statement = statementOf(flow, call.expr);
  const head = statement?.kind === 'if' || statement?.kind === 'loop' ? statement.test : statement;
  if (!head) return false;
  if (/\berrno\s*(?:==|!=)\s*E[A-Z0-9]+/.test(textOf(head))) return true;
  if (isAsserted(call.expr, flow) && FAILURE.test(textOf(head))) return true;
  const { tests } = resultOf(call, flow, textOf);
  if (tests.some((t) => isCertainErrno(t, flow, textOf))) return true;
  const failed = tests.filter((t) => t.kind === 'failed' && t.op === '==');
  return failed.some((t) =>
    flow.fn.calls.some((c) => ASSERTS.test(nameOf(c.expr.callee) ?? '') && holds(c.expr, t)),
  );
}

/** A test of the result and one of a certain errno in one condition; those that mean another try are none. */
function isCertainErrno(test: ResultTest, flow: Flow, textOf: TextOf): boolean {
  let found = false;
  walk(flow.fn.body, (n) => {
    if ((n.kind !== 'if' && n.kind !== 'loop') || !n.test || !holds(n.test, test)) return;
    const [, name] = /\berrno\s*[=!]=\s*(E[A-Z0-9]+)/.exec(textOf(n.test)) ?? [];
    found ||= name !== undefined && !/^(?:EINTR|EAGAIN|EWOULDBLOCK|EINPROGRESS)$/.test(name);
  });
  return found;
}

const ASSERTS = /assert|expect|check|require|unless|ASSERT|EXPECT|CHECK|REQUIRE|VERIFY/;

/** True inside the parentheses of something that asserts. */
function isAsserted(e: Expr, flow: Flow): boolean {
  for (let p = flow.parents.get(e); p; p = flow.parents.get(p)) {
    if (p.kind === 'call' && /fail|TEST/i.test(nameOf(p.callee) ?? '')) return true;
    if (p.kind === 'call' && ASSERTS.test(nameOf(p.callee) ?? '')) return true;
  }
  return false;
}

function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** A comparison with a failure value, or the name of an errno. */
const FAILURE =
  /==\s*(?:\(\s*void\s*\*\s*\)\s*)?(?:-\s*1\b|MAP_FAILED)|<\s*0\b|\bE(?!XPECT\b)[A-Z]{3,}\b/;

function compact(text: string): string {
  return text.replace(/\s+/g, '');
}
