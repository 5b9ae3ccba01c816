import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { cursorAt } from '../../server/src/core/c/cursor.ts';
import type { Language } from '../../server/src/core/c/source-file.ts';
import { targetAt } from '../../server/src/core/c/target.ts';
import { opener } from '../support/source.ts';

let open: Awaited<ReturnType<typeof opener>>;
beforeAll(async () => {
  open = await opener();
});

const folders = ['../rules/', './samples/'].map((f) => new URL(f, import.meta.url));
const files = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => /\.(?:c|cc)$/.test(name))
    .map((name) => [name, new URL(name, folder)] as const),
);
const languageOf = (name: string): Language => (name.endsWith('.cc') ? 'cpp' : 'c');

/** Steps are prime, so that every kind of place is met; the smallest texts are cut everywhere. */
const stepFor = (text: string): number => (text.length < 700 ? 1 : text.length < 2000 ? 11 : 43);

describe('a text that ends anywhere', () => {
  it.each(files)('has a context: %s', (name, url) => {
    const text = readFileSync(url, 'utf8');
    for (let end = 0; end <= text.length; end += stepFor(text)) {
      const { file, kb } = open(text.slice(0, end), { language: languageOf(name) });
      expect(() => cursorAt(file, end, kb), `cut at ${end}`).not.toThrow();
      expect(() => targetAt(file, end, kb), `cut at ${end}`).not.toThrow();
    }
  });

  it.each(files)('has the argument that the whole text has: %s', (name, url) => {
    const text = readFileSync(url, 'utf8');
    const language = languageOf(name);
    const { file, kb } = open(text, { language });
    const wrong: string[] = [];
    for (const { call, base } of file.calls()) {
      if (call.broken || call.via === 'wrapper') continue;
      for (const arg of call.args) {
        // Behind the first character: at the start of a word, and inside of one.
        const at = base + arg.start + (/\w/.test(text.charAt(base + arg.start)) ? 1 : 0);
        const short = open(text.slice(0, at), { language });
        const found = cursorAt(short.file, at, kb).call;
        const full = cursorAt(file, at, kb).call;
        const says = (c: typeof found): string => (c ? `${c.info.name} ${c.via} ${c.index}` : '-');
        // In an argument that is a call itself, or begins with one, the inner call answers.
        const own = `${call.name} ${call.via} ${arg.index}`;
        if (says(found) !== own || says(full) !== own)
          wrong.push(`${text.slice(base + call.start, at)}| ${says(found)}, whole ${says(full)}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
