/** What the command palette and our links can do. One entry per command; the work is done by views and client. */
import * as vscode from 'vscode';
import { namesRequest, type NameEntry, type PageKind } from '../../server/src/protocol.ts';
import { openPage } from './views/page.ts';
import { pickName } from './views/name-picker.ts';
import type { Server } from './start.ts';

/** Registers every command of the manifest and those our links use. */
export function registerCommands(server: Server): vscode.Disposable {
  const names = async (keep: (entry: NameEntry) => boolean): Promise<NameEntry[]> => {
    const all = await server.ask<readonly NameEntry[]>(namesRequest);
    return all.filter(keep);
  };
  const pick = async (keep: (entry: NameEntry) => boolean, hint: string): Promise<void> => {
    const entry = await pickName(names(keep), hint);
    if (entry) await openPage(entry.kind, entry.name);
  };
  const commands: Readonly<Record<string, (...args: never[]) => unknown>> = {
    'syscallLens.openReference': () =>
      pick(() => true, vscode.l10n.t('A system call, flag, error or rule')),
    'syscallLens.openRule': () => pick((entry) => entry.kind === 'rule', vscode.l10n.t('A rule')),
    'syscallLens.openPage': (kind: PageKind, name: string) => openPage(kind, name),
    'syscallLens.openTargetSettings': () =>
      vscode.commands.executeCommand('workbench.action.openSettings', 'syscallLens.target'),
    'syscallLens.restartServer': () => server.restart(),
    'syscallLens.showOutput': () => {
      server.showOutput();
    },
  };
  return vscode.Disposable.from(
    ...Object.entries(commands).map(([id, run]) => vscode.commands.registerCommand(id, run)),
  );
}
