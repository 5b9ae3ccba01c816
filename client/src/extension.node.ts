/** Entry on the desktop and on remote hosts: the server is a Node process of its own. */
import type * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { start } from './start.ts';

/** Called by VS Code; resolves when the server answers. */
export function activate(context: vscode.ExtensionContext): Promise<void> {
  const module = context.asAbsolutePath('dist/server.js');
  const run = { module, transport: TransportKind.ipc };
  const debug = { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
  return start(
    context,
    (options) => new LanguageClient('syscallLens', 'Syscall Lens', { run, debug }, options),
  );
}
