/** The host of the web worker: what it fetches, when, and what it says when something is missing. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createBrowserPlatform } from '../../server/src/host/browser.ts';
import { compiledKb } from '../support/kb.ts';

const require = createRequire(import.meta.url);
const assets = {
  runtimeWasm: 'https://host/web-tree-sitter.wasm',
  grammarWasm: 'https://host/tree-sitter-c.wasm',
  grammarCppWasm: 'https://host/tree-sitter-cpp.wasm',
  kbIndex: 'https://host/kb-index.json',
  kbPages: 'https://host/kb-pages.json',
};

/** The server of the files, with a list of what was asked for. */
function contents(url: string): Uint8Array<ArrayBuffer> | undefined {
  const name = url.slice(url.lastIndexOf('/') + 1);
  const { index, pages } = compiledKb();
  if (name === 'kb-index.json') return new Uint8Array(Buffer.from(JSON.stringify(index)));
  if (name === 'kb-pages.json') return new Uint8Array(Buffer.from(JSON.stringify(pages)));
  if (!name.endsWith('.wasm')) return undefined;
  return new Uint8Array(readFileSync(require.resolve(`${name.replace('.wasm', '')}/${name}`)));
}

let fetched: string[] = [];
beforeEach(() => {
  fetched = [];
  vi.stubGlobal('fetch', (url: string) => {
    fetched.push(`later ${url.slice(13)}`);
    const bytes = contents(url);
    return Promise.resolve(
      bytes ? new Response(bytes) : new Response('', { status: 404, statusText: 'Not Found' }),
    );
  });
  vi.stubGlobal(
    'XMLHttpRequest',
    class {
      status = 0;
      statusText = '';
      responseType = '';
      response: unknown;
      private url = '';
      open(_method: string, url: string, later: boolean): void {
        expect(later).toBe(false);
        this.url = url;
      }
      send(): void {
        fetched.push(`now ${this.url.slice(13)}`);
        const bytes = contents(this.url);
        this.status = bytes ? 200 : 404;
        this.statusText = bytes ? 'OK' : 'Not Found';
        if (bytes === undefined) return;
        const text = this.responseType === 'text';
        this.response = text ? Buffer.from(bytes).toString('utf8') : bytes.buffer;
      }
    },
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
});

it('fetches what a start needs, and the big files when they are needed, once', async () => {
  const platform = createBrowserPlatform();
  const { parser, kb } = await platform.load({ assets });
  expect(fetched.sort()).toEqual([
    'later kb-index.json',
    'later tree-sitter-c.wasm',
    'later web-tree-sitter.wasm',
  ]);
  fetched = [];
  expect(kb.page('mmap')?.section).toBe('2');
  expect(kb.page('munmap')?.section).toBe('2');
  expect(fetched).toEqual(['now kb-pages.json']);
  fetched = [];
  expect(parser.tree('namespace n { }', 'cpp').broken).toBe(false);
  expect(parser.tree('namespace m { }', 'cpp').broken).toBe(false);
  expect(fetched).toEqual(['now tree-sitter-cpp.wasm']);
  expect(await platform.load({ assets })).toEqual({ parser, kb });
});

it('says which address is wrong', async () => {
  const platform = createBrowserPlatform();
  const wrong = { ...assets, kbIndex: 'https://host/none.json' };
  await expect(platform.load({ assets: wrong })).rejects.toThrow(
    'https://host/none.json: 404 Not Found',
  );
});

it('says that it was told no addresses', async () => {
  await expect(createBrowserPlatform().load({})).rejects.toThrow('initializationOptions.assets');
});
