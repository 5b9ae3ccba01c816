/** Where the lines of a text that is edited in place start. Holds offsets only, never the text itself. */
import type { Span } from './span.ts';

/** Zero-based line and UTF-16 column, as LSP counts them. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Text the index may look at; a `SourceFile` is one. */
export interface TextSource {
  readonly length: number;
  slice(start: number, end: number): string;
}

export interface LineIndex {
  /** Number of lines, at least 1. Lines end at LF, CR LF or a lone CR. */
  readonly lineCount: number;
  /** Offset where a line starts; a line beyond the end gives the length of the text. */
  lineStart(line: number): number;
  /** Offset behind the last character of a line, its line break left out. */
  lineEnd(line: number): number;
  /** Position of an offset; an offset outside of the text is clamped. */
  positionAt(offset: number): Position;
  /** Offset of a position; a column beyond the line gives its end, a line beyond the text the text's end. */
  offsetAt(position: Position): number;
  /** To be told after `source` was edited: the span in the old text and the length of what replaced it. */
  edited(old: Span, newLength: number): void;
}

const CR = 13;
const LF = 10;

/** An index over `source`; `text` is its whole text when the caller has it at hand (saves a join). */
export function createLineIndex(source: TextSource, text?: string): LineIndex {
  let length = source.length;
  let { starts, count } = scanAll(text ?? source.slice(0, length));

  /** First index whose start is greater than `offset`. */
  function above(offset: number): number {
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] ?? 0) > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }
  const lineStart = (line: number): number =>
    line < 0 ? 0 : line >= count ? length : (starts[line] ?? 0);
  function lineEnd(line: number): number {
    if (line + 1 >= count) return length;
    const next = lineStart(line + 1);
    const tail = source.slice(Math.max(lineStart(line), next - 2), next);
    return next - (tail.endsWith('\r\n') ? 2 : 1);
  }

  return {
    get lineCount() {
      return count;
    },
    lineStart,
    lineEnd,
    positionAt(offset) {
      const at = Math.min(Math.max(offset, 0), length);
      const line = above(at) - 1;
      return { line, character: at - lineStart(line) };
    },
    offsetAt({ line, character }) {
      if (line >= count) return length;
      if (line < 0) return 0;
      const start = lineStart(line);
      const at = start + Math.max(character, 0);
      const next = line + 1 < count ? lineStart(line + 1) : length;
      return at + 2 <= next ? at : Math.max(start, Math.min(at, lineEnd(line)));
    },
    edited(old, newLength) {
      const delta = newLength - (old.end - old.start);
      length = source.length;
      // A start is decided by the character before it and the one at it: those from `old.start` to `old.end`
      // are read again, those after it only move.
      const first = Math.max(old.start, 1);
      const from = above(first - 1);
      const to = Math.max(above(old.end), from);
      const fresh = scan(
        source.slice(first - 1, old.start + newLength + 1),
        first,
        newLength + old.start,
      );
      const total = count - (to - from) + fresh.length;
      const target = total <= starts.length ? starts : grown(starts, total);
      target.copyWithin(from + fresh.length, to, count);
      target.set(fresh, from);
      if (delta !== 0) {
        for (let i = from + fresh.length; i < total; i++) target[i] = (target[i] ?? 0) + delta;
      }
      starts = target;
      count = total;
    },
  };
}

/** Line starts of a whole text, offset 0 included. */
function scanAll(text: string): { starts: Int32Array; count: number } {
  let starts = new Int32Array(Math.max(16, text.length >>> 4));
  let count = 1;
  const push = (offset: number): void => {
    if (count === starts.length) starts = grown(starts, count + 1);
    starts[count++] = offset;
  };
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) push(at + 1);
  } else {
    for (let at = 0; at < text.length; at++) if (breaksAfter(text, at)) push(at + 1);
  }
  return { starts, count };
}

/** Line starts between the offsets `first` and `last` (inclusive); `text` begins one before `first`. */
function scan(text: string, first: number, last: number): number[] {
  const found: number[] = [];
  for (let start = first; start <= last; start++) {
    if (breaksAfter(text, start - first)) found.push(start);
  }
  return found;
}

/** True when a new line starts behind the character at `at`. */
function breaksAfter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === LF || (code === CR && text.charCodeAt(at + 1) !== LF);
}

function grown(old: Int32Array, needed: number): Int32Array<ArrayBuffer> {
  const bigger = new Int32Array(Math.max(needed, old.length + (old.length >>> 1)));
  bigger.set(old);
  return bigger;
}
