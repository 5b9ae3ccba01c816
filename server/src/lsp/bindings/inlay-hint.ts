/** `textDocument/inlayHint` */
import { subjectOf, type Binding } from '../binding.ts';
import { offsetsOf } from '../from-lsp.ts';
import { toInlayHint } from '../to-lsp.ts';

export const inlayHint: Binding = {
  capabilities: () => ({ inlayHintProvider: true }),
  register(session) {
    const { connection, service, settings, client, guard } = session;
    connection.languages.inlayHint.on(
      guard.request('textDocument/inlayHint', [], async ({ textDocument, range }) => {
        const subject = await subjectOf(session, textDocument.uri);
        if (!subject) return [];
        const { file, lines } = subject.document;
        return service
          .inlayHints(file, offsetsOf(lines, range), subject.ctx)
          .map((hint) => toInlayHint(hint, lines, client));
      }),
    );
    if (!client.refreshesInlayHints) return;
    settings.onChange(() => {
      connection.languages.inlayHint.refresh().catch((error: unknown) => {
        guard.report('workspace/inlayHint/refresh', error);
      });
    });
  },
};
