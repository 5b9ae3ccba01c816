/** Applies the safe fixes of findings to a text. Pure. */
import { overlaps } from '../../text/span.ts';
import type { TextEdit } from '../../text/span.ts';
import type { FileFinding } from './placing.ts';

/**
 * The text after the safe fixes of `findings`: the first safe fix of each, in order, leaving out any that would
 * touch what an earlier one changed. `applied` counts them; run the rules again until it is 0.
 */
export function applySafeFixes(
  text: string,
  findings: readonly Pick<FileFinding, 'fixes'>[],
): { readonly text: string; readonly applied: number } {
  const edits: TextEdit[] = [];
  let applied = 0;
  for (const finding of findings) {
    const fix = finding.fixes.find((f) => f.safety === 'safe');
    if (fix === undefined) continue;
    const fresh = fix.edits.filter((e) => !edits.some((o) => sameEdit(o, e)));
    if (fresh.some((e) => edits.some((o) => overlaps(o.span, e.span)))) continue;
    edits.push(...fresh);
    applied++;
  }
  edits.sort((a, b) => b.span.start - a.span.start);
  let result = text;
  for (const { span, newText } of edits) {
    result = result.slice(0, span.start) + newText + result.slice(span.end);
  }
  return { text: result, applied };
}

function sameEdit(a: TextEdit, b: TextEdit): boolean {
  return a.span.start === b.span.start && a.span.end === b.span.end && a.newText === b.newText;
}
