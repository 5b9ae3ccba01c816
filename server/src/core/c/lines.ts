/** Lines and statements found in text alone, a few hundred characters at a time, so that a long file costs nothing. */
import type { SourceFile } from './source-file.ts';
import type { Span } from '../text/span.ts';

/** A line without its line break, and where the next one starts. */
export interface Line extends Span {
  readonly next: number;
}

const STEP = 512;

/** The line that holds a file offset. */
export function lineOf(file: SourceFile, offset: number): Line {
  let start = offset;
  for (;;) {
    const from = Math.max(0, start - STEP);
    const at = file.slice(from, start).lastIndexOf('\n');
    if (at >= 0) {
      start = from + at + 1;
      break;
    }
    start = from;
    if (from === 0) break;
  }
  let end = offset;
  for (;;) {
    const text = file.slice(end, end + STEP);
    const at = text.indexOf('\n');
    if (at >= 0) {
      const next = end + at + 1;
      const cr = next >= 2 && file.slice(next - 2, next - 1) === '\r' ? 1 : 0;
      return { start, end: Math.max(start, next - 1 - cr), next };
    }
    end += text.length;
    if (text.length < STEP) return { start, end, next: end };
  }
}

/** Longest statement looked at, in UTF-16 units; what follows is not covered. */
const LONGEST = 16_384;
const SKIP = /\s+|\/\/(?:[^\n\\]|\\[^])*|\/\*[^]*?(?:\*\/|$)/y;
const TOKEN = /"(?:[^"\\\n]|\\[^])*"?|'(?:[^'\\\n]|\\[^])*'?|[^]/y;

/**
 * The statement that begins after a file offset, comments and blank lines skipped: up to its `;`, or to the `{` of
 * its body. Empty when a `}` or the end of the file comes first.
 */
export function statementAfter(file: SourceFile, offset: number): Span {
  const text = file.slice(offset, offset + LONGEST);
  let at = skipFrom(text, 0);
  const start = at;
  let depth = 0;
  let before = '';
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text)?.[0] ?? text.charAt(at);
    if (token === '{' && depth <= 0 && !/[=(,[]/.test(before)) break;
    if (token === '}' && depth <= 0) break;
    at += token.length;
    if (token === ';' && depth <= 0) break;
    if (/^[([{]$/.test(token)) depth++;
    if (/^[)\]}]$/.test(token)) depth--;
    before = token;
    at = skipFrom(text, at);
  }
  return { start: offset + start, end: offset + at };
}

function skipFrom(text: string, from: number): number {
  let at = from;
  for (;;) {
    SKIP.lastIndex = at;
    const match = SKIP.exec(text);
    if (match === null || match[0] === '') return at;
    at += match[0].length;
  }
}
