/** Every `test/rules/<group>-<name>.c`: its labels are the findings of the rule it is named after, no more, no less. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { functionsWith, wakingWords } from '../../server/src/core/c/mentions.ts';
import { overlaps, shift, type Span } from '../../server/src/core/text/span.ts';
import { rules } from '../../server/src/core/rules/index.ts';
import { readFixture, showLabel } from '../support/fixture.ts';
import { fixedText, labelOf, lintText, openFile } from '../support/lint.ts';
import { testKb } from '../support/kb.ts';
import { testParser } from '../support/parser.ts';

const folder = new URL('.', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
const files = readdirSync(folder).filter((name) => name.endsWith('.c'));
const ruleOf = (file: string): string => file.replace(/(?:\.fixed)?\.c$/, '').replace('-', '/');

test('every rule has a fixture, and every fixture a rule', () => {
  const ids = rules.map((r) => r.meta.id);
  const fixtures = files.filter((f) => !f.endsWith('.fixed.c'));
  expect(fixtures.map(ruleOf).sort()).toEqual(ids);
  const fixed = files.filter((f) => f.endsWith('.fixed.c')).map(ruleOf);
  expect(fixed.filter((id) => !ids.includes(id))).toEqual([]);
});

describe.each(files.filter((f) => !f.endsWith('.fixed.c')))('%s', (file) => {
  const rule = ruleOf(file);
  const parts = readFixture(read(file));
  const findingsOf = async (part: (typeof parts)[number], text = part.text) =>
    (await lintText(text, part)).filter((f) => f.rule === rule);

  test('labels are the findings', async () => {
    for (const part of parts) {
      const found = (await findingsOf(part)).map((f) => showLabel(labelOf(f, part.text)));
      expect({ [part.name]: found }).toEqual({ [part.name]: part.labels.map(showLabel) });
    }
  });

  /** What the rule looks at: calls, or the functions that hold its words. */
  const placesOf = async (part: (typeof parts)[number]): Promise<readonly Span[]> => {
    const opened = await openFile(part.text, part);
    const about = rules.find((r) => r.meta.id === rule);
    if (about === undefined || !('words' in about)) {
      return [...opened.calls()].map(({ call, base }) => shift(call, base));
    }
    const beside = 'beside' in about ? (about.beside ?? []) : [];
    const words = wakingWords([...about.words, ...beside], testKb());
    const found = functionsWith(opened, words);
    return [...found].map(({ fn, base }) => shift(fn, base));
  };

  test('it has a labelled and an unlabelled place', async () => {
    let labelled = 0;
    let silent = 0;
    for (const part of parts) {
      const found = await findingsOf(part);
      const places = await placesOf(part);
      const hit = places.filter((p) => found.some((f) => overlaps(f.call, p)));
      labelled += found.length;
      silent += places.length - hit.length;
    }
    expect(labelled).toBeGreaterThan(0);
    expect(silent).toBeGreaterThan(0);
  });

  test('messages are filled in and short', async () => {
    for (const part of parts) {
      for (const { message } of await findingsOf(part)) {
        expect(message).not.toMatch(/\{\w+\}/);
        expect(message.length, message).toBeLessThanOrEqual(120);
      }
    }
  });

  test('safe fixes give the .fixed.c, which holds no more of them and parses as before', async () => {
    const fixable = parts.some((part) => part.labels.some((label) => label.fixable));
    expect(files.includes(file.replace(/\.c$/, '.fixed.c'))).toBe(fixable);
    if (!fixable) return;
    const wanted = readFixture(read(file.replace(/\.c$/, '.fixed.c')));
    expect(wanted.map((p) => p.name)).toEqual(parts.map((p) => p.name));
    const parser = await testParser();
    for (const [i, part] of parts.entries()) {
      const fixed = await fixedText(part, rule);
      expect(fixed).toBe(wanted[i]?.text);
      const left = await findingsOf(part, fixed);
      expect(left.flatMap((f) => f.fixes).filter((f) => f.safety === 'safe')).toEqual([]);
      if (!parser.tree(part.text, 'c').broken) {
        expect(parser.tree(fixed, 'c').broken).toBe(false);
      }
    }
  });
});
