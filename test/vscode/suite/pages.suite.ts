/** Reference pages as documents of the editor. */
import * as vscode from 'vscode';
import { equal, match } from './assert.ts';
import { openDemo, until } from './helpers.ts';

const page = (path: string): vscode.Uri => vscode.Uri.from({ scheme: 'syscall-lens', path });

suite('pages', () => {
  test('a page is a read-only Markdown document', async () => {
    await openDemo();
    const document = await vscode.workspace.openTextDocument(page('/syscall/mmap.md'));
    equal(document.languageId, 'markdown');
    match(document.getText(), /^# .*mmap/m);
    equal(vscode.workspace.fs.isWritableFileSystem('syscall-lens'), false, 'writable');
  });

  test('a rule has a page, its id has a slash', async () => {
    const document = await vscode.workspace.openTextDocument(page('/rule/mem/write-exec.md'));
    match(document.getText(), /write-exec/);
  });

  test('an unknown name has none', async () => {
    const error = await vscode.workspace.fs.readFile(page('/syscall/no_such_call.md')).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    equal((error as vscode.FileSystemError | undefined)?.code, 'FileNotFound', String(error));
  });

  test('the link of a hover opens the page rendered', async () => {
    await vscode.commands.executeCommand('syscallLens.openPage', 'syscall', 'munmap');
    const shown = (): boolean => {
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return (
        input instanceof vscode.TabInputCustom &&
        input.viewType === 'vscode.markdown.preview.editor' &&
        input.uri.path === '/syscall/munmap.md'
      );
    };
    await until(vscode.window.tabGroups.onDidChangeTabs, shown, 'the rendered page');
  });
});
