/** Takes the pictures of the README and the walkthrough from the installed extension, two device pixels per pixel. */
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { editor } from '../../server/tools/setup/editors.ts';
import { root, say } from '../../server/tools/setup/run.mjs';
import { startServer } from '../../server/tools/setup/vscode-server.ts';
import { launch, openWindow, screenPath } from './chromium.ts';
import { editorUrl, screenSettings, vsix } from './installed.ts';
import * as workbench from './workbench.ts';
import { copyWorkspace } from './workspace.ts';

/** Most bytes of one picture. */
const limit = 200_000;

/** Size of the pictures in CSS pixels; the window is larger by its frame and title bar. */
const width = 800;
const frame = { side: 4, top: 36, bottom: 4 };

/** One picture: the file it shows, words in it to wait for, and what is done before it is taken. */
interface Scene {
  readonly text: string;
  readonly height: number;
  show(page: Page): Promise<void>;
}

const scenes: Readonly<Record<string, Scene>> = {
  hover: {
    height: 304,
    text: `#include <sys/mman.h>

/* Puts fresh pages over part of a reservation. */
void *commit(void *at, size_t size) {
  return mmap(at, size, PROT_READ | PROT_WRITE,
              MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
}
`,
    show: async (page) => {
      await workbench.hover(page, 'MAP_ANONYMOUS | MAP_FIXED', 'MAP_FIXED', '0x10');
    },
  },
  completion: {
    height: 330,
    text: `#include <sys/mman.h>

void *reserve(size_t size) {
  return
}
`,
    show: async (page) => {
      const typed = '<End> mmap(NULL, size, PROT_NONE, MAP_PRIVATE | MAP_';
      await workbench.typeAfter(page, 'return', 'return', typed);
      await workbench.completions(page, 'MAP_POPULATE');
      await workbench.showDetails(page, 'MAP_ANONYMOUS');
    },
  },
  decides: {
    height: 300,
    text: `#include <fcntl.h>

int unblock(int fd) {
  return
}
`,
    show: async (page) => {
      await workbench.typeAfter(page, 'return', 'return', '<End> fcntl(fd, F_SETFL, O_');
      await workbench.completions(page, 'O_NONBLOCK');
    },
  },
  warning: {
    height: 320,
    text: `#include <sys/mman.h>

int *table(size_t size) {
  int *cells = mmap(NULL, size, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (cells == NULL)
    return 0;
  cells[0] = 1;
  return cells;
}
`,
    show: async (page) => {
      await workbench.squiggles(page, 'error');
      await workbench.hover(page, 'cells == NULL', 'NULL', 'Quick Fix...');
    },
  },
  page: {
    height: 460,
    text: '#include <sys/mman.h>\n',
    show: async (page) => {
      await workbench.runCommand(page, 'Syscall Lens: Open Reference Page…');
      await workbench.pick(page, 'mmap');
      await workbench.renderedPage(page, 'mmap');
    },
  },
};

/** Nothing on the screen but the code. */
const settings = {
  ...screenSettings,
  'workbench.activityBar.location': 'hidden',
  'workbench.statusBar.visible': false,
  'workbench.editor.showTabs': 'none',
  'workbench.layoutControl.enabled': false,
  'breadcrumbs.enabled': false,
  'editor.parameterHints.enabled': false,
  'editor.scrollbar.vertical': 'hidden',
  'editor.overviewRulerBorder': false,
  'editor.hideCursorInOverviewRuler': true,
  'editor.guides.indentation': false,
  'editor.lightbulb.enabled': 'off',
  'editor.hover.above': false,
  'editor.padding.top': 8,
  'markdown.preview.fontSize': 13,
};

/** Writes every picture to `client/media/`. */
export async function takeScreenshots(): Promise<void> {
  const browser = await launch();
  const workspace = await copyWorkspace();
  const server = await startServer(await editor('latest'), { vsix: await vsix(), settings });
  try {
    for (const [name, scene] of Object.entries(scenes)) {
      const file = `${name}.c`;
      await writeFile(join(workspace.folder, file), scene.text);
      const page = await openWindow(browser, {
        width: width + 2 * frame.side,
        height: scene.height + frame.top + frame.bottom,
        scale: 2,
      });
      await workbench.openEditor(page, editorUrl(server, workspace.folder, file), '#include');
      await page.keyboard.press('Control+b');
      await scene.show(page).catch(async (error: unknown) => {
        await page.screenshot({ path: screenPath('readme', name) });
        throw error;
      });
      const path = join(root, 'client', 'media', `${name}.png`);
      const clip = { x: frame.side, y: frame.top, width, height: scene.height };
      await page.screenshot({ path, clip, animations: 'disabled' });
      await page.close();
      const { size } = await stat(path);
      if (size > limit) throw new Error(`${path} has ${size} bytes, more than ${limit}`);
      say(`picture: client/media/${name}.png, ${Math.round(size / 1000)} kB`);
    }
  } finally {
    await browser.close();
    await server.stop();
    await workspace.remove();
  }
}
