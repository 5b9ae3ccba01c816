/** The tokens of a segment, read once for as long as the segment lives. */
import type { Segment } from './segment.ts';
import { tokenize, type Token } from './tokens.ts';

const tokensOfSegment = new WeakMap<Segment, readonly Token[]>();
const codeOfSegment = new WeakMap<Segment, readonly Token[]>();

/** Tokens of a segment, comments included; read once. */
export function segmentTokens(segment: Segment): readonly Token[] {
  let tokens = tokensOfSegment.get(segment);
  if (!tokens) {
    tokens = tokenize(segment.text, 0, segment.text.length, true);
    tokensOfSegment.set(segment, tokens);
  }
  return tokens;
}

/** Tokens of a segment without comments; read once. */
export function codeTokens(segment: Segment): readonly Token[] {
  let tokens = codeOfSegment.get(segment);
  if (!tokens) {
    tokens = segmentTokens(segment).filter((t) => t.kind !== 'comment');
    codeOfSegment.set(segment, tokens);
  }
  return tokens;
}

/** Index of the token that touches an offset, words first; -1 where there is none. */
export function tokenAt(tokens: readonly Token[], at: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if ((tokens[mid]?.end ?? 0) < at) low = mid + 1;
    else high = mid;
  }
  let best = -1;
  for (let i = low; i < tokens.length; i++) {
    const t = tokens[i];
    if (!t || t.start > at) break;
    if (t.kind === 'directive-end') continue;
    const isName = t.kind === 'word' || t.kind === 'number';
    const covers = at < t.end;
    const held = tokens[best]?.kind;
    if (isName || best < 0 || (covers && held !== 'word' && held !== 'number')) best = i;
    if (covers) break;
  }
  return best;
}
