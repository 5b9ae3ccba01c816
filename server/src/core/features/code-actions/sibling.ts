/** Offers to write the call under the cursor as its safer sibling: accept as accept4, signal as sigaction. */
import { includeEdits } from '../../c/include.ts';
import { libraryCalls, wordSet } from '../../c/mentions.ts';
import { siblingEdits } from '../../c/sibling-edits.ts';
import { isAvailable, SIBLINGS } from '../../kb/siblings.ts';
import { contains, shift, type Span } from '../../text/span.ts';
import type { CodeAction } from '../answers.ts';
import type { ActionSource } from './source.ts';

export const siblingAction: ActionSource = {
  name: 'sibling',
  kinds: ['refactor.rewrite'],
  actions({ file, span, ctx }) {
    const word = file.slice(...wordAt(span.start, (a, b) => file.slice(a, b)));
    const offered = SIBLINGS.filter((s) => s.from === word && isAvailable(s, ctx.kb, ctx.target));
    if (offered.length === 0) return [];
    const { unit, base } = file.unitAt(span.start);
    const [fn] = unit.functionsAt([span.start - base]);
    const call =
      fn &&
      libraryCalls(fn, unit, wordSet([word])).find((c) => contains(shift(c.callee, base), span));
    if (fn === undefined || call === undefined) return [];
    const place = {
      fn,
      textOf: (s: Span): string => unit.facts.text(s),
      cpp: file.language === 'cpp',
    };
    return offered.flatMap((sibling): readonly CodeAction[] => {
      const rewrite = siblingEdits(call, sibling, place);
      if (rewrite === undefined) return [];
      const headers = sibling.header === undefined ? [] : [sibling.header];
      return [
        {
          title: `Use ${sibling.to}: ${sibling.why}`,
          kind: 'refactor.rewrite',
          edits: [
            ...includeEdits(file, headers),
            ...rewrite.edits.map((e) => ({ ...e, span: shift(e.span, base) })),
          ],
          settles: [],
          preferred: false,
        },
      ];
    });
  },
};

/** The word around an offset. */
function wordAt(at: number, slice: (start: number, end: number) => string): [number, number] {
  const before = /\w*$/.exec(slice(Math.max(0, at - 40), at))?.[0].length ?? 0;
  const after = /^\w*/.exec(slice(at, at + 40))?.[0].length ?? 0;
  return [at - before, at + after];
}
