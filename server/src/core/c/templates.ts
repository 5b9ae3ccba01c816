/** Finds the end of C++ template arguments in tokens, where `<` could as well be a comparison. */
import type { Token } from './tokens.ts';

const CAST = /^(?:static|reinterpret|const|dynamic)_cast$/;

/** True for the word of a C++ cast: `static_cast`. */
export function isCastWord(token: Token | undefined): boolean {
  return token?.kind === 'word' && CAST.test(token.text);
}

/**
 * Index of the `>` that closes the template arguments which the `<` at `at` opens, when a `(` follows: those of a
 * cast, and of a name with no white space around (`f<int>(x)`). -1 for a comparison and what never ends.
 */
export function templateEnd(tokens: readonly Token[], at: number): number {
  const before = tokens[at - 1];
  const open = tokens[at];
  if (open?.text !== '<' || before?.kind !== 'word') return -1;
  const cast = isCastWord(before);
  if (!cast && before.end !== open.start) return -1;
  let depth = 0;
  for (let i = at; i < tokens.length && i < at + 60; i++) {
    const t = tokens[i];
    if (!t || t.kind === 'directive' || /^(?:;|\{|\}|&&|\|\||=|==|!=|\)|\()$/.test(t.text))
      return -1;
    if (t.text === '<') depth++;
    else if (t.text === '>') depth--;
    else if (t.text === '>>') depth -= 2;
    if (depth > 0) continue;
    const next = tokens[i + 1];
    return next?.text === '(' && (cast || next.start === t.end) ? i : -1;
  }
  return -1;
}
