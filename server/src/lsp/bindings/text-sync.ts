/** Open, change, close: the texts of the editor. */
import { TextDocumentSyncKind } from 'vscode-languageserver';
import type { Binding } from '../binding.ts';

export const textSync: Binding = {
  capabilities: () => ({
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
  }),
  register({ connection, documents, settings, guard }) {
    connection.onDidOpenTextDocument(
      guard.notification('textDocument/didOpen', ({ textDocument }) => {
        documents.open(textDocument);
      }),
    );
    connection.onDidChangeTextDocument(
      guard.notification('textDocument/didChange', (params) => {
        documents.change(params);
      }),
    );
    connection.onDidCloseTextDocument(
      guard.notification('textDocument/didClose', ({ textDocument }) => {
        documents.close(textDocument.uri);
        settings.drop(textDocument.uri);
      }),
    );
  },
};
