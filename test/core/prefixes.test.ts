import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { cursorAt } from '../../server/src/core/c/cursor.ts';
import type { CursorCall } from '../../server/src/core/c/cursor-call.ts';
import type { Language } from '../../server/src/core/c/source-file.ts';
import { targetAt } from '../../server/src/core/c/target.ts';
import { readFixture } from '../support/fixture.ts';
import { opener } from '../support/source.ts';

let open: Awaited<ReturnType<typeof opener>>;
beforeAll(async () => {
  open = await opener();
});

interface Text {
  readonly text: string;
  readonly language: Language;
  /** Characters between two ends; prime, so that every kind of place is met. */
  readonly step: number;
}

function textsIn(folder: string, read: (name: string, text: string) => readonly Text[]) {
  const url = new URL(folder, import.meta.url);
  const names = readdirSync(url).filter((name) => /\.(?:c|cc)$/.test(name));
  return names.flatMap((name) =>
    read(name, readFileSync(new URL(name, url), 'utf8')).map(
      (text, i) => [i === 0 ? name : `${name}, ${i + 1}`, text] as const,
    ),
  );
}
const texts = [
  ...textsIn('./samples/', (name, text) => [
    { text, language: name.endsWith('.cc') ? 'cpp' : 'c', step: 3 },
  ]),
  ...textsIn('../rules/', (_, all) =>
    readFixture(all).map(({ text, options }) => ({
      text,
      language: options.get('lang') === 'cpp' ? 'cpp' : 'c',
      step: text.length < 400 ? 5 : text.length < 2000 ? 31 : 97,
    })),
  ),
];

const says = (c: CursorCall | undefined): string =>
  c ? `${c.info.name} ${c.via} ${c.index}` : 'nothing';

describe('a text that ends anywhere', () => {
  it.each(texts)('has a context, and that of the whole text: %s', (_, { text, language, step }) => {
    const { file: whole, kb } = open(text, { language });
    const wrong: string[] = [];
    for (let end = 0; end <= text.length; end += step) {
      const { file } = open(text.slice(0, end), { language });
      expect(() => targetAt(file, end, kb), `cut at ${end}`).not.toThrow();
      const short = cursorAt(file, end, kb);
      const full = cursorAt(whole, end, kb);
      const differs = short.call && full.call && says(short.call) !== says(full.call);
      if (differs || short.quiet !== full.quiet)
        wrong.push(
          `${text.slice(Math.max(0, end - 60), end)}| ${says(short.call)}, whole ${says(full.call)}`,
        );
    }
    expect(wrong).toEqual([]);
  });

  it.each(texts)('has the argument that was read: %s', (_, { text, language }) => {
    const { file, kb } = open(text, { language });
    const wrong: string[] = [];
    for (const { call, base } of file.calls()) {
      if (call.broken || call.via === 'wrapper') continue;
      for (const arg of call.args) {
        // Behind the first character: at the start of a word, and inside of one.
        const at = base + arg.start + (/\w/.test(text.charAt(base + arg.start)) ? 1 : 0);
        const short = open(text.slice(0, at), { language });
        const found = says(cursorAt(short.file, at, kb).call);
        const full = says(cursorAt(file, at, kb).call);
        // In an argument that is a call itself, or begins with one, the inner call answers.
        const own = `${call.name} ${call.via} ${arg.index}`;
        if (found !== own || full !== own)
          wrong.push(`${text.slice(base + call.start, at)}| ${found}, whole ${full}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
