/** Installs the packed extension into a VS Code server and walks through the scenarios on the screen. */
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { Editor } from '../../server/tools/setup/editors.ts';
import { startServer, type RunningServer } from '../../server/tools/setup/vscode-server.ts';
import { packVsix } from '../../server/tools/setup/vsix.ts';
import { openWindow, saveLog } from './chromium.ts';
import { runSteps, type Outcome } from './outcome.ts';
import { photo, scenarios } from './scenarios.ts';
import { closePopups, openEditor } from './workbench.ts';
import { copyWorkspace } from './workspace.ts';

/** The same picture on every machine. */
export const screenSettings = {
  'editor.fontFamily': "'DejaVu Sans Mono', monospace",
  'editor.minimap.enabled': false,
  // What a step types is thrown away after it.
  'files.autoSave': 'off',
  'editor.hover.delay': 100,
  'editor.cursorBlinking': 'solid',
  'workbench.colorTheme': 'Default Light Modern',
};

let packed: Promise<string> | undefined;

/** The VSIX, packed once for all routes. */
export const vsix = (): Promise<string> => (packed ??= packVsix());

/** Address that opens `file` of `folder`. */
export function editorUrl(server: RunningServer, folder: string, file: string): string {
  return server.url(folder, [
    ['openFile', `vscode-remote://${server.authority}${join(folder, file)}`],
  ]);
}

/** Runs every scenario in one window. */
export async function runInstalled(
  route: string,
  editor: Editor,
  browser: Browser,
): Promise<Outcome[]> {
  const workspace = await copyWorkspace();
  const server = await startServer(editor, { vsix: await vsix(), settings: screenSettings });
  const page = await openWindow(browser);
  const screen = { page, route };
  try {
    await openEditor(page, editorUrl(server, workspace.folder, 'demo.c'), 'A tour of Syscall Lens');
    const outcomes = await runSteps(scenarios, screen, async (name) => {
      await photo(screen, `failed ${name}`);
      await closePopups(page);
    });
    if (outcomes.some(({ error }) => error !== undefined)) saveLog(route, server.log());
    return outcomes;
  } finally {
    await page.close();
    await server.stop();
    await workspace.remove();
  }
}
