import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RawNode, SyntaxParser } from '../../server/src/core/c/parser.ts';
import { spellingOf } from '../../server/src/core/c/spellings.ts';
import { testParser } from '../support/parser.ts';
import { opener } from '../support/source.ts';

/** Reading by segments must find the calls that one parse of the whole file finds. */
let open: Awaited<ReturnType<typeof opener>>;
let parser: SyntaxParser;
beforeAll(async () => {
  open = await opener();
  parser = await testParser();
});

const folder = new URL('../rules/', import.meta.url);
/** Fixtures of C alone, a handful at a time: more of them define what others call. */
const texts = readdirSync(folder)
  .filter((n) => n.endsWith('.c') && !n.endsWith('.fixed.c'))
  .map((n) => readFileSync(new URL(n, folder), 'utf8'))
  .filter((text) => !text.includes('lang:cpp'));
const groups = Array.from({ length: Math.ceil(texts.length / 6) }, (_, g) =>
  texts.slice(g * 6, g * 6 + 6),
);
/** One behind the other, each in a conditional now and then: a file of many segments. */
const joined = (group: readonly string[]): string =>
  group.map((text, i) => (i % 3 === 0 ? `#ifdef PART_${i}\n${text}\n#endif\n` : text)).join('\n');

/** Offsets of called names in function bodies, from one tree of the whole text. */
function calledInTree(text: string): Map<number, string> {
  const out = new Map<number, string>();
  const visit = (n: RawNode, inBody: boolean): void => {
    const fn =
      n.type === 'call_expression' ? n.children.find((c) => c.field === 'function') : undefined;
    if (inBody && fn?.type === 'identifier') out.set(fn.start, text.slice(fn.start, fn.end));
    for (const c of n.children) visit(c, inBody || n.type === 'function_definition');
  };
  visit(parser.tree(text, 'c'), false);
  return out;
}

describe('segments find every call that a full parse finds, and no other', () => {
  let calls = 0;

  it.each(groups.map((group, i) => [i, group] as const))(
    'group %i: as in a full parse',
    (_, group) => {
      const text = joined(group);
      const { file, kb } = open(text);
      const owns = file.env().owns;
      const full = [...calledInTree(text)]
        .filter(
          ([, name]) => name !== 'syscall' && spellingOf(name, kb) !== undefined && !owns.has(name),
        )
        .map(([at, name]) => `${at} ${name}`);
      const found = [...file.calls()]
        .filter((c) => c.call.via === 'libc' && c.call.fn !== undefined)
        .map((c) => `${c.base + c.call.nameSpan.start} ${c.call.spelled}`);
      calls += full.length;
      expect(found).toEqual(full);
    },
  );

  it('which are many', () => {
    expect(calls).toBeGreaterThan(500);
  });
});
