/** Edits of an or-combination of flags as it is written: add a name, take one out, exchange one. */
import { unparen } from '../../c/ir.ts';
import type { BinaryExpr, Expr } from '../../c/ir.ts';
import type { TextEdit } from '../../text/span.ts';

/** Operands of the `|`s an expression consists of, parentheses taken off; the expression itself when there is none. */
export function operandsOf(expr: Expr): readonly Expr[] {
  const e = unparen(expr);
  return e.kind === 'binary' && e.op === '|'
    ? [...operandsOf(e.left), ...operandsOf(e.right)]
    : [e];
}

/** True when the name is spelled as an operand of the expression's `|`s. */
export function spells(expr: Expr, name: string): boolean {
  return operandsOf(expr).some((e) => e.kind === 'name' && e.name === name);
}

/**
 * Takes a name out of the `|`s; `empty` stands in when nothing else is left. `undefined` when the name is not
 * spelled there.
 */
export function withoutName(expr: Expr, name: string, empty: string): TextEdit | undefined {
  const e = unparen(expr);
  if (e.kind === 'name') return e.name === name ? { span: span(e), newText: empty } : undefined;
  return e.kind === 'binary' && e.op === '|' ? fromOr(e, name) : undefined;
}

function fromOr(e: BinaryExpr, name: string): TextEdit | undefined {
  for (const side of [e.left, e.right]) {
    const operand = unparen(side);
    if (operand.kind === 'name' && operand.name === name) {
      return side === e.left
        ? { span: { start: side.start, end: e.right.start }, newText: '' }
        : { span: { start: e.left.end, end: side.end }, newText: '' };
    }
    const inner =
      operand.kind === 'binary' && operand.op === '|' ? fromOr(operand, name) : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** Writes `to` where `from` is spelled; `undefined` when it is not. */
export function withNameFor(expr: Expr, from: string, to: string): TextEdit | undefined {
  const operand = operandsOf(expr).find((e) => e.kind === 'name' && e.name === from);
  return operand === undefined ? undefined : { span: span(operand), newText: to };
}

/** Adds a name; a lone `0` is replaced, an expression that binds weaker than `|` gets parentheses. */
export function withName(
  expr: Expr,
  name: string,
  where: 'front' | 'back' = 'front',
): readonly TextEdit[] {
  if (expr.kind === 'number' && expr.value === 0n) return [{ span: span(expr), newText: name }];
  const weak =
    expr.kind === 'conditional' ||
    expr.kind === 'assign' ||
    expr.kind === 'comma' ||
    (expr.kind === 'binary' && (expr.op === '||' || expr.op === '&&'));
  const front = `${where === 'front' ? `${name} | ` : ''}${weak ? '(' : ''}`;
  const back = `${weak ? ')' : ''}${where === 'back' ? ` | ${name}` : ''}`;
  return [
    { span: { start: expr.start, end: expr.start }, newText: front },
    { span: { start: expr.end, end: expr.end }, newText: back },
  ].filter((edit) => edit.newText !== '');
}

const span = (e: Expr): TextEdit['span'] => ({ start: e.start, end: e.end });
