/** `textDocument/diagnostic`, for clients that ask for diagnostics. `publish-diagnostics.ts` serves the others. */
import { DocumentDiagnosticReportKind, type DocumentDiagnosticReport } from 'vscode-languageserver';
import { subjectOf, type Binding } from '../binding.ts';
import { diagnosticSource, toDiagnostic } from '../to-lsp.ts';

export const pullDiagnostics: Binding = {
  capabilities: (client) =>
    client.textDocument?.diagnostic === undefined
      ? {}
      : {
          diagnosticProvider: {
            identifier: diagnosticSource,
            interFileDependencies: true,
            workspaceDiagnostics: false,
          },
        },
  register(session) {
    const { connection, service, settings, index, client, guard } = session;
    if (!client.pullsDiagnostics) return;
    const nothing: DocumentDiagnosticReport = {
      kind: DocumentDiagnosticReportKind.Full,
      items: [],
    };
    connection.languages.diagnostics.on(
      guard.request<
        { textDocument: { uri: string }; previousResultId?: string },
        DocumentDiagnosticReport
      >('textDocument/diagnostic', nothing, async ({ textDocument, previousResultId }) => {
        const subject = await subjectOf(session, textDocument.uri);
        if (!subject || subject.ignored) return nothing;
        const { document, ctx } = subject;
        const resultId = `${document.revision}.${settings.generation}.${index.generation}`;
        if (resultId === previousResultId) {
          return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
        }
        const items = service
          .diagnostics(document.file, ctx)
          .map((finding) => toDiagnostic(finding, document, client));
        return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
      }),
    );
    if (!client.refreshesDiagnostics) return;
    const refresh = (): void => {
      connection.languages.diagnostics.refresh().catch((error: unknown) => {
        guard.report('workspace/diagnostic/refresh', error);
      });
    };
    settings.onChange(refresh);
    index.onChange(refresh);
  },
};
