import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asWord, hex } from '../../server/src/core/kb/constants.ts';
import { decode, encode } from '../../server/src/core/kb/decode.ts';
import { createKb } from '../../server/src/core/kb/kb.ts';
import type { FlagGroup, KbIndex } from '../../server/src/core/kb/kb.types.ts';
import { compiledKb, testKb } from '../support/kb.ts';

const kb = testKb();
const groupOf = (id: string): FlagGroup => {
  const group = kb.group(id);
  if (group === undefined) throw new Error(`no group ${id}`);
  return group;
};
const show = (group: string, value: bigint, arch = 'x86_64', call?: string): string =>
  decode(value, groupOf(group), call === undefined ? { kb, arch } : { kb, arch, call }).text;

describe('mmap prot', () => {
  test.each([
    [0n, 'PROT_NONE'],
    [1n, 'PROT_READ'],
    [7n, 'PROT_READ | PROT_WRITE | PROT_EXEC'],
    [0x10000003n, 'PROT_READ | PROT_WRITE | 0x10000000'],
  ])('%s', (value, text) => {
    expect(show('mmap-prot', value)).toBe(text);
  });
});

describe('mmap flags', () => {
  test.each([
    [0x22n, 'MAP_PRIVATE | MAP_ANONYMOUS'],
    [0x1n, 'MAP_SHARED'],
    [0x3n, 'MAP_SHARED_VALIDATE'],
    [0x40022n, 'MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB'],
    [0x54040022n, 'MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB | MAP_HUGE_2MB'],
    [(12n << 26n) | 0x40022n, 'MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB | 12 << MAP_HUGE_SHIFT'],
    [0n, '0'],
    [0x20n, 'MAP_ANONYMOUS'],
    [0x4n, '0x4'],
  ])('%s', (value, text) => {
    expect(show('mmap-flags', value)).toBe(text);
  });

  test('per architecture', () => {
    expect(show('mmap-flags', 0x802n, 'mips')).toBe('MAP_PRIVATE | MAP_ANONYMOUS');
    expect(show('mmap-flags', 0x12n, 'alpha')).toBe('MAP_PRIVATE | MAP_ANONYMOUS');
    expect(show('mmap-flags', 0x42n, 'x86_64')).toBe('MAP_PRIVATE | MAP_32BIT');
    // parisc keeps its types in bits 0x2b.
    expect(show('mmap-flags', 0x12n, 'parisc')).toBe('MAP_PRIVATE | MAP_ANONYMOUS');
    expect(kb.group('mmap-flags')?.fields?.[0]?.differs).toEqual({ parisc: 0x2b });
    expect(show('mmap-flags', 0x42n, 'arm64')).toBe('MAP_PRIVATE | 0x40');
  });

  test('parts know their field', () => {
    const { parts, unknown } = decode(0x22n, groupOf('mmap-flags'), { kb, arch: 'x86_64' });
    expect(unknown).toBe(0n);
    expect(parts).toEqual([
      { text: 'MAP_PRIVATE', value: 2n, name: 'MAP_PRIVATE', field: 'MAP_TYPE' },
      { text: 'MAP_ANONYMOUS', value: 0x20n, name: 'MAP_ANONYMOUS' },
    ]);
  });
});

describe('enums', () => {
  test.each([
    [4n, 'x86_64', 'MADV_DONTNEED'],
    [6n, 'alpha', 'MADV_DONTNEED'],
    [250n, 'x86_64', '250'],
    [-1n, 'x86_64', '-1'],
  ])('%s on %s', (value, arch, text) => {
    expect(show('madvise-advice', value, arch)).toBe(text);
  });
});

describe('fields whose members are numbers before the shift', () => {
  test.each([
    [0x80000700n, 'Q_GETQUOTA << SUBCMDSHIFT | USRQUOTA'],
    [0x80000201n, 'Q_QUOTAON << SUBCMDSHIFT | GRPQUOTA'],
    [0x580402n, 'Q_XSETQLIM << SUBCMDSHIFT | PRJQUOTA'],
    [0x12300n, '291 << SUBCMDSHIFT | USRQUOTA'],
  ])('%s', (value, text) => {
    expect(show('quotactl-op', value)).toBe(text);
  });
});

