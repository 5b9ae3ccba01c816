/** Finds the system calls of a stretch of a file; what lies outside is not parsed. */
import type { PlacedCall } from '../../c/call-site.ts';
import type { SourceFile } from '../../c/source-file.ts';
import { overlaps, shift, type Span } from '../../text/span.ts';

/** Calls that share something with the stretch (file offsets), in order. */
export function callsIn(file: SourceFile, span: Span): readonly PlacedCall[] {
  const found: PlacedCall[] = [];
  const end = Math.min(span.end, file.length);
  let offset = span.start;
  let last = -1;
  while (offset <= end) {
    const { segment, base } = file.segmentAt(offset);
    // The end of the text belongs to the last segment.
    if (base === last) break;
    last = base;
    if (segment.candidates.length > 0) {
      const { unit } = file.unitAt(offset);
      for (const call of unit.calls) {
        if (overlaps(shift(call, base), span)) found.push({ call, base });
      }
    }
    offset = base + segment.text.length;
  }
  return found;
}
