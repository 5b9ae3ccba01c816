/** `textDocument/hover` */
import { subjectOf, type Binding } from '../binding.ts';
import { toHover } from '../to-lsp.ts';

export const hover: Binding = {
  capabilities: () => ({ hoverProvider: true }),
  register(session) {
    const { connection, service, client, guard } = session;
    connection.onHover(
      guard.request('textDocument/hover', null, async ({ textDocument, position }) => {
        const subject = await subjectOf(session, textDocument.uri);
        if (!subject) return null;
        const { file, lines } = subject.document;
        const answer = service.hover(file, lines.offsetAt(position), subject.ctx);
        return answer ? toHover(answer, lines, client) : null;
      }),
    );
  },
};
