/** The operators of C expressions, as the expression reader needs them; tables alone. */

/** How tightly binary operators bind; the largest first. */
export const BINARY: Readonly<Record<string, number>> = {
  ...{ '*': 10, '/': 10, '%': 10, '+': 9, '-': 9, '<<': 8, '>>': 8, '<': 7, '>': 7, '<=': 7 },
  ...{ '>=': 7, '==': 6, '!=': 6, '&': 5, '^': 4, '|': 3, '&&': 2, '||': 1 },
};
/** Operators of assignment. */
export const ASSIGN = new Set(['=', '|=', '&=', '^=', '+=', '-=', '*=', '/=', '%=', '<<=', '>>=']);
/** Operators before their operand. */
export const PREFIX = new Set(['!', '~', '-', '+', '*', '&', '++', '--']);
