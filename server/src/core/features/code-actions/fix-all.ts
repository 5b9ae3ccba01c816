/** All safe fixes of the file at once, for `editor.codeActionsOnSave`. */
import { overlaps, type TextEdit } from '../../text/span.ts';
import type { Diagnostic } from '../answers.ts';
import type { ActionSource } from './source.ts';

export const fixAllAction: ActionSource = {
  name: 'fix-all',
  kinds: ['source.fixAll.syscallLens'],
  actions({ everything }) {
    const edits: TextEdit[] = [];
    const settles: Diagnostic[] = [];
    for (const diagnostic of everything()) {
      const fix = diagnostic.fixes.find((f) => f.safety === 'safe');
      if (fix === undefined) continue;
      const fresh = fix.edits.filter((e) => !edits.some((o) => same(o, e)));
      if (fresh.some((e) => edits.some((o) => overlaps(o.span, e.span)))) continue;
      edits.push(...fresh);
      settles.push(diagnostic);
    }
    if (edits.length === 0) return [];
    edits.sort((a, b) => a.span.start - b.span.start);
    const title = 'Fix all safe Syscall Lens findings';
    return [{ title, kind: 'source.fixAll.syscallLens', edits, settles, preferred: false }];
  },
};

function same(a: TextEdit, b: TextEdit): boolean {
  return a.span.start === b.span.start && a.span.end === b.span.end && a.newText === b.newText;
}
