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

test('what asks about all calls is answered without reading each', () => {
  const { index, pages } = compiledKb();
  const packed = createKb(packIndex(index), () => pages);
  const plain = createKb(index, () => pages);
  expect(packed.callNames()).toEqual(plain.callNames());
  const taking = plain.callNames().filter((name) => plain.takesNames(name));
  expect(packed.callNames().filter((name) => packed.takesNames(name))).toEqual(taking);
  expect(taking).toEqual(expect.arrayContaining(['mmap', 'fcntl', 'openat']));
  expect(taking).not.toContain('getpid');
  expect(packed.failures()).toEqual(plain.failures());
});
