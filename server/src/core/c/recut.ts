/** Cuts a file again after an edit, from the touched segment on, until the old cuts fit again. */
import type { TextEdit } from '../text/span.ts';
import type { CutOptions, Segment } from './segment.ts';
import { cut } from './segments.ts';

export interface Recut {
  readonly segments: readonly Segment[];
  /** File offset of each segment. */
  readonly starts: readonly number[];
  /** Segments that hold the start and the end of the edited span. */
  readonly first: number;
  readonly last: number;
  readonly edit: TextEdit;
}

/** The segments that take the place of those from `first` up to (not including) `until`. */
export function recut(
  { segments, starts, first, last, edit }: Recut,
  options: CutOptions,
): { readonly until: number; readonly fresh: readonly Segment[] } {
  const { start, end } = edit.span;
  const open = segments[first]?.open ?? [];
  const base = starts[first] ?? 0;
  const delta = edit.newText.length - (end - start);
  let until = last + 1;
  for (let more = 1; ; more *= 4) {
    const piece = segments
      .slice(first, until)
      .map((s) => s.text)
      .join('');
    const text = piece.slice(0, start - base) + edit.newText + piece.slice(end - base);
    const all = until >= segments.length;
    const seams = new Map<number, number>();
    for (let i = last + 1; i < segments.length && i <= until; i++) {
      seams.set((starts[i] ?? 0) + delta - base, i);
    }
    let meets = segments.length;
    const result = cut(text, { ...options, open }, (offset, now) => {
      const i = seams.get(offset);
      if (i === undefined || !sameState(now, segments[i]?.open ?? [])) return false;
      meets = i;
      return true;
    });
    if (all || meets < segments.length) {
      const keepEmpty = first === 0 && all;
      return {
        until: meets,
        fresh: result.segments.filter((s, i) => s.text !== '' || (i === 0 && keepEmpty)),
      };
    }
    until = Math.min(segments.length, until + more);
  }
}

function sameState(a: Segment['open'], b: Segment['open']): boolean {
  return (
    a.length === b.length &&
    a.every((c, i) => {
      const d = b[i];
      return c.text === d?.text && c.cutsBraces === d.cutsBraces && c.level === d.level;
    })
  );
}
