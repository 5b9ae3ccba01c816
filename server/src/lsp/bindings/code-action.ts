/** `textDocument/codeAction`: every action comes with its edit, so there is nothing to resolve. */
import { subjectOf, type Binding } from '../binding.ts';
import { offsetsOf } from '../from-lsp.ts';
import { codeActionKinds, toCodeAction } from '../to-lsp.ts';

export const codeAction: Binding = {
  capabilities: () => ({ codeActionProvider: { codeActionKinds } }),
  register(session) {
    const { connection, service, client, guard } = session;
    connection.onCodeAction(
      guard.request('textDocument/codeAction', [], async ({ textDocument, range, context }) => {
        const subject = await subjectOf(session, textDocument.uri);
        if (!subject || subject.ignored) return [];
        const { document, ctx } = subject;
        const span = offsetsOf(document.lines, range);
        return service
          .codeActions(document.file, span, ctx, context.only)
          .map((action) => toCodeAction(action, document, client));
      }),
    );
  },
};
