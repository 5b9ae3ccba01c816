/** `textDocument/completion` and `completionItem/resolve`: the list at once, documentation when an item is looked at. */
import type { CompletionItem, CompletionList } from 'vscode-languageserver';
import type { CompletionData } from '../../core/features/answers.ts';
import { subjectOf, type Binding } from '../binding.ts';
import { toCompletionItem, toMarkup } from '../to-lsp.ts';

export const completion: Binding = {
  capabilities: () => ({
    // No ',', '(' or '|': a list asked for there is often dropped by VS Code when the blank and the first letter
    // follow quickly, and then nothing asks again. Letters ask by themselves, '_' asks anew behind a prefix.
    completionProvider: { resolveProvider: true, triggerCharacters: ['_'] },
  }),
  register(session) {
    const { connection, service, settings, client, guard } = session;
    const nothing: CompletionList = { isIncomplete: false, items: [] };
    connection.onCompletion(
      guard.request('textDocument/completion', nothing, async ({ textDocument, position }) => {
        const subject = await subjectOf(session, textDocument.uri);
        if (!subject) return nothing;
        const { document, ctx } = subject;
        const list = service.completion(document.file, document.lines.offsetAt(position), ctx);
        const items = list.items.map((item) => toCompletionItem(item, document, client));
        return { isIncomplete: list.isIncomplete, items };
      }),
    );
    connection.onCompletionResolve(async (item, token) => {
      const resolve = guard.request('completionItem/resolve', item, async () => {
        const data = item.data as { uri: string; item: CompletionData } | undefined;
        if (data === undefined) return item;
        const { ctx } = await settings.of(data.uri);
        return documented(item, service.resolveCompletion(data.item, ctx), client);
      });
      return resolve(item, token);
    });
  },
};

function documented(
  item: CompletionItem,
  markdown: string | undefined,
  client: { readonly completionMarkdown: boolean },
): CompletionItem {
  if (markdown === undefined) return item;
  return { ...item, documentation: toMarkup(markdown, client.completionMarkdown) };
}
