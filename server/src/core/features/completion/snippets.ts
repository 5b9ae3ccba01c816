/** Completes a whole call with its error check, where a statement begins and a name is begun. */
import type { SourceFile } from '../../c/source-file.ts';
import { includeEdits } from '../support/include.ts';
import { sortKey } from '../support/order.ts';
import { showSince } from '../support/versions.ts';
import type { CompletionPlace, CompletionSource } from './source.ts';

/** How far before the word the end of the last statement is looked for. */
const LOOK_BACK = 2000;

export const snippetCompletion: CompletionSource = {
  name: 'snippets',
  items(place) {
    const { file, cursor, typed, ctx } = place;
    if (typed === '' || cursor.call !== undefined || !atStatementStart(place)) return [];
    const first = typed.charAt(0).toLowerCase();
    return Object.values(ctx.kb.index.calls).flatMap((call, position) => {
      if (!call.page || !call.name.startsWith(first)) return [];
      const snippet = ctx.kb.page(call.name)?.snippet;
      if (snippet === undefined || snippet === '') return [];
      return [
        {
          label: call.name,
          kind: 'snippet' as const,
          detail: `${call.name}() with its error check · since ${showSince(call.since)}`,
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

/**
 * True when the word begins a statement of a function body, as far as the text shows: behind `;`, `{`, `}` or a
 * label, comments skipped, and indented, since file-level code is not.
 */
function atStatementStart({ file, cursor }: CompletionPlace): boolean {
  const { start } = cursor.word;
  const text = file.slice(Math.max(0, start - LOOK_BACK), start);
  const line = text.slice(text.lastIndexOf('\n') + 1);
  if (line.trim() === '' ? line === '' && text !== '' : !/[;{}:]\s*$/.test(line)) return false;
  return /(?:[;{}]|\bdefault\s*:|\bcase\b[^:;{}?]*:|\belse|\bdo)\s*$/.test(withoutComments(text)) || atTop(file, start);
}

/** A file that holds nothing before the word: somebody tries the extension out. */
function atTop(file: SourceFile, start: number): boolean {
  return start <= LOOK_BACK && file.slice(0, start).trim() === '';
}

/** The text with comments and preprocessor lines blanked; a cut comment at the beginning stays. */
function withoutComments(text: string): string {
  return text
    .replace(/\/\*[^]*?\*\//g, ' ')
    .replace(/\/\/[^\n]*/g, ' ')
    .replace(/^[ \t]*#[^\n]*$/gm, ' ');
}
