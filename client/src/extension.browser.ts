/** Entry in the browser (vscode.dev): the server is a web worker, told where its files are. */
import * as vscode from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from 'vscode-languageclient/browser';
import { start } from './start.ts';

/** Called by VS Code; resolves when the server answers. */
export function activate(context: vscode.ExtensionContext): Promise<void> {
  const url = (file: string): string =>
    vscode.Uri.joinPath(context.extensionUri, 'dist', file).toString(true);
  let worker: Worker | undefined;
  // As transports: the client takes a worker only when it is an instance of the global class, and the extension
  // host's own class is another. A restart gets a fresh worker.
  const transports = (): Promise<MessageTransports> => {
    worker?.terminate();
    worker = new Worker(url('server.web.js'));
    return Promise.resolve({
      reader: new BrowserMessageReader(worker),
      writer: new BrowserMessageWriter(worker),
    });
  };
  return start(
    context,
    (options) => new LanguageClient('syscallLens', 'Syscall Lens', transports, options),
    {
      runtimeWasm: url('web-tree-sitter.wasm'),
      grammarWasm: url('tree-sitter-c.wasm'),
      grammarCppWasm: url('tree-sitter-cpp.wasm'),
      kbIndex: url('kb-index.json'),
      kbPages: url('kb-pages.json'),
    },
  );
}
