/** Quick fixes of the findings under the selection, the safe ones first. */
import type { CodeAction } from '../answers.ts';
import type { ActionSource } from './source.ts';

export const fixActions: ActionSource = {
  name: 'fixes',
  kinds: ['quickfix'],
  actions: ({ diagnostics }) =>
    diagnostics.flatMap((diagnostic) => {
      const ordered = [
        ...diagnostic.fixes.filter((fix) => fix.safety === 'safe'),
        ...diagnostic.fixes.filter((fix) => fix.safety !== 'safe'),
      ];
      return ordered.map((fix, i): CodeAction => ({
        title: fix.title,
        kind: 'quickfix',
        edits: fix.edits,
        settles: [diagnostic],
        preferred: i === 0 && fix.safety === 'safe',
      }));
    }),
};
