/** Quick pick over everything that has a reference page. */
import * as vscode from 'vscode';
import type { NameEntry, PageKind } from '../../../server/src/protocol.ts';

interface NameItem extends vscode.QuickPickItem {
  readonly entry?: NameEntry;
}

/** Heading of each group, in the order shown. */
function headings(): readonly (readonly [PageKind, string])[] {
  return [
    ['syscall', vscode.l10n.t('System calls')],
    ['constant', vscode.l10n.t('Flags and constants')],
    ['errno', vscode.l10n.t('Errors')],
    ['struct', vscode.l10n.t('Structures')],
    ['rule', vscode.l10n.t('Rules')],
  ];
}

/** Items of one quick pick: one separator per kind, names in the server's order. */
function items(entries: readonly NameEntry[]): NameItem[] {
  return headings().flatMap(([kind, label]) => {
    const of = entries.filter((entry) => entry.kind === kind);
    if (of.length === 0) return [];
    const separator: NameItem = { label, kind: vscode.QuickPickItemKind.Separator };
    return [
      separator,
      ...of.map((entry) => ({ label: entry.name, description: entry.detail, entry })),
    ];
  });
}

/** Lets the user choose one of `entries`; undefined when they leave without choosing. */
export async function pickName(
  entries: Promise<readonly NameEntry[]>,
  placeHolder: string,
): Promise<NameEntry | undefined> {
  const chosen = await vscode.window.showQuickPick<NameItem>(entries.then(items), {
    placeHolder,
    matchOnDescription: true,
  });
  return chosen?.entry;
}
