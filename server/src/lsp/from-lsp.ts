/** From LSP's lines and columns to offsets. The only place that does so. */
import type { Range } from 'vscode-languageserver';
import type { LineIndex } from '../core/text/line-index.ts';
import type { Span } from '../core/text/span.ts';

/** The span of a range; positions outside of the text are clamped, a range the wrong way round is turned. */
export function offsetsOf(lines: LineIndex, range: Range): Span {
  const a = lines.offsetAt(range.start);
  const b = lines.offsetAt(range.end);
  return { start: Math.min(a, b), end: Math.max(a, b) };
}
