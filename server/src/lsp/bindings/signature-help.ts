/** `textDocument/signatureHelp` */
import { subjectOf, type Binding } from '../binding.ts';
import { toSignatureHelp } from '../to-lsp.ts';

export const signatureHelp: Binding = {
  capabilities: () => ({
    signatureHelpProvider: { triggerCharacters: ['(', ','], retriggerCharacters: [')'] },
  }),
  register(session) {
    const { connection, service, client, guard } = session;
    connection.onSignatureHelp(
      guard.request('textDocument/signatureHelp', null, async ({ textDocument, position }) => {
        const subject = await subjectOf(session, textDocument.uri);
        if (!subject) return null;
        const { file, lines } = subject.document;
        const help = service.signatureHelp(file, lines.offsetAt(position), subject.ctx);
        return help ? toSignatureHelp(help, client) : null;
      }),
    );
  },
};
