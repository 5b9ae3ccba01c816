/** What a person does with the installed extension, step by step, asserted on what the screen shows. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { screenPath } from './chromium.ts';
import type { Step } from './outcome.ts';
import * as workbench from './workbench.ts';

/** Where the steps run: one window, pictures named after the route. */
export interface Screen {
  readonly page: Page;
  readonly route: string;
}

/** Takes a picture under `out/screens/<route>/`. */
export async function photo({ page, route }: Screen, name: string): Promise<void> {
  await page.screenshot({ path: screenPath(route, name), animations: 'disabled' });
}

const goodCall = 'void *area = mmap(NULL, size, prot';
const fixedCall = 'MAP_SHARED | MAP_ANONYMOUS | MAP_FIXED';
const nullCheck = 'if (numbers == NULL)';

/** In order: later steps rely on the file being as `demo.c` again. */
export const scenarios: readonly Step<Screen>[] = [
  {
    name: 'squiggle under a flaw',
    run: async (screen) => {
      assert.ok((await workbench.squiggles(screen.page, 'warning')) > 0);
      await photo(screen, 'squiggle');
    },
  },
  {
    name: 'hover on mmap',
    run: async (screen) => {
      const text = await workbench.hover(screen.page, goodCall, 'mmap', 'MAP_FAILED');
      assert.match(text, /Full page/);
      assert.doesNotMatch(text, /undefined|\[object/);
      await photo(screen, 'hover-call');
    },
  },
  {
    name: 'hover on MAP_FIXED answers MAP_FIXED alone',
    run: async (screen) => {
      const text = await workbench.hover(screen.page, fixedCall, 'MAP_FIXED', '0x10');
      assert.match(text, /MAP_FIXED/);
      assert.doesNotMatch(text, /MAP_POPULATE|MAP_STACK/);
      await photo(screen, 'hover-flag');
    },
  },
  {
    name: 'hover on a number names its flags',
    run: async (screen) => {
      const text = await workbench.hover(screen.page, 'size, 3, 0x22', '0x22', 'MAP_ANONYMOUS');
      assert.match(text, /MAP_PRIVATE/);
      await photo(screen, 'hover-number');
    },
  },
  {
    name: 'full page from a hover, rendered, with links to other pages',
    run: async (screen) => {
      const { page } = screen;
      await workbench.hover(page, goodCall, 'mmap', 'Full page');
      await page.locator('.monaco-hover:visible a', { hasText: 'Full page' }).first().click();
      const body = await workbench.renderedPage(page, 'mmap');
      const text = await body.innerText();
      for (const section of ['Architecture', 'Errors', 'seccomp'])
        assert.match(text, new RegExp(section, 'i'), `the page has no ${section}`);
      assert.ok((await body.locator('table').count()) > 0, 'the page has no rendered table');
      await photo(screen, 'page');
      await workbench.showTab(page, 'demo.c');
    },
  },
  {
    name: 'completion in the flags argument of an unfinished call',
    run: async (screen) => {
      const { page } = screen;
      await workbench.typeAfter(
        page,
        'return area;',
        'area;',
        '<End><Enter>mmap(NULL, size, PROT_READ, MAP_',
      );
      const labels = await workbench.completions(page, 'MAP_PRIVATE');
      assert.ok(labels.includes('MAP_SHARED'), labels.join());
      assert.ok(
        labels.every((label) => label.startsWith('MAP_')),
        labels.join(),
      );
      await photo(screen, 'completion');
      await page.keyboard.press('Escape');
      await workbench.revert(page);
    },
  },
  {
    name: 'quick fix changes the text',
    run: async (screen) => {
      const { page } = screen;
      await workbench.quickFix(page, nullCheck, 'NULL', 'MAP_FAILED', () =>
        photo(screen, 'quick-fix'),
      );
      await workbench.shows(page, 'if (numbers == MAP_FAILED)');
      await workbench.revert(page);
    },
  },
  {
    name: 'suppression is written by a quick fix',
    run: async (screen) => {
      const { page } = screen;
      await workbench.quickFix(page, nullCheck, 'NULL', 'gnore', () => photo(screen, 'suppress'));
      await workbench.shows(page, 'syscall-lens-ignore mem/mmap-null-check');
      await photo(screen, 'suppressed');
      await page.keyboard.press('Escape');
      await workbench.revert(page);
    },
  },
  {
    name: "a warning's code opens the page of its rule",
    run: async (screen) => {
      const { page } = screen;
      await workbench.hover(page, nullCheck, 'NULL', 'mem/mmap-null-check');
      await photo(screen, 'warning');
      await page
        .locator('.monaco-hover:visible a.code-link', { hasText: 'mmap-null-check' })
        .click();
      await workbench.renderedPage(page, 'mmap-null-check');
      await photo(screen, 'rule-page');
      await workbench.showTab(page, 'demo.c');
    },
  },
  {
    name: 'the Problems panel leads to the page of a rule too',
    run: async (screen) => {
      const { page } = screen;
      await page.keyboard.press('Control+Shift+m');
      await page.locator('.markers-panel a', { hasText: 'mem/write-exec' }).first().click();
      await workbench.renderedPage(page, 'write-exec');
      await photo(screen, 'problems');
      await workbench.runCommand(page, 'View: Hide Panel');
      await workbench.showTab(page, 'demo.c');
    },
  },
  {
    name: 'the language status names target and data',
    run: async (screen) => {
      const { page } = screen;
      await page.locator('[id="status.languageStatus"]').hover();
      const status = page.locator('.monaco-hover:visible', { hasText: 'Linux' }).first();
      await status.waitFor();
      assert.match(await status.innerText(), /no target set.*Linux \d/s);
      await photo(screen, 'status');
    },
  },
  {
    name: 'Open Reference Page… finds every name',
    run: async (screen) => {
      const { page } = screen;
      await workbench.runCommand(page, 'Syscall Lens: Open Reference Page…');
      await workbench.pick(page, 'munmap');
      await workbench.renderedPage(page, 'munmap');
      await photo(screen, 'picked-page');
    },
  },
];
