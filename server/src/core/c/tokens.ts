/**
 * A C and C++ tokenizer that survives any input: every call ends, every token has a span, nothing throws.
 * It knows no grammar; comments and line breaks are skipped, preprocessor lines are bracketed by tokens.
 */

export type TokenKind =
  | 'word'
  | 'number'
  | 'string'
  | 'char'
  | 'punct'
  /** `#` with its directive word at the start of a line: `#define`, `# ifdef`. */
  | 'directive'
  /** End of a preprocessor line (empty span). */
  | 'directive-end'
  /** Only when asked for. */
  | 'comment';

export interface Token {
  readonly kind: TokenKind;
  /** Offsets into the text handed in. */
  readonly start: number;
  readonly end: number;
  /** As written; for `directive` the word alone (`define`). */
  readonly text: string;
  /** A string, character or comment that never ends. */
  readonly open?: boolean;
}

const NEWLINE = 10;
const BACKSLASH = 92;
const PUNCT3 = new Set(['<<=', '>>=', '...', '->*', '<=>']);
const PUNCT2 = new Set([
  ...['->', '++', '--', '<<', '>>', '<=', '>=', '==', '!=', '&&', '||', '+=', '-='],
  ...['*=', '/=', '%=', '&=', '^=', '|=', '##', '::'],
]);

/** True for code units that can start an identifier (`$` and everything beyond ASCII included). */
export function isWordStart(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || c === 36 || c >= 128;
}

/** True for code units that can continue an identifier. */
export function isWordPart(c: number): boolean {
  return isWordStart(c) || (c >= 48 && c <= 57);
}

/** True for blank, tab, line break and their kin. */
export function isBlank(c: number): boolean {
  return c === 32 || (c >= 9 && c <= 13);
}

/** Offset behind a `//` comment that starts at `at` (its line break excluded; `\` continues it). */
export function endOfLineComment(text: string, at: number): number {
  let i = at;
  for (;;) {
    const n = text.indexOf('\n', i);
    if (n < 0) return text.length;
    const before = text.charCodeAt(n - 1) === 13 ? n - 2 : n - 1;
    if (text.charCodeAt(before) !== BACKSLASH) return n;
    i = n + 1;
  }
}

/** Offset behind a block comment that starts at `at`; the end of the text when it never ends. */
export function endOfBlockComment(text: string, at: number): number {
  const n = text.indexOf('*/', at + 2);
  return n < 0 ? text.length : n + 2;
}

/** Offset behind a quoted literal that starts at `at`; an unescaped line break ends an unfinished one. */
export function endOfQuoted(text: string, at: number): number {
  const quote = text.charCodeAt(at);
  let i = at + 1;
  for (; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === quote) return i + 1;
    if (c === NEWLINE) return i;
    if (c === BACKSLASH) {
      i++;
      if (text.charCodeAt(i) === 13 && text.charCodeAt(i + 1) === NEWLINE) i++;
    }
  }
  return text.length;
}

/** Offset behind a raw string whose `"` stands at `at` (as in `R"x(…)x"`); the end of the text when it never ends. */
export function endOfRawString(text: string, at: number): number {
  const open = text.indexOf('(', at + 1);
  if (open < 0 || open - at > 17) return endOfQuoted(text, at);
  const close = `)${text.slice(at + 1, open)}"`;
  const n = text.indexOf(close, open + 1);
  return n < 0 ? text.length : n + close.length;
}

/** True when the word before a `"` makes it a raw string. */
export function isRawPrefix(word: string): boolean {
  return /^(?:u8|u|U|L)?R$/.test(word);
}

function endOfNumber(text: string, at: number): number {
  let i = at + 1;
  for (; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (isWordPart(c) || c === 46) continue;
    const before = text.charCodeAt(i - 1) | 32;
    const hex = (text.charCodeAt(at + 1) | 32) === 120;
    if ((c === 43 || c === 45) && (hex ? before === 112 : before === 101)) continue;
    if (c === 39 && isWordPart(text.charCodeAt(i + 1))) continue; // C++14 1'000
    break;
  }
  return i;
}

/**
 * The tokens of `text` from `from` up to `to` (both offsets into `text`). `from` must not lie in a comment or
 * literal; a token that crosses `to` is cut there and marked `open` when it is a literal. `comments` asks for comment
 * tokens too; a comment that reaches `to` is `open`.
 */