describe('shapes the real groups do not have yet', () => {
  const index: KbIndex = {
    ...compiledKb().index,
    constants: {
      T_RDONLY: { value: 0, groups: [] },
      T_WRONLY: { value: 1, groups: [] },
      T_DSYNC: { value: 0x1000, groups: [] },
      T_SYNC: { value: 0x101000, groups: [] },
      T_OLD: { value: 0x20, groups: [] },
      T_NEW: { value: 0x20, groups: [] },
      T_TOP: { value: '0x8000000000000000', groups: [] },
      T_NEGATIVE: { value: -100, groups: [] },
    },
  };
  const other = createKb(index, () => compiledKb().pages);
  const group: FlagGroup = {
    id: 't',
    title: 't',
    kind: 'mask+fields',
    prefixes: ['T_'],
    header: 't.h',
    fields: [{ name: 'T_ACCMODE', mask: 3, required: true }],
    members: [
      { name: 'T_RDONLY', field: 'T_ACCMODE' },
      { name: 'T_WRONLY', field: 'T_ACCMODE' },
      { name: 'T_DSYNC' },
      { name: 'T_SYNC' },
      { name: 'T_OLD', calls: ['old_call'] },
      { name: 'T_NEW', calls: ['new_call'] },
      { name: 'T_TOP' },
    ],
  };
  const text = (value: bigint, call?: string): string =>
    decode(
      value,
      group,
      call === undefined ? { kb: other, arch: 'x86_64' } : { kb: other, arch: 'x86_64', call },
    ).text;

  test('a required field shows its zero', () => {
    expect(text(0n)).toBe('T_RDONLY');
    expect(text(0x1001n)).toBe('T_WRONLY | T_DSYNC');
    expect(text(3n)).toBe('0x3');
  });

  test('a composite flag goes before the flag inside it', () => {
    expect(text(0x101000n)).toBe('T_RDONLY | T_SYNC');
  });

  test('of two names for a bit the one of this call is taken', () => {
    expect(text(0x20n, 'new_call')).toBe('T_RDONLY | T_NEW');
    expect(text(0x20n, 'old_call')).toBe('T_RDONLY | T_OLD');
  });

  test('64-bit values and negative words', () => {
    expect(text(1n << 63n)).toBe('T_RDONLY | T_TOP');
    expect(text(-(1n << 63n))).toBe('T_RDONLY | T_TOP');
    expect(asWord(-1n)).toBe(0xffffffffn);
    expect(hex(-100n)).toBe('-0x64');
    expect(encode(['T_NEGATIVE'], { kb: other, arch: 'x86_64' })).toBe(-100n);
  });
});

describe('encode', () => {
  const ctx = { kb, arch: 'x86_64' };
  test('ors values of the architecture', () => {
    expect(encode(['MAP_PRIVATE', 'MAP_ANONYMOUS'], ctx)).toBe(0x22n);
    expect(encode(['MAP_PRIVATE', 'MAP_ANONYMOUS'], { kb, arch: 'mips' })).toBe(0x802n);
  });

  test('a name the architecture lacks, or none at all, gives nothing', () => {
    expect(encode(['MAP_PRIVATE', 'MAP_32BIT'], { kb, arch: 'arm64' })).toBeUndefined();
    expect(encode(['MAP_NO_SUCH'], ctx)).toBeUndefined();
    expect(encode([], ctx)).toBeUndefined();
  });
});

test('or-ing the parts of any mask gives it back, on every architecture', () => {
  const masks = Object.values(kb.index.groups).filter((group) => group.kind !== 'enum');
  const arches = kb.index.arches.map((arch) => arch.name);
  const property = fc.property(
    fc.constantFrom(...masks),
    fc.constantFrom(...arches),
    fc.bigInt({ min: 0n, max: (1n << 32n) - 1n }),
    (group, arch, value) => {
      const { parts } = decode(value, group, { kb, arch });
      expect(parts.reduce((word, part) => word | part.value, 0n)).toBe(value);
    },
  );
  fc.assert(property, { numRuns: 500, seed: 2 });
});
