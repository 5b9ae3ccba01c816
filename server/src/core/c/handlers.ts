/** Names of functions that a segment installs as signal handlers, read from tokens. */
import type { Segment } from './segment.ts';
import { tokenize, type Token } from './tokens.ts';

const known = new WeakMap<Segment, readonly string[]>();
const NO_FUNCTION = new Set(['SIG_DFL', 'SIG_IGN', 'SIG_ERR', 'SIG_HOLD', 'NULL', 'nullptr']);
const INSTALLS = new Set(['signal', 'bsd_signal', 'sysv_signal', 'ssignal', 'sigset']);

/** Handlers that this segment names: assigned to `sa_handler` or `sa_sigaction`, or given to `signal()`; once each. */
export function handlersIn(segment: Segment): readonly string[] {
  let found = known.get(segment);
  if (found === undefined) {
    const { text } = segment;
    const may = text.includes('sa_handler') || text.includes('sa_sigaction') || holdsSignal(text);
    known.set(segment, (found = may ? read(tokenize(text)) : []));
  }
  return found;
}

function holdsSignal(text: string): boolean {
  return text.includes('signal') && /\b(?:signal|bsd_signal|sysv_signal|ssignal)\s*\(/.test(text);
}

function read(tokens: readonly Token[]): string[] {
  const out = new Set<string>();
  tokens.forEach((t, i) => {
    const next = tokens[i + 1]?.text;
    let end: Token | undefined;
    if ((t.text === 'sa_handler' || t.text === 'sa_sigaction') && next === '=') {
      end = lastBefore(tokens, i + 2);
    } else if (INSTALLS.has(t.text) && next === '(' && !isMember(tokens[i - 1]?.text)) {
      const comma = endOfPart(tokens, i + 2);
      if (tokens[comma]?.text === ',') end = lastBefore(tokens, comma + 1);
    }
    if (end?.kind === 'word' && !NO_FUNCTION.has(end.text)) out.add(end.text);
  });
  return [...out];
}

/** `queue->signal(…)` is another matter. */
function isMember(before: string | undefined): boolean {
  return before === '.' || before === '->';
}

/** Index of the token that ends an argument or initialiser. */
function endOfPart(tokens: readonly Token[], from: number): number {
  let level = 0;
  for (let i = from; i < tokens.length; i++) {
    const text = tokens[i]?.text ?? '';
    if (level === 0 && /^[,;)}]$/.test(text)) return i;
    if (/^[([{]$/.test(text)) level++;
    else if (/^[)\]}]$/.test(text)) level--;
  }
  return tokens.length;
}

/** The name a part consists of, casts and `&` before it left out; `undefined` for anything longer. */
function lastBefore(tokens: readonly Token[], from: number): Token | undefined {
  const end = endOfPart(tokens, from);
  const last = tokens[end - 1];
  const before = end - 1 > from ? tokens[end - 2]?.text : undefined;
  return before === undefined || before === '&' || before === ')' || before === '='
    ? last
    : undefined;
}
