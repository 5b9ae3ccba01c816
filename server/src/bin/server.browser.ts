/** The language server in a web worker. */
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import { createBrowserPlatform } from '../host/browser.ts';
import { startServer } from '../lsp/start.ts';

const scope = globalThis as unknown as Worker;
startServer(
  createConnection(
    ProposedFeatures.all,
    new BrowserMessageReader(scope),
    new BrowserMessageWriter(scope),
  ),
  createBrowserPlatform(),
);
