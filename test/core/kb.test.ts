import { describe, expect, test } from 'vitest';
import { createKb } from '../../server/src/core/kb/kb.ts';
import type { KbIndex, KbPages } from '../../server/src/core/kb/kb.types.ts';
import { editDistance } from '../../server/src/core/kb/suggest.ts';
import { compiledKb, testKb } from '../support/kb.ts';

const kb = testKb();

describe('calls', () => {
  test('by name and by alias', () => {
    expect(kb.call('mmap')?.name).toBe('mmap');
    expect(kb.call('mmap64')?.name).toBe('mmap');
    expect(kb.page('mmap64')).toBe(kb.page('mmap'));
    expect(kb.names()).toContain('mmap64');
  });

  test.each(['', 'constructor', '__proto__', 'toString', 'no_such_call'])(
    '"%s" is none',
    (name) => {
      expect(kb.call(name)).toBeUndefined();
      expect(kb.constant(name)).toBeUndefined();
      expect(kb.errno(name)).toBeUndefined();
      expect(kb.group(name)).toBeUndefined();
      expect(kb.page(name)).toBeUndefined();
      expect(kb.flagProse(name, name)).toBeUndefined();
      expect(kb.errnoProse(name)).toBeUndefined();
      expect(kb.value(name, 'x86_64')).toBeUndefined();
      expect(kb.number(name, 'x86_64')).toBeUndefined();
    },
  );

  test.each([
    ['mmap', 'x86_64', 9],
    ['mmap', 'amd64', 9],
    ['mmap', 'i386', 90],
    ['mmap', 'arm64', 222],
    ['mmap', 'x32', 0x40000009],
    ['mmap', 'mips', 4090],
    ['mmap', 'mips64', 5009],
    ['mmap2', 'i386', 192],
    ['mmap2', 'x86_64', undefined],
    ['mmap', 'arm', undefined],
    ['uselib', 'x86_64', undefined],
    ['uselib', 'i386', undefined],
    ['map_shadow_stack', 'x86_64', 453],
    ['map_shadow_stack', 's390x', undefined],
    ['cacheflush', 'arm', 0xf0002],
  ])('%s on %s is %s', (name, arch, number) => {
    expect(kb.number(name, arch)).toBe(number);
  });

  test('by number, also a reserved one', () => {
    expect(kb.byNumber('x86_64', 9)?.name).toBe('mmap');
    expect(kb.byNumber('arm64', 222)?.name).toBe('mmap');
    expect(kb.byNumber('i386', 86)?.name).toBe('uselib');
    expect(kb.byNumber('x86_64', 100_000)).toBeUndefined();
    expect(kb.byNumber('vax', 9)).toBeUndefined();
  });
});

describe('values', () => {
  test.each([
    ['MAP_ANONYMOUS', 'x86_64', 0x20n],
    ['MAP_ANONYMOUS', 'mips', 0x800n],
    ['MAP_ANONYMOUS', 'unknown-arch', 0x20n],
    ['MAP_32BIT', 'x86_64', 0x40n],
    ['MAP_32BIT', 'aarch64', undefined],
    ['AT_FDCWD', 'x86_64', -100n],
    ['EAGAIN', 'x86_64', 11n],
    ['EDEADLK', 'mips', 45n],
    ['ENOTSUP', 'x86_64', 95n],
    ['EINIT', 'mips', 141n],
    ['EINIT', 'x86_64', undefined],
  ])('%s on %s is %s', (name, arch, value) => {
    expect(kb.value(name, arch)).toBe(value);
  });

  test('errno numbers have one usual name on each architecture', () => {
    expect(kb.errnoByNumber(11, 'x86_64')).toBe('EAGAIN');
    expect(kb.errnoByNumber(35, 'x86_64')).toBe('EDEADLK');
    expect(kb.errnoByNumber(95, 'x86_64')).toBe('EOPNOTSUPP');
    expect(kb.errnoByNumber(141, 'x86_64')).toBeUndefined();
    for (const { name: arch } of kb.index.arches) {
      const seen = new Map<bigint, string>();
      for (const [name, info] of Object.entries(kb.index.errnos)) {
        const value = kb.value(name, arch);
        if (value === undefined || info.aliasOf !== undefined) continue;
        expect([arch, name, seen.get(value)]).toEqual([arch, name, undefined]);
        seen.set(value, name);
      }
    }
  });
});

describe('groups', () => {
  test('a member and its prose', () => {
    expect(kb.member('mmap-flags', 'MAP_SHARED')?.field).toBe('MAP_TYPE');
    expect(kb.member('mmap-flags', 'PROT_READ')).toBeUndefined();
    expect(kb.flagProse('mmap-flags', 'MAP_SHARED')?.summary).toMatch(/\w/);
    expect(kb.constant('MAP_SHARED')?.groups).toContain('mmap-flags');
  });

  test('an architecture that lacks a flag is said', () => {
    const arches = kb.member('mmap-flags', 'MAP_32BIT')?.arches ?? [];
    expect([...arches].sort()).toEqual(['i386', 'x32', 'x86_64']);
  });
});

test('pages are read once, at the first question that needs them', () => {
  const { index, pages } = compiledKb();
  let reads = 0;
  const lazy = createKb(index, () => {
    reads++;
    return pages;
  });
  lazy.call('mmap');
  lazy.value('MAP_SHARED', 'x86_64');
  expect(reads).toBe(0);
  expect(lazy.page('mmap')?.section).toBe('2');
  lazy.errnoProse('EINVAL');
  expect(reads).toBe(1);
});

describe('suggest', () => {
  test.each([
    ['mmapp', 'mmap'],
    ['mamp', 'mmap'],
    ['MAP_ANNONYMOUS', 'MAP_ANONYMOUS'],
    ['EINVL', 'EINVAL'],
    ['einval', 'EINVAL'],
  ])('%s → %s', (typed, meant) => {
    expect(kb.suggest(typed)).toContain(meant);
  });

  test('nothing near gives nothing', () => {
    expect(kb.suggest('quite_another_thing')).toEqual([]);
  });

  test.each([
    ['', '', 0],
    ['ab', 'ba', 1],
    ['kitten', 'sitting', 3],
    ['abc', '', 3],
  ])('distance of "%s" and "%s"', (a, b, distance) => {
    expect(editDistance(a, b, 9)).toBe(distance);
  });
});

test('an empty knowledge base answers nothing and does not throw', () => {
  const index: KbIndex = {
    formatVersion: 1,
    kernel: '7.2',
    hash: '',
    arches: [],
    calls: {},
    aliases: {},
    groups: {},
    structs: {},
    constants: {},
    errnos: {},
  };
  const pages: KbPages = { formatVersion: 1, hash: '', calls: {}, flags: {}, errnos: {} };
  const empty = createKb(index, () => pages);
  expect(empty.names()).toEqual([]);
  expect(empty.suggest('mmap')).toEqual([]);
  expect(empty.byNumber('x86_64', 9)).toBeUndefined();
  expect(empty.arch('x86_64')).toBeUndefined();
});
