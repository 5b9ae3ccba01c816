/** Edits of whole statements. */
import type { CallExpr, Expr, ExprStmt, FunctionIr } from '../../c/ir.ts';
import { calledName } from '../../c/leaving.ts';
import type { Span, TextEdit } from '../../text/span.ts';
import { around, parentMap } from './parents.ts';

/** Names of the calls that an expression stands in as an argument, innermost first. */
export function callsAround(fn: FunctionIr, expr: Expr): readonly string[] {
  const parents = parentMap(fn);
  const out: string[] = [];
  for (let p = parents.get(expr); p !== undefined; p = parents.get(p)) {
    if (p.kind === 'call') out.push(calledName(p) ?? '');
  }
  return out;
}

/** The statement of a block that consists of this call alone, `(void)` before it left aside; else `undefined`. */
export function statementOf(fn: FunctionIr, call: CallExpr): ExprStmt | undefined {
  const statement = around(fn, call, true);
  if (statement?.kind !== 'expr') return undefined;
  return parentMap(fn).get(statement)?.kind === 'block' ? statement : undefined;
}

/** Takes out a call that is a statement of its own, with its line; `undefined` when it is part of something. */
export function withoutStatement(
  fn: FunctionIr,
  call: CallExpr,
  textOf: (span: Span) => string,
): TextEdit | undefined {
  const statement = statementOf(fn, call);
  if (statement === undefined) return undefined;
  const before = textOf({ start: Math.max(fn.start, statement.start - 200), end: statement.start });
  const indent = /\n[ \t]*$/.exec(before)?.[0].length ?? 0;
  return { span: { start: statement.start - indent, end: statement.end }, newText: '' };
}
