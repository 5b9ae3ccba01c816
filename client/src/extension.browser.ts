/** Entry in the browser (vscode.dev): the server is a web worker, told where its files are. */
import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { start } from './start.ts';

/** Called by VS Code; resolves when the server answers. */
export function activate(context: vscode.ExtensionContext): Promise<void> {
  const url = (file: string): string =>
    vscode.Uri.joinPath(context.extensionUri, 'dist', file).toString(true);
  const worker = (): Promise<Worker> => Promise.resolve(new Worker(url('server.web.js')));
  return start(
    context,
    (options) => new LanguageClient('syscallLens', 'Syscall Lens', worker, options),
    {
      runtimeWasm: url('web-tree-sitter.wasm'),
      grammarWasm: url('tree-sitter-c.wasm'),
      grammarCppWasm: url('tree-sitter-cpp.wasm'),
      kbIndex: url('kb-index.json'),
      kbPages: url('kb-pages.json'),
    },
  );
}
