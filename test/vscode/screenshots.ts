/** Takes the pictures of the README and the walkthrough from the installed extension, two device pixels per pixel. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { editor } from '../../server/tools/setup/editors.ts';
import { root, say } from '../../server/tools/setup/run.mjs';
import { startServer } from '../../server/tools/setup/vscode-server.ts';
import { launch, openWindow } from './chromium.ts';
import { demoUrl, screenSettings, vsix } from './installed.ts';
import * as workbench from './workbench.ts';
import { copyWorkspace } from './workspace.ts';

/** Most bytes of one picture. */
const limit = 200_000;

/** Pixels of the editor that are shown: below the tabs, right of the side bar. */
const clip = { x: 0, y: 0, width: 960, height: 420 };

/** Name of the picture → what must be on the screen. */
const pictures: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  hover: async (page) => {
    await workbench.hover(page, 'MAP_SHARED | MAP_ANONYMOUS | MAP_FIXED', 'MAP_FIXED', '0x10');
  },
  warning: async (page) => {
    await workbench.hover(page, 'if (numbers == NULL)', 'NULL', 'mem/mmap-null-check');
  },
  completion: async (page) => {
    const typed = 'mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_';
    await workbench.typeAfter(page, 'return area;', 'area;', `<End><Enter>${typed}`);
    await workbench.completions(page, 'MAP_POPULATE');
  },
  page: async (page) => {
    await page.keyboard.press('Escape');
    await workbench.runCommand(page, 'Syscall Lens: Open Reference Page…');
    await workbench.pick(page, 'mmap');
    await workbench.renderedPage(page, 'mmap');
  },
};

/** Writes every picture to `client/media/`. */
export async function takeScreenshots(): Promise<void> {
  const browser = await launch();
  const workspace = await copyWorkspace();
  const settings = {
    ...screenSettings,
    'workbench.activityBar.location': 'hidden',
    'workbench.statusBar.visible': false,
    'workbench.editor.showTabs': 'single',
    'workbench.sideBar.location': 'right',
    'window.commandCenter': false,
    'breadcrumbs.enabled': false,
    'editor.fontSize': 14,
    'editor.scrollbar.vertical': 'hidden',
    'editor.overviewRulerBorder': false,
  };
  const server = await startServer(await editor('latest'), { vsix: await vsix(), settings });
  const page = await openWindow(browser, 2);
  try {
    await workbench.openEditor(page, demoUrl(server, workspace.folder), 'A tour of Syscall Lens');
    await workbench.squiggles(page, 'warning');
    await page.keyboard.press('Control+b');
    for (const [name, show] of Object.entries(pictures)) {
      await show(page);
      const path = join(root, 'client', 'media', `${name}.png`);
      await page.screenshot({ path, clip, animations: 'disabled' });
      const { size } = statSync(path);
      if (size > limit) throw new Error(`${path} has ${size} bytes, more than ${limit}`);
      say(`picture: client/media/${name}.png, ${Math.round(size / 1000)} kB`);
    }
  } finally {
    await browser.close();
    await server.stop();
    await workspace.remove();
  }
}