export function tokenize(text: string, from = 0, to = text.length, comments = false): Token[] {
  const whole = to < text.length ? text.slice(0, to) : text;
  const out: Token[] = [];
  let lineStart = true;
  for (let k = from - 1; k >= 0; k--) {
    const c = text.charCodeAt(k);
    if (c === NEWLINE) break;
    if (!isBlank(c)) {
      lineStart = false;
      break;
    }
  }
  let inDirective = false;
  let i = from;
  const push = (kind: TokenKind, start: number, end: number, open = false): void => {
    const token = { kind, start, end, text: whole.slice(start, end) };
    out.push(open ? { ...token, open } : token);
    lineStart = false;
    i = end;
  };
  const comment = (start: number, end: number): Token => {
    return { kind: 'comment', start, end, text: whole.slice(start, end) };
  };
  while (i < to) {
    const c = whole.charCodeAt(i);
    if (c === NEWLINE) {
      if (inDirective) out.push({ kind: 'directive-end', start: i, end: i, text: '' });
      inDirective = false;
      lineStart = true;
      i++;
    } else if (isBlank(c)) {
      i++;
    } else if (c === BACKSLASH) {
      // A continued line: the break that follows does not count.
      i++;
      if (whole.charCodeAt(i) === 13) i++;
      if (whole.charCodeAt(i) === NEWLINE) i++;
    } else if (c === 47 && whole.charCodeAt(i + 1) === 47) {
      const end = endOfLineComment(whole, i);
      if (comments) out.push({ ...comment(i, end), open: end >= to });
      i = end;
    } else if (c === 47 && whole.charCodeAt(i + 1) === 42) {
      const end = endOfBlockComment(whole, i);
      const closed = end - i >= 4 && whole.endsWith('*/', end);
      if (comments) out.push({ ...comment(i, end), open: !closed });
      i = end;
    } else if (c === 35 && lineStart) {
      let k = i + 1;
      while (whole.charCodeAt(k) === 32 || whole.charCodeAt(k) === 9) k++;
      const word = k;
      while (k < to && isWordPart(whole.charCodeAt(k))) k++;
      out.push({ kind: 'directive', start: i, end: k, text: whole.slice(word, k) });
      inDirective = true;
      lineStart = false;
      i = k;
    } else if (isWordStart(c)) {
      let k = i + 1;
      while (k < to && isWordPart(whole.charCodeAt(k))) k++;
      if (whole.charCodeAt(k) === 34 && isRawPrefix(whole.slice(i, k))) {
        const end = endOfRawString(whole, k);
        push('string', i, end, end >= to && whole.charCodeAt(end - 1) !== 34);
      } else push('word', i, k);
    } else if ((c >= 48 && c <= 57) || (c === 46 && /\d/.test(whole.charAt(i + 1)))) {
      push('number', i, endOfNumber(whole, i));
    } else if (c === 34 || c === 39) {
      const end = endOfQuoted(whole, i);
      const open = end - i < 2 || whole.charCodeAt(end - 1) !== c;
      push(c === 34 ? 'string' : 'char', i, end, open);
    } else {
      const three = whole.slice(i, i + 3);
      const length = PUNCT3.has(three) ? 3 : PUNCT2.has(three.slice(0, 2)) ? 2 : 1;
      push('punct', i, i + length);
    }
  }
  if (inDirective) out.push({ kind: 'directive-end', start: to, end: to, text: '' });
  return out;
}

/** The value of a C integer literal (suffixes and `'` separators allowed), or `undefined` for anything else. */
export function integerValue(text: string): bigint | undefined {
  const clean = text.replaceAll("'", '').replace(/(?:[uU]|[lL]{1,2}|[zZ])*$/, '');
  if (/^0[xX][0-9a-fA-F]+$/.test(clean) || /^0[bB][01]+$/.test(clean)) return BigInt(clean);
  if (/^0[0-7]+$/.test(clean)) return BigInt(`0o${clean.slice(1)}`);
  return /^(?:0|[1-9]\d*)$/.test(clean) ? BigInt(clean) : undefined;
}

/** True when a word stands in a text as a whole word, wherever: code, comment or literal. */
export function holdsWord(text: string, word: string): boolean {
  for (let i = text.indexOf(word); i >= 0; i = text.indexOf(word, i + 1)) {
    if (i > 0 && isWordPart(text.charCodeAt(i - 1))) continue;
    if (!isWordPart(text.charCodeAt(i + word.length))) return true;
  }
  return false;
}
