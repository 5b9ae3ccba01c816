/** Fetches what the worker needs from the addresses the client names. Browser only; knows no protocol. */
import { loadParser } from '../core/c/parser.ts';
import { createKb } from '../core/kb/kb.ts';
import type { KbIndex, KbPages } from '../core/kb/kb.types.ts';
import type { Engine, Platform } from '../project/platform.ts';
import type { InitializationOptions } from '../protocol.ts';

type Assets = NonNullable<InitializationOptions['assets']>;

/** The platform of a web worker. Without `assets` loading rejects with the reason. */
export function createBrowserPlatform(): Platform {
  let engine: Promise<Engine> | undefined;
  return {
    version: '',
    load({ assets }) {
      if (assets === undefined) {
        return Promise.reject(new Error('initializationOptions.assets is missing'));
      }
      return (engine ??= loadEngine(assets));
    },
  };
}

async function loadEngine(assets: Assets): Promise<Engine> {
  const [runtimeWasm, grammarWasm, index] = await Promise.all([
    fetchBytes(assets.runtimeWasm),
    fetchBytes(assets.grammarWasm),
    fetchFile(assets.kbIndex).then((response) => response.json() as Promise<KbIndex>),
  ]);
  const parser = await loadParser({
    runtimeWasm,
    grammarWasm,
    grammarCppWasm: () =>
      new Uint8Array(fetchNow(assets.grammarCppWasm, 'arraybuffer') as ArrayBuffer),
  });
  const kb = createKb(
    index,
    () => JSON.parse(fetchNow(assets.kbPages, 'text') as string) as KbPages,
  );
  parser.tree('int f(void) { return 0; }\n', 'c');
  return { parser, kb };
}

async function fetchBytes(url: string): Promise<Uint8Array> {
  return new Uint8Array(await (await fetchFile(url)).arrayBuffer());
}

async function fetchFile(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status} ${response.statusText}`);
  return response;
}

/** Fetches in the middle of a synchronous answer; workers may. Used once each for the two big files. */
function fetchNow(url: string, as: 'arraybuffer' | 'text'): unknown {
  const request = new XMLHttpRequest();
  request.open('GET', url, false);
  request.responseType = as;
  request.send();
  if (request.status >= 400) throw new Error(`${url}: ${request.status} ${request.statusText}`);
  return request.response;
}
