/**
 * Runs the product in real editors. `VSCODE_TEST` chooses: `auto` desktop VS Code where it can be had, else the lowest
 * supported version as a server; `electron` or `server` one of these; `all` both ends of the range, web and Neovim.
 */
import type { Browser } from 'playwright-core';
import { editor } from '../../server/tools/setup/editors.ts';
import { onPath } from '../../server/tools/setup/on-path.ts';
import { say } from '../../server/tools/setup/run.mjs';
import { bundleSuite } from './bundle.ts';
import { launch } from './chromium.ts';
import { runOnDesktop } from './electron.ts';
import { runInExtensionHost } from './extension-host.ts';
import { runInstalled } from './installed.ts';
import { runInNeovim } from './neovim.ts';
import { messageOf, type Outcome } from './outcome.ts';
import { runInWebWorker } from './web.ts';

/** One editor or way to run in it. */
interface Route {
  readonly name: string;
  run(browser: () => Promise<Browser>): Promise<readonly Outcome[]>;
}

/** A VS Code server: the VSIX driven on the screen, then the suite in its extension host. */
const server = (name: 'floor' | 'latest'): Route => ({
  name,
  run: async (browser) => {
    const [code, window] = [await editor(name), await browser()];
    return [
      ...(await runInstalled(name, code, window)),
      ...(await runInExtensionHost(name, code, window, await bundleSuite('node'))),
    ];
  },
});

/** Proves that the runner reports a failing test: the outcomes of a suite that must fail, turned round. */
const selfCheck: Route = {
  name: 'self-check',
  run: async (browser) => {
    const tests = await bundleSuite('broken');
    const outcomes = await runInExtensionHost(
      'broken',
      await editor('floor'),
      await browser(),
      tests,
    );
    const name = 'a failing test is reported as failed';
    const seen = outcomes.some((one) => one.error?.includes('2 !== 3'));
    return [seen ? { name } : { name, error: JSON.stringify(outcomes) }];
  },
};

const web: Route = { name: 'web', run: async (browser) => runInWebWorker('web', await browser()) };
const neovim: Route = { name: 'neovim', run: () => runInNeovim() };
const desktop: Route = {
  name: 'desktop',
  run: async () => {
    const result = await runOnDesktop();
    if ('outcomes' in result) return result.outcomes;
    return [{ name: 'desktop VS Code runs', error: result.impossible }];
  },
};

/** The routes of one value of VSCODE_TEST; throws on a value nobody knows. */
async function routesFor(choice: string): Promise<readonly Route[]> {
  switch (choice) {
    case 'all':
      return [server('floor'), selfCheck, server('latest'), web, ...neovimHere()];
    case 'server':
      return [server('floor'), ...neovimHere()];
    case 'electron':
      return [desktop];
    case 'auto': {
      const result = await runOnDesktop();
      if ('outcomes' in result)
        return [{ ...desktop, run: () => Promise.resolve(result.outcomes) }, ...neovimHere()];
      say(`editors: ${result.impossible}; using VS Code's server and a browser instead`);
      return [server('floor'), ...neovimHere()];
    }
    default:
      throw new Error(`VSCODE_TEST is "${choice}": use auto, all, electron, server or off.`);
  }
}

/** Neovim where it is installed; elsewhere its absence is one line. */
function neovimHere(): readonly Route[] {
  if (onPath('nvim')) return [neovim];
  say('editors: nvim is not on PATH, so Neovim is left out');
  return [];
}

/** Runs every route of the choice and says what came of it; resolves to the exit code. */
export async function runEditors(choice: string): Promise<number> {
  let opened: Promise<Browser> | undefined;
  const browser = (): Promise<Browser> => (opened ??= launch());
  let [passed, failed] = [0, 0];
  try {
    for (const route of await routesFor(choice)) {
      const outcomes = await route
        .run(browser)
        .catch((error: unknown) => [{ name: 'the editor runs', error: messageOf(error) }]);
      for (const { name, error } of outcomes as readonly Outcome[]) {
        if (error === undefined) passed += 1;
        else failed += 1;
        say(`  ${error === undefined ? 'ok  ' : 'FAIL'} ${route.name}: ${name}`);
        if (error !== undefined) say(error.replaceAll(/^/gm, '       '));
      }
    }
  } finally {
    await (await opened?.catch(() => undefined))?.close();
  }
  if (passed + failed === 0) failed = 1;
  if (failed > 0) {
    say(
      'editors: pictures of what was seen lie in out/screens/; VSCODE_TEST=off leaves the editors out',
    );
  }
  say(`vscode: ${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
