/** Comments that hold a word, remembered segment by segment: after an edit only new segments are searched. */
import type { Span } from '../text/span.ts';
import type { Segment } from './segment.ts';
import { tokenize } from './tokens.ts';

const NONE: readonly Span[] = [];

export interface CommentIndex {
  /** Spans in the file of the comments of `segments` that hold the word; `starts` are their offsets. */
  find(holding: string, segments: readonly Segment[], starts: readonly number[]): Span[];
  /** To be told when the segments from `first` to `until` have given way to `count` others. */
  replaced(first: number, until: number, count: number): void;
}

/** An index over the segments of one file; nothing is searched before it is asked for. */
export function createCommentIndex(): CommentIndex {
  const lists = new Map<string, (readonly Span[] | undefined)[]>();
  return {
    find(holding, segments, starts) {
      let list = lists.get(holding);
      if (list === undefined) lists.set(holding, (list = []));
      const out: Span[] = [];
      for (let i = 0; i < segments.length; i++) {
        const found = (list[i] ??= search(segments[i]?.text ?? '', holding));
        const base = starts[i] ?? 0;
        for (const { start, end } of found) out.push({ start: base + start, end: base + end });
      }
      return out;
    },
    replaced(first, until, count) {
      const fresh = new Array<undefined>(count).fill(undefined);
      for (const list of lists.values()) list.splice(first, until - first, ...fresh);
    },
  };
}

function search(text: string, holding: string): readonly Span[] {
  if (!text.includes(holding)) return NONE;
  return tokenize(text, 0, text.length, true)
    .filter((t) => t.kind === 'comment' && t.text.includes(holding))
    .map(({ start, end }) => ({ start, end }));
}
