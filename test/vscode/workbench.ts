/** Drives VS Code's workbench as a person does: mouse, keys and what is on the screen. Knows nothing of our product. */
import type { Locator, Page } from 'playwright-core';

const patience = 20_000;

/** Text of the page with the editor's no-break spaces as spaces. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

/** Where `token` stands on the screen, in the first shown line that contains `line`; waits until it is shown. */
async function find(page: Page, line: string, token: string): Promise<{ x: number; y: number }> {
  const handle = await page.waitForFunction(
    ([lineText, tokenText]) => {
      const rows = [...document.querySelectorAll('.view-lines .view-line')];
      const read = (node: Node): string => (node.textContent ?? '').replaceAll('\u00a0', ' ');
      const row = rows.find((one) => read(one).includes(lineText));
      if (!row) return null;
      const start = read(row).indexOf(tokenText, read(row).indexOf(lineText));
      const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
      let before = 0;
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const length = read(node).length;
        if (start >= before && start < before + length) {
          const range = document.createRange();
          range.setStart(node, start - before);
          range.setEnd(node, Math.min(length, start - before + tokenText.length));
          const box = range.getBoundingClientRect();
          return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
        }
        before += length;
      }
      return null;
    },
    [line, token] as const,
    { timeout: patience },
  );
  const place = await handle.jsonValue();
  if (place === null) throw new Error(`${token} is not on the screen`);
  return place;
}

/** Opens the workbench and waits for an editor to show `text`. */
export async function openEditor(page: Page, url: string, text: string): Promise<void> {
  await page.goto(url);
  await find(page, text, text);
}

/** Points at `token` until a hover says `expected`; returns all it says. */
export async function hover(
  page: Page,
  line: string,
  token: string,
  expected: string,
): Promise<string> {
  const box = page.locator('.monaco-hover:visible', { hasText: expected }).first();
  for (let tries = 0; tries < 4; tries++) {
    // An earlier hover stays while the mouse is on its way to it: leave the editor first.
    await page.mouse.move(600, 4);
    await page.keyboard.press('Escape');
    await page.locator('.monaco-editor .monaco-hover:visible').waitFor({ state: 'hidden' });
    const { x, y } = await find(page, line, token);
    await page.mouse.move(x - 2, y);
    await page.mouse.move(x, y);
    try {
      await box.waitFor({ timeout: patience / 4 });
      return plain(await box.innerText());
    } catch {
      // The server may have been busy when the hover was asked for: point again.
    }
  }
  const seen = await page.locator('.monaco-hover:visible').allInnerTexts();
  throw new Error(
    `hover on ${token} does not say "${expected}": ${seen.join(' / ') || 'no hover'}`,
  );
}

/** Puts the cursor behind `token` and types; keys in `<>` are pressed: `<End>`, `<Enter>`. */
export async function typeAfter(
  page: Page,
  line: string,
  token: string,
  keys: string,
): Promise<void> {
  const { x, y } = await find(page, line, token);
  await page.mouse.click(x, y);
  for (const part of keys.split(/(<[\w+]+>)/).filter((one) => one !== ''))
    if (part.startsWith('<')) await page.keyboard.press(part.slice(1, -1));
    else await page.keyboard.type(part, { delay: 60 });
}

/**
 * Labels of the completion list once it shows `expected`. VS Code drops the list it opens by itself while another
 * provider still loads; then we ask for it, as a person does.
 */
export async function completions(page: Page, expected: string): Promise<string[]> {
  const widget = page.locator('.suggest-widget.visible');
  const label = widget.locator('.monaco-list-row .label-name');
  const wanted = label.filter({ hasText: expected }).first();
  await wanted.waitFor({ timeout: patience / 4 }).catch(async () => {
    if (!(await widget.isVisible())) await page.keyboard.press('Control+Space');
    await wanted.waitFor({ timeout: patience });
  });
  return label.allInnerTexts();
}

/** Opens the documentation beside the completion list, once the entry `label` is the chosen one. */
export async function showDetails(page: Page, label: string): Promise<void> {
  const row = page.locator('.suggest-widget.visible .monaco-list-row.focused', { hasText: label });
  await row.waitFor({ timeout: patience });
  await page.keyboard.press('Control+Space');
  await page.locator('.suggest-details-container:visible').first().waitFor({ timeout: patience });
}

/** Waits for a squiggle of this severity and returns how many are shown. */
export async function squiggles(
  page: Page,
  severity: 'warning' | 'info' | 'error',
): Promise<number> {
  const marks = page.locator(`.squiggly-${severity}`);
  await marks.first().waitFor({ state: 'attached', timeout: patience });
  return marks.count();
}

/** Opens the quick-fix list at `token`, calls `shown` while it is open, and chooses the entry that contains `title`. */
export async function quickFix(
  page: Page,
  line: string,
  token: string,
  title: string,
  shown: () => Promise<void>,
): Promise<void> {
  const list = page.locator('.action-widget:not(.action-list-submenu-panel)');
  const entry = list.locator('.monaco-list-row', { hasText: title }).first();
  for (let tries = 0; tries < 4 && !(await entry.isVisible()); tries++) {
    // The list closes when problems change under it, as they do after an edit: open it again.
    await page.keyboard.press('Escape');
    const { x, y } = await find(page, line, token);
    await page.mouse.click(x, y);
    await page.keyboard.press('Control+.');
    await entry.waitFor({ timeout: patience / 4 }).catch(() => undefined);
  }
  await shown();
  // A fresh menu takes no click before the mouse has moved over it.
  await entry.hover({ force: true, timeout: patience / 4 });
  await entry.click();
  await list.waitFor({ state: 'hidden', timeout: patience });
}

/** Waits until the editor shows a line that contains `text`. */
export async function shows(page: Page, text: string): Promise<void> {
  await find(page, text, text);
}

/** The rendered page in the active editor, once its heading contains `title`. */
export async function renderedPage(page: Page, title: string): Promise<Locator> {
  const inside = page
    .locator('iframe.webview.ready')
    .last()
    .contentFrame()
    .frameLocator('iframe#active-frame');
  await inside.locator('h1', { hasText: title }).first().waitFor({ timeout: patience });
  return inside.locator('body');
}

/** Closes whatever list, menu or hover is open. */
export async function closePopups(page: Page): Promise<void> {
  for (let times = 0; times < 3; times++) await page.keyboard.press('Escape');
}

/** Brings the tab of this name to the front. */
export async function showTab(page: Page, name: string): Promise<void> {
  await page.locator('.tabs-container .tab', { hasText: name }).first().click();
}

/** Runs a command of the palette by its full title. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  const input = page.locator('.quick-input-widget input');
  await input.waitFor({ timeout: patience });
  await input.fill(`>${title}`);
  await page.locator('.quick-input-widget .monaco-list-row', { hasText: title }).first().click();
}

/** Chooses the entry `name` of the open quick pick. */
export async function pick(page: Page, name: string): Promise<void> {
  const input = page.locator('.quick-input-widget input');
  await input.waitFor({ timeout: patience });
  await input.fill(name);
  const row = page.locator('.quick-input-widget .monaco-list-row', { hasText: name }).first();
  await row.waitFor({ timeout: patience });
  await page.keyboard.press('Enter');
}

/** Throws every unsaved change of the active file away. */
export async function revert(page: Page): Promise<void> {
  await runCommand(page, 'File: Revert File');
  await page.locator('.tabs-container .tab.dirty').waitFor({ state: 'detached' });
}
