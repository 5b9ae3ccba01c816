/** Tells type names from expressions by their words, without knowing any typedef. */
import type { Token } from './tokens.ts';

const TYPE_WORDS = new Set([
  ...['void', 'char', 'short', 'int', 'long', 'unsigned', 'signed', 'const', 'volatile', 'struct'],
  ...['union', 'enum', 'float', 'double', 'bool', '_Bool', 'auto', 'caddr_t'],
]);

/** True when the tokens between two parentheses read as a type name (`void *`, `off_t`, `struct x *`). */
export function looksLikeType(tokens: readonly Token[]): boolean {
  const words = tokens.filter((t) => t.kind === 'word');
  if (words.length === 0) return false;
  let stars = false;
  for (const t of tokens) {
    if (t.text === '*') stars = true;
    else if (t.kind !== 'word' || (stars && t.text !== 'const' && t.text !== 'restrict'))
      return false;
  }
  return stars || words.some((w) => TYPE_WORDS.has(w.text) || w.text.endsWith('_t'));
}

/** True for a type of one word that C++ writes as a function: `int(x)`. */
export function isNumberWord(token: Token): boolean {
  return /^(?:char|short|int|long|unsigned|bool)$/.test(token.text);
}

/** True for a token that can begin the operand of a cast. */
export function startsOperand(token: Token): boolean {
  return token.kind === 'punct'
    ? ['(', '{', '-', '~', '!', '&', '*'].includes(token.text)
    : ['word', 'number', 'string', 'char'].includes(token.kind);
}
