import { expect, test } from 'vitest';
import { packIndex } from '../../data/tools/compile/pack.ts';
import { createKb } from '../../server/src/core/kb/kb.ts';
import { unpackIndex } from '../../server/src/core/kb/catalog.ts';
import { compiledKb } from '../support/kb.ts';

test('unpacking the shipped index gives the compiled one back', () => {
  const { index } = compiledKb();
  const shipped = JSON.parse(JSON.stringify(packIndex(index))) as ReturnType<typeof packIndex>;
  expect(unpackIndex(shipped)).toEqual(index);
});

test('lookups answer the same over the shipped index', () => {
  const { index, pages } = compiledKb();
  const kb = createKb(packIndex(index), () => pages);
  expect(kb.number('mmap', 'arm64')).toBe(222);
  expect(kb.byNumber('x86_64', 9)?.name).toBe('mmap');
  expect(kb.call('mmap')).toEqual(index.calls.mmap);
});

test('the shipped index stays under 400 KB', () => {
  expect(JSON.stringify(packIndex(compiledKb().index)).length).toBeLessThan(400_000);
});
