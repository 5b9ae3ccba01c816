/** How a function leaves when something fails, read from its own checks, to write the one that is missing. */
import { calledName } from '../../c/leaving.ts';
import { nameOf, uncast, unparen, type Expr, type FunctionIr, type Stmt } from '../../c/ir.ts';
import { walk, type Node } from '../../c/walk.ts';
import type { Span, TextEdit } from '../../text/span.ts';
import { placeInBlock } from './parents.ts';

type TextOf = (span: Span) => string;

/**
 * The statement by which the function leaves when a call at `place` fails: that of its nearest check before, else of the
 * next one behind, else what its type suggests (`return -1;`). `undefined` where nothing fits.
 */
export function failureStatement(fn: FunctionIr, place: Span, textOf: TextOf): string | undefined {
  let before: string | undefined;
  let behind: string | undefined;
  walk(fn.body, (n) => {
    if (n.kind !== 'if' || !isFailureTest(n.test)) return;
    const leaving = lastOf(n.yes);
    const text = leaving && leavingText(leaving, textOf);
    if (text === undefined) return;
    if (n.end <= place.start) before = text;
    else if (n.start >= place.end) behind ??= text;
  });
  return before ?? behind ?? byType(fn, textOf);
}

/**
 * Writes `if (CONDITION) <leave>` behind the statement that holds `node`, in the function's own indentation. None when
 * that statement is no line of a block, or nothing is known of how the function fails.
 */
export function insertedCheck(
  fn: FunctionIr,
  node: Node,
  condition: string,
  textOf: TextOf,
): TextEdit | undefined {
  const statement = placeInBlock(fn, node);
  if (statement?.kind !== 'expr' && statement?.kind !== 'decl') return undefined;
  const leave = failureStatement(fn, statement, textOf);
  if (leave === undefined) return undefined;
  const indent = indentAt(fn, statement.start, textOf);
  const step = stepOf(fn, textOf);
  return {
    span: { start: statement.end, end: statement.end },
    newText: `\n${indent}if (${condition})\n${indent}${step}${leave}`,
  };
}

/** White space that the line of an offset begins with. */
export function indentAt(fn: FunctionIr, offset: number, textOf: TextOf): string {
  const text = textOf({ start: fn.start, end: offset });
  const line = text.slice(text.lastIndexOf('\n') + 1);
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

/** One level of indentation: what stands before the first line of the function's body. */
function stepOf(fn: FunctionIr, textOf: TextOf): string {
  const first = fn.body.body[0];
  const indent = first ? indentAt(fn, first.start, textOf) : '';
  return indent === '' || first?.kind === 'label' ? '    ' : indent;
}

/** True for a condition that holds when something failed: `x < 0`, `p == NULL`, `!p`, `close(fd) != 0`, `write(…) != n`. */
export function isFailureTest(expr: Expr): boolean {
  const e = unparen(expr);
  if (e.kind === 'unary') return e.op === '!';
  if (e.kind !== 'binary') return e.kind === 'call';
  if (e.op === '||') return isFailureTest(e.left) || isFailureTest(e.right);
  const other = uncast(e.right);
  if (e.op === '<') return isNumber(other, 0n);
  if (e.op === '==') return isMinusOne(other) || isNothing(other);
  const left = uncast(e.left);
  if (e.op !== '!=' || left.kind !== 'call') return false;
  return isNumber(other, 0n) || TRANSFERS.test(nameOf(left.callee) ?? '');
}

/** Functions that give the number of bytes they moved: another one than was wanted is a failure. */
const TRANSFERS = /read|write|send|recv|atomicio|copy/i;

function isNumber(e: Expr, n: bigint): boolean {
  return e.kind === 'number' && e.value === n;
}

/** True for `-1`. */
export function isMinusOne(expr: Expr): boolean {
  const e = uncast(expr);
  return e.kind === 'unary' && e.op === '-' && isNumber(unparen(e.operand), 1n);
}

function isNothing(e: Expr): boolean {
  return e.kind === 'name' && ['NULL', 'nullptr', 'MAP_FAILED', 'SEM_FAILED'].includes(e.name);
}

function lastOf(s: Stmt): Stmt | undefined {
  if (s.kind !== 'block') return s;
  const last = s.body.at(-1);
  return last && lastOf(last);
}

const ENDS = new Set(['exit', '_exit', 'abort', 'err', 'errx']);

/** The statement as it can be repeated elsewhere: what it says must not depend on its place. */
function leavingText(s: Stmt, textOf: TextOf): string | undefined {
  if (s.kind === 'goto') return s.label === undefined ? undefined : `goto ${s.label};`;
  if (s.kind === 'return') {
    if (!s.value) return 'return;';
    return isRepeatable(s.value) ? `return ${textOf(s.value)};` : undefined;
  }
  const call = s.kind === 'expr' ? unparen(s.expr) : undefined;
  const name = call?.kind === 'call' ? calledName(call) : undefined;
  if (call?.kind !== 'call' || name === undefined || !ENDS.has(name)) return undefined;
  // The words of err() are about another call.
  if (name === 'err' || name === 'errx') {
    const status = call.args[0];
    return status && isRepeatable(status) ? `exit(${textOf(status)});` : undefined;
  }
  return call.args.every(isRepeatable) ? `${textOf(call)};` : undefined;
}

/** A number, a constant, `errno` or a sign before one. */
function isRepeatable(expr: Expr): boolean {
  const e = uncast(expr);
  if (e.kind === 'unary' && (e.op === '-' || e.op === '+')) return isRepeatable(e.operand);
  if (e.kind === 'number') return true;
  return e.kind === 'name' && /^(?:[A-Z][A-Z0-9_]*|errno|false|true|nullptr)$/.test(e.name);
}

function byType(fn: FunctionIr, textOf: TextOf): string | undefined {
  if (textOf({ start: fn.start, end: fn.nameSpan.start }).includes('*')) return 'return NULL;';
  const type = fn.returns.replace(/\b(?:static|inline|extern|const|struct|unsigned)\b/g, '').trim();
  if (type === 'void') return 'return;';
  if (type === 'bool' || type === '_Bool') return 'return false;';
  if (fn.name === 'main') return 'return 1;';
  return /^(?:int|long|ssize_t|off_t|pid_t)$/.test(type) ? 'return -1;' : undefined;
}

/**
 * Makes a statement that only calls into `if (call OP) <leave>`; `undefined` when it is no line of a block, or nothing is
 * known of how the function fails.
 */
export function checkedCall(
  fn: FunctionIr,
  call: Span & Node,
  op: string,
  textOf: TextOf,
): readonly TextEdit[] | undefined {
  const statement = placeInBlock(fn, call);
  if (statement?.kind !== 'expr' || unparen(statement.expr) !== call) return undefined;
  const leave = failureStatement(fn, statement, textOf);
  if (leave === undefined) return undefined;
  const indent = indentAt(fn, statement.start, textOf);
  return [
    { span: { start: statement.start, end: statement.start }, newText: 'if (' },
    {
      span: { start: call.end, end: statement.end },
      newText: ` ${op})\n${indent}${stepOf(fn, textOf)}${leave}`,
    },
  ];
}
