/** What the suites share: the demo file, places in it found by text, and waiting for VS Code without sleeping. */
import * as vscode from 'vscode';

/** Name of our extension in VS Code. */
export const extensionId = 'syscall-lens.syscall-lens';

/** Milliseconds to wait for something that must come. */
const patience = 20_000;

/** Opens `demo.c` of the folder under test and shows it. */
export async function openDemo(): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('no folder is open');
  const document = await vscode.workspace.openTextDocument(
    vscode.Uri.joinPath(folder.uri, 'demo.c'),
  );
  await vscode.window.showTextDocument(document);
  return document;
}

/** Opens C text that lies in no file. */
export function openText(content: string): Thenable<vscode.TextDocument> {
  return vscode.workspace.openTextDocument({ language: 'c', content });
}

/** Position in the middle of `token`, in the first place where `context` stands; throws when it does not. */
export function at(document: vscode.TextDocument, context: string, token: string): vscode.Position {
  const text = document.getText();
  const start = text.indexOf(context);
  const offset = text.indexOf(token, start);
  if (start < 0 || offset < 0) throw new Error(`no ${token} in ${context}`);
  return document.positionAt(offset + Math.floor(token.length / 2));
}

/** Resolves when `ready` holds; asks again whenever `changed` fires. */
export async function until<T>(
  changed: vscode.Event<T>,
  ready: () => boolean,
  what: string,
): Promise<void> {
  if (ready()) return;
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      subscription.dispose();
      reject(new Error(`${what} did not come within ${patience / 1000} s`));
    }, patience);
    const subscription = changed(() => {
      if (!ready()) return;
      clearTimeout(timer);
      subscription.dispose();
      resolve();
    });
  });
}

/** Our problems in a document, once there are any. */
export async function problems(uri: vscode.Uri): Promise<vscode.Diagnostic[]> {
  const ours = (): vscode.Diagnostic[] =>
    vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'syscall-lens');
  await until(vscode.languages.onDidChangeDiagnostics, () => ours().length > 0, 'a problem');
  return ours();
}

/** Rule id of a problem. */
export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** All hover text at a place. */
export async function hoverText(uri: vscode.Uri, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    uri,
    position,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
    .join('\n');
}

/** How often quick fixes are asked for before there are none. */
const ATTEMPTS = 20;

/**
 * Quick fixes at a place. VS Code drops the answers of all providers when another extension registers one meanwhile, as
 * its own do while it starts; then it is asked again, as a person would.
 */
export async function quickFixes(
  uri: vscode.Uri,
  range: vscode.Range,
): Promise<readonly vscode.CodeAction[]> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      range,
      vscode.CodeActionKind.QuickFix.value,
      10,
    );
    if (actions.length > 0) return actions;
  }
  return [];
}
