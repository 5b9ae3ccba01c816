/** Check: no two files say the same sentence with a word changed: such a sentence fits more than one call. */
import { exceptionsOf } from '../lib/exceptions.ts';
import { prosePieces, sentencesOf, type ProsePiece } from '../lib/prose.ts';
import type { Check } from './check.ts';

/** Shorter sentences are alike by nature. */
const WORDS = 9;
/** Share of common word pairs from which on two sentences count as one. */
const ALIKE = 0.7;

interface Sentence {
  readonly piece: ProsePiece;
  readonly text: string;
  readonly pairs: ReadonlySet<string>;
}

export const nearDuplicates: Check = {
  id: 'near-duplicates',
  promise: 'No sentence stands in two files, nor nearly so.',
  *run({ data }) {
    const exceptions = exceptionsOf(data, 'near-duplicates');
    const byPair = new Map<string, Sentence[]>();
    for (const piece of prosePieces(data)) {
      // Conditions of one errno are the same in sibling calls: that is a fact, not filler.
      if (piece.at[0] === 'errors' || piece.at[0] === 'params') continue;
      for (const text of sentencesOf(piece.text)) {
        const sentence = { piece, text, pairs: wordPairs(text) };
        if (sentence.pairs.size < WORDS) continue;
        const twin = findTwin(sentence, byPair);
        for (const pair of sentence.pairs)
          byPair.set(pair, [...(byPair.get(pair) ?? []), sentence]);
        if (twin === undefined || exceptions.has(text)) continue;
        const { file, at } = piece;
        const other = `${twin.piece.file.path}:${String(twin.piece.file.lineOf(twin.piece.at))}`;
        const message = `nearly the same sentence as ${other}: "${text}"`;
        yield { file: file.path, line: file.lineOf(at), check: 'near-duplicates', message };
      }
    }
    yield* exceptions.unused();
  },
};

function wordPairs(text: string): Set<string> {
  const words = text.toLowerCase().match(/[a-z0-9_]+/g) ?? [];
  return new Set(words.slice(1).map((word, index) => `${words[index] ?? ''} ${word}`));
}

function findTwin(
  sentence: Sentence,
  byPair: ReadonlyMap<string, readonly Sentence[]>,
): Sentence | undefined {
  const shared = new Map<Sentence, number>();
  for (const pair of sentence.pairs) {
    for (const other of byPair.get(pair) ?? []) {
      if (other.piece.file !== sentence.piece.file) shared.set(other, (shared.get(other) ?? 0) + 1);
    }
  }
  for (const [other, count] of shared) {
    if (count / (sentence.pairs.size + other.pairs.size - count) >= ALIKE) return other;
  }
  return undefined;
}
