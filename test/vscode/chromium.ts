/** Launches the browser that shows the editor: headless, offline but for this machine. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { browser as findBrowser } from '../../server/tools/setup/chromium.ts';
import { root } from '../../server/tools/setup/run.mjs';

const flags = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
];

/** Starts the browser; throws a sentence for people when there is none. */
export async function launch(): Promise<Browser> {
  const { path, env } = await findBrowser();
  return chromium.launch({
    executablePath: path,
    args: flags,
    env: { ...inherited(), ...env },
    // We end the server on Ctrl-C ourselves; the browser goes with us.
    handleSIGINT: false,
  });
}

function inherited(): Record<string, string> {
  const entries = Object.entries(process.env);
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** A new window. `scale` is device pixels per CSS pixel. */
export function openWindow(
  browser: Browser,
  { width = 1200, height = 1060, scale = 1 } = {},
): Promise<Page> {
  return browser.newPage({ viewport: { width, height }, deviceScaleFactor: scale });
}

/** The folder `out/screens/<route>/`. */
function screens(route: string): string {
  const dir = join(root, 'out', 'screens', route);
  mkdirSync(dir, { recursive: true });
  return dir;
}

/** Where the picture of this route and name goes: `out/screens/<route>/<name>.png`. */
export function screenPath(route: string, name: string): string {
  return join(screens(route), `${name.replaceAll(/[^\w-]+/g, '-')}.png`);
}

/** Keeps what a server printed beside the pictures of its route: `out/screens/<route>/server.log`. */
export function saveLog(route: string, text: string): void {
  writeFileSync(join(screens(route), 'server.log'), text);
}
