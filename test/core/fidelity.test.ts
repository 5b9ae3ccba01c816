import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RawNode, SyntaxParser } from '../../server/src/core/c/parser.ts';
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
const files = readdirSync(folder).filter((n) => n.endsWith('.c'));
/** Fixtures one behind the other, each in a conditional now and then: a file of many segments. */
const joined = files
  .map((n, i) => {
    const text = readFileSync(new URL(n, folder), 'utf8');
    return i % 3 === 0 ? `#ifdef PART_${i}\n${text}\n#endif\n` : text;
  })
  .join('\n');

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

describe('segments', () => {
  it('find every call that a full parse finds, and no other', () => {
    const { file, kb } = open(joined);
    const owns = file.env().owns;
    const full = [...calledInTree(joined)]
      .filter(([, name]) => name !== 'syscall' && kb.call(name) !== undefined && !owns.has(name))
      .map(([at, name]) => `${at} ${name}`);
    const found = [...file.calls()]
      .filter((c) => c.call.via === 'libc' && c.call.fn !== undefined)
      .map((c) => `${c.base + c.call.nameSpan.start} ${c.call.spelled}`);
    expect(full.length).toBeGreaterThan(50);
    expect(found).toEqual(full);
  });
});
