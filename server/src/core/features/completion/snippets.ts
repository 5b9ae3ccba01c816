/** Completes a whole call with its error check, where a statement begins and a name is begun. */
import { includeEdits } from '../../c/include.ts';
import { sortKey } from '../support/order.ts';
import { showSinceShort } from '../support/versions.ts';
import type { CompletionSource } from './source.ts';

export const snippetCompletion: CompletionSource = {
  name: 'snippets',
  items({ file, cursor, typed, ctx }) {
    if (typed === '' || !cursor.atStatement) return [];
    const first = typed.charAt(0).toLowerCase();
    return Object.values(ctx.kb.index.calls).flatMap((call, position) => {
      if (!call.page || !call.name.startsWith(first)) return [];
      if (ctx.kb.number(call.name, ctx.target.arch) === undefined) return [];
      const snippet = ctx.kb.page(call.name)?.snippet;
      if (snippet === undefined || snippet === '') return [];
      return [
        {
          label: call.name,
          kind: 'snippet' as const,
          detail: `${call.name}() with its error check · ${showSinceShort(call.since)}`,
          sortText: sortKey(3, position),
          newText: snippet.trimEnd(),
          replace: cursor.word,
          deprecated: false,
          additionalEdits: includeEdits(file, call.headers),
          data: { kind: 'syscall' as const, name: call.name },
        },
      ];
    });
  },
};
