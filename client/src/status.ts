/** Language status item: the target the code is judged for and the knowledge in use. Shows what the server says. */
import * as vscode from 'vscode';
import type { StatusResult } from '../../server/src/protocol.ts';
import { selector } from './selector.ts';

/** A status item that `show` fills; `show(undefined)` says that the server does not run. */
export interface Status {
  dispose(): void;
  show(status: StatusResult | undefined): void;
}

/** Makes the item; its command leads to the target settings. */
export function createStatus(): Status {
  const item = vscode.languages.createLanguageStatusItem('syscallLens.status', [...selector]);
  item.name = 'Syscall Lens';
  item.command = {
    command: 'syscallLens.openTargetSettings',
    title: vscode.l10n.t('Set target'),
  };
  item.busy = true;
  item.text = 'Syscall Lens';
  return {
    show(status) {
      item.busy = false;
      item.text = status?.target ?? vscode.l10n.t('Syscall Lens is not running');
      item.detail = status?.data ?? '';
      item.severity = status
        ? vscode.LanguageStatusSeverity.Information
        : vscode.LanguageStatusSeverity.Error;
    },
    dispose: () => {
      item.dispose();
    },
  };
}
