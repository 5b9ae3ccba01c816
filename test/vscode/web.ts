/** Runs the suite in VS Code's web build: client and server are web workers, the folder is virtual. */
import { createServer, type AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { webBuild } from '../../server/tools/setup/editors.ts';
import { root } from '../../server/tools/setup/run.mjs';
import { bundleSuite } from './bundle.ts';
import { openWindow, screenPath } from './chromium.ts';
import { judge } from './extension-host.ts';
import { messageOf, within, type Outcome } from './outcome.ts';
import { resultMark } from './suite/result.ts';
import { demo } from './workspace.ts';

/** The part of `@vscode/test-web` we use; it is not among our dependencies, so its types are not either. */
interface TestHost {
  open(options: Readonly<Record<string, unknown>>): Promise<{ dispose(): void }>;
}

/** Runs the suite in a web worker; a crash is one failed outcome. */
export async function runInWebWorker(route: string, browser: Browser): Promise<readonly Outcome[]> {
  const build = await webBuild();
  const host = createRequire(join(build.testHost, 'package.json'))(build.testHost) as TestHost;
  const tests = await bundleSuite('web');
  const port = await freePort();
  const server = await host.open({
    browserType: 'none',
    quality: 'stable',
    commit: build.commit,
    testRunnerDataDir: build.dataDir,
    // Web views are served from names under localhost; 127.0.0.1 has none.
    host: 'localhost',
    port,
    extensionDevelopmentPath: root,
    extensionTestsPath: tests,
    folderPath: demo,
  });
  const page = await openWindow(browser);
  const log: string[] = [];
  page.on('console', (message) => log.push(message.text()));
  try {
    const exit = new Promise<number>((resolve) => {
      void page.exposeFunction('codeAutomationExit', resolve);
    });
    await page.exposeFunction('codeAutomationLog', () => undefined);
    await page.goto(`http://localhost:${port}`);
    const code = await within(120, 'the suite', exit);
    return judge(code, resultIn(log));
  } catch (error) {
    await page.screenshot({ path: screenPath(route, 'failure') }).catch(() => undefined);
    return [{ name: 'the suite runs', error: `${messageOf(error)}\n${log.slice(-20).join('\n')}` }];
  } finally {
    await page.close();
    server.dispose();
  }
}

/** The result line among what the page logged; VS Code may put style marks before and after it. */
function resultIn(log: readonly string[]): string | undefined {
  const line = log.find((text) => text.includes(resultMark));
  return line && /\{.*\}/s.exec(line.slice(line.indexOf(resultMark)))?.[0];
}

/** A port nobody listens on at the moment. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
