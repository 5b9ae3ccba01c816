/** `textDocument/publishDiagnostics`, for clients that cannot ask. `pull-diagnostics.ts` serves those that can. */
import { subjectOf, type Binding } from '../binding.ts';
import { toDiagnostic } from '../to-lsp.ts';

export const publishDiagnostics: Binding = {
  register(session) {
    const { connection, service, documents, settings, index, client, guard } = session;
    if (client.pullsDiagnostics) return;
    const waiting = new Set<string>();

    async function publish(uri: string): Promise<void> {
      const subject = await subjectOf(session, uri);
      waiting.delete(uri);
      if (!subject) return;
      const { document, ctx, ignored } = subject;
      const findings = ignored ? [] : service.diagnostics(document.file, ctx);
      await connection.sendDiagnostics({
        uri,
        version: document.version,
        diagnostics: findings.map((finding) => toDiagnostic(finding, document, client)),
      });
    }
    /** Behind the changes that are already waiting to be read, so that a burst of them is judged once. */
    function schedule(uri: string): void {
      if (waiting.has(uri)) return;
      waiting.add(uri);
      setTimeout(() => {
        publish(uri).catch((error: unknown) => {
          waiting.delete(uri);
          guard.report('textDocument/publishDiagnostics', error);
        });
      }, 0);
    }

    documents.onChange(schedule);
    documents.onClose((uri) => {
      void connection.sendDiagnostics({ uri, diagnostics: [] });
    });
    settings.onChange(() => {
      documents.uris().forEach(schedule);
    });
    index.onChange((uris) => {
      uris.forEach(schedule);
    });
  },
};
