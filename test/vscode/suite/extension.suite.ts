/** The extension starts when it should, and brings what its manifest says. */
import * as vscode from 'vscode';
import { extensionId, openDemo } from './helpers.ts';
import { equal, ok } from './assert.ts';

suite('extension', () => {
  test('starts with a C file', async () => {
    const extension = vscode.extensions.getExtension(extensionId);
    ok(extension, 'the extension is not installed');
    await openDemo();
    await extension.activate();
    ok(extension.isActive);
  });

  test('registers every command of its manifest and the one its links use', async () => {
    const manifest = vscode.extensions.getExtension(extensionId)?.packageJSON as {
      contributes: { commands: { command: string }[] };
    };
    const known = new Set(await vscode.commands.getCommands(true));
    const wanted = manifest.contributes.commands.map(({ command }) => command);
    ok(wanted.length > 0);
    for (const command of [...wanted, 'syscallLens.openPage']) ok(known.has(command), command);
  });

  test('answers again after a restart', async () => {
    const document = await openDemo();
    await vscode.commands.executeCommand('syscallLens.restartServer');
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      document.positionAt(document.getText().indexOf('mmap(NULL') + 1),
    );
    equal(hovers.length > 0, true, 'no hover after the restart');
  });
});
