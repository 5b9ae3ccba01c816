/** Which other C language servers run beside us: hovers then leave out what those show already. */
import * as vscode from 'vscode';

/** True when clangd, or cpptools with its own engine on, is installed and enabled. */
export function otherCServer(): boolean {
  if (vscode.extensions.getExtension('llvm-vs-code-extensions.vscode-clangd')) return true;
  if (!vscode.extensions.getExtension('ms-vscode.cpptools')) return false;
  const engine = vscode.workspace.getConfiguration('C_Cpp').get<string>('intelliSenseEngine');
  return engine?.toLowerCase() !== 'disabled';
}
