import { describe, expect, test } from 'vitest';
import {
  effectiveParam,
  paramsOf,
  possibleGroups,
  type Decider,
  type Deciding,
} from '../../server/src/core/kb/cases.ts';
import type { CallInfo, ParamInfo } from '../../server/src/core/kb/kb.types.ts';
import { testKb } from '../support/kb.ts';

const kb = testKb();

const PARAMS: readonly ParamInfo[] = [
  { name: 'flags', type: 'int', kind: 'flags', group: 'mmap-flags' },
  {
    name: 'arg',
    type: 'unsigned long',
    kind: 'number',
    group: 'mmap-prot',
    cases: [
      {
        when: { flags: ['MAP_SHARED', 'MAP_SHARED_VALIDATE'] },
        name: 'advice',
        group: 'madvise-advice',
      },
      { when: { flags: ['MAP_PRIVATE'] }, ignored: true },
    ],
  },
];

const word = (n: bigint): { ones: bigint; zeros: bigint } => ({
  ones: BigInt.asUintN(64, n),
  zeros: BigInt.asUintN(64, ~n),
});

function deciding(decider: Decider | undefined, arch = 'x86_64'): Deciding {
  return { kb, arch, params: PARAMS, decider: (at) => (at === 0 ? decider : undefined) };
}

const group = (decider: Decider | undefined, arch?: string): string | undefined =>
  effectiveParam(1, deciding(decider, arch))?.group;

describe('a parameter that another one decides', () => {
  test('is what the first matching case says, under its name', () => {
    expect(effectiveParam(1, deciding({ names: ['MAP_SHARED'] }))).toEqual({
      name: 'advice',
      type: 'unsigned long',
      kind: 'flags',
      group: 'madvise-advice',
    });
  });
  test('goes by the field of the constant, whatever stands beside it', () => {
    expect(group({ names: [], bits: word(0x21n) })).toBe('madvise-advice');
    expect(group({ names: [], bits: word(0x100003n) })).toBe('madvise-advice');
    expect(effectiveParam(1, deciding({ names: [], bits: word(0x22n) }))?.ignored).toBe(true);
  });
  test('goes by the bits of the field when others are unknown', () => {
    const bits = { ones: 1n, zeros: 0xen };
    expect(group({ names: [], bits })).toBe('madvise-advice');
  });
  test('compares on the architecture: the field of parisc holds 0x2b', () => {
    const bits = word(0x11n);
    expect(group({ names: [], bits }, 'x86_64')).toBe('madvise-advice');
    expect(group({ names: [], bits }, 'parisc')).toBe('madvise-advice');
    expect(group({ names: [], bits: word(0x9n) }, 'parisc')).toBe('mmap-prot');
  });
  test('goes by the shifted number of a constant that is written before its shift', () => {
    const quota = kb.call('quotactl');
    const params = quota?.params ?? [];
    const typeFor = (bits: bigint): string | undefined =>
      effectiveParam(3, {
        kb,
        arch: 'x86_64',
        params,
        decider: () => ({ names: [], bits: word(bits) }),
      })?.type;
    expect(typeFor(0x80000702n)).toBe('struct dqblk *');
    expect(typeFor(0x800007n)).toBe('caddr_t');
  });
  test('stands as it is when no case holds', () => {
    expect(group({ names: [], bits: word(0x20n) })).toBe('mmap-prot');
  });
  test('takes nothing we know while nobody knows the other', () => {
    expect(effectiveParam(1, deciding(undefined))).toEqual({
      name: 'arg',
      type: 'unsigned long',
      kind: 'number',
      undecided: true,
    });
    expect(group({ names: [], bits: { ones: 0n, zeros: 0n } })).toBeUndefined();
  });
  test('may take any group that is not ruled out', () => {
    expect(possibleGroups(1, deciding(undefined))).toEqual(['madvise-advice', 'mmap-prot']);
    expect(possibleGroups(1, deciding({ names: ['MAP_SHARED'] }))).toEqual(['madvise-advice']);
    expect(possibleGroups(1, deciding({ names: [], bits: { ones: 2n, zeros: 1n } }))).toEqual([
      'mmap-prot',
    ]);
  });
});

test('a decision may hang on another one', () => {
  const params: readonly ParamInfo[] = [
    ...PARAMS,
    {
      name: 'value',
      type: 'int *',
      kind: 'pointer',
      cases: [{ when: { flags: ['MAP_SHARED'], arg: ['MADV_DONTNEED'] }, type: 'struct x *' }],
    },
  ];
  const known: readonly Decider[] = [{ names: ['MAP_SHARED'] }, { names: [], bits: word(4n) }];
  const all = { kb, arch: 'x86_64', params, decider: (at: number) => known[at] };
  expect(effectiveParam(2, all)?.type).toBe('struct x *');
});

test('the kernel parameters stand where a C function has three dots', () => {
  const p = (name: string, type: string): ParamInfo => ({ name, type, kind: 'number' });
  const call = {
    params: [p('fd', 'int'), p('...', '...')],
    raw: [p('fd', 'unsigned int'), p('cmd', 'int'), p('arg', 'unsigned long')],
  } as unknown as CallInfo;
  expect(paramsOf(call, 'libc').map((one) => `${one.type} ${one.name}`)).toEqual([
    'int fd',
    'int cmd',
    'unsigned long arg',
  ]);
  expect(paramsOf(call, 'raw')).toEqual(call.raw);
});
