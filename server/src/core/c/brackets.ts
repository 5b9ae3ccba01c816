/** Which brackets are still open where a run of tokens ends, also in unfinished code. */
import { isCastWord, templateEnd } from './templates.ts';
import type { Token } from './tokens.ts';

export interface Open {
  /** The bracket. */
  readonly token: Token;
  /** Index of the token before the bracket. */
  readonly head: number;
  /** Commas met at this level. */
  commas: number;
  /** Index of the first token of the current argument or statement. */
  first: number;
}

/** Words that begin a statement or stand before its condition. */
export const KEYWORDS = new Set([
  ...[
    'if',
    'else',
    'for',
    'while',
    'do',
    'switch',
    'case',
    'default',
    'return',
    'goto',
    'break',
    'continue',
  ],
]);

/** Brackets still open at the end of the tokens, outermost first; unfinished calls are given up at a statement's end. */
export function brackets(tokens: readonly Token[]): Open[] {
  let stack: Open[] = [{ token: FILE, head: -1, commas: 0, first: 0 }];
  const saved: Open[][] = [];
  const copy = (s: readonly Open[]): Open[] => s.map((o) => ({ ...o }));
  let directive = false;
  /** End of the template arguments that are being passed, and the word before them. */
  let [template, templateHead] = [-1, -1];
  const block = (next: number): void => {
    while (stack.length > 1 && stack.at(-1)?.token.text !== '{') stack.pop();
    const top = stack.at(-1);
    if (top) top.first = next;
  };
  tokens.forEach((t, i) => {
    if (t.kind === 'directive') {
      directive = true;
      if (t.text.startsWith('if')) saved.push(copy(stack));
      else if (t.text === 'else' || t.text.startsWith('elif')) stack = copy(saved.at(-1) ?? stack);
      else if (t.text === 'endif') saved.pop();
      return;
    }
    if (t.kind === 'directive-end') {
      directive = false;
      const top = stack.at(-1);
      if (top && (top.token.text === '{' || top.token === FILE)) top.first = i + 1;
      return;
    }
    if (directive) {
      const top = stack.at(-1);
      if (top && (top.token.text === '{' || top.token === FILE)) top.first = i + 1;
      return;
    }
    if (i <= template) return;
    const top = stack.at(-1);
    if (t.kind === 'word') {
      if (KEYWORDS.has(t.text) && top && top.token.text !== '{' && top.token !== FILE) block(i);
      return;
    }
    if (t.kind !== 'punct') return;
    switch (t.text) {
      case '(':
      case '[':
      case '{':
        stack.push({
          token: t,
          head: i - 1 === template ? templateHead : i - 1,
          commas: 0,
          first: i + 1,
        });
        break;
      case '<':
        template = templateEnd(tokens, i);
        // A cast is a parenthesis like any other.
        templateHead = isCastWord(tokens[i - 1]) ? -1 : i - 1;
        break;
      case ')':
      case ']':
        if (top?.token.text === (t.text === ')' ? '(' : '[')) stack.pop();
        break;
      case '}':
        while (stack.length > 1 && stack.at(-1)?.token.text !== '{') stack.pop();
        if (stack.length > 1) stack.pop();
        {
          const now = stack.at(-1);
          if (now && (now.token.text === '{' || now.token === FILE)) now.first = i + 1;
        }
        break;
      case ',':
        if (top) {
          top.commas++;
          if (top.token.text === '(') top.first = i + 1;
        }
        break;
      case ';':
        // `for (;;)` has its own.
        if (!(top?.token.text === '(' && tokens[top.head]?.text === 'for')) block(i + 1);
        else top.first = i + 1;
        break;
      case ':':
        if (top?.token.text === '{' && /^(?:case|default)$/.test(tokens[top.first]?.text ?? ''))
          top.first = i + 1;
        break;
      default:
    }
  });
  return stack;
}

/** How many tokens back the name of a call is looked for. */
const FAR = 2000;

/**
 * The word before the innermost parenthesis that is open around an offset, grouping parentheses aside; `undefined` where
 * that is a keyword, or no call. `tokens` are those of finished code, without comments.
 */
export function headAround(tokens: readonly Token[], at: number): Token | undefined {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const mid = (low + high) >> 1;
    if ((tokens[mid]?.start ?? 0) < at) low = mid + 1;
    else high = mid;
  }
  let closed = 0;
  for (let i = low - 1; i >= Math.max(1, low - FAR); i--) {
    const text = tokens[i]?.kind === 'punct' ? tokens[i]?.text : undefined;
    // A bracket that ends behind the offset is not open there.
    if (text === ')' || text === ']') closed++;
    else if (text === '(' || text === '[') {
      if (closed > 0) closed--;
      else {
        const head = tokens[i - 1];
        if (text === '[' || head?.text === ')' || head?.text === ']') return undefined;
        if (head?.kind === 'word') return CALLS_NOTHING.has(head.text) ? undefined : head;
      }
    } else if (closed === 0 && (text === ';' || text === '{' || text === '}')) return undefined;
  }
  return undefined;
}
const CALLS_NOTHING = new Set([...KEYWORDS, 'sizeof']);

const FILE: Token = { kind: 'punct', start: 0, end: 0, text: '' };
