/** Runs a mocha suite inside the extension host of a VS Code server; believes its result file, not its exit code. */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { Editor } from '../../server/tools/setup/editors.ts';
import { root } from '../../server/tools/setup/run.mjs';
import { startServer } from '../../server/tools/setup/vscode-server.ts';
import { openWindow, saveLog, screenPath } from './chromium.ts';
import { messageOf, within, type Outcome } from './outcome.ts';
import type { SuiteResult } from './suite/result.ts';
import { copyWorkspace } from './workspace.ts';

/** Seconds one whole suite may take. */
const limit = 120;

/** Runs the suite at `tests` (see `bundleSuite`) in a fresh server and folder; a crash is one failed outcome. */
export async function runInExtensionHost(
  route: string,
  editor: Editor,
  browser: Browser,
  tests: string,
): Promise<readonly Outcome[]> {
  const resultFile = join(root, 'out', 'vscode', `${route}.result.json`);
  await rm(resultFile, { force: true });
  const workspace = await copyWorkspace();
  const server = await startServer(editor, {
    driver: true,
    env: { SYSCALL_LENS_RESULT: resultFile },
  });
  const page = await openWindow(browser);
  try {
    const remote = (path: string): string => `vscode-remote://${server.authority}${path}`;
    const exit = new Promise<number>((resolve) => {
      void page.exposeFunction('codeAutomationExit', resolve);
    });
    await page.exposeFunction('codeAutomationLog', () => undefined);
    await page.goto(
      server.url(workspace.folder, [
        ['extensionDevelopmentPath', remote(root)],
        ['extensionTestsPath', remote(tests)],
      ]),
    );
    const code = await within(limit, 'the suite', exit);
    return judge(code, await readFile(resultFile, 'utf8').catch(() => undefined));
  } catch (error) {
    await page
      .screenshot({ path: screenPath(route, 'extension-host-failure') })
      .catch(() => undefined);
    saveLog(route, server.log());
    return [{ name: 'the suite runs', error: messageOf(error) }];
  } finally {
    await page.close();
    await server.stop();
    await workspace.remove();
  }
}

/** The outcomes of a suite. An exit of 0 alone proves nothing: a crashed extension host reports it too. */
export function judge(code: number, result: string | undefined): readonly Outcome[] {
  if (result === undefined)
    return [{ name: 'the suite ends', error: `exit ${code}, but no result was written` }];
  const { outcomes } = JSON.parse(result) as SuiteResult;
  const failed = outcomes.some((outcome) => outcome.error !== undefined);
  if (outcomes.length === 0) return [{ name: 'the suite has tests', error: 'none ran' }];
  if (code !== 0 && !failed)
    return [...outcomes, { name: 'the suite ends well', error: `exit ${code}` }];
  return outcomes;
}
