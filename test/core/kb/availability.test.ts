/** What a target lacks: certain answers only. */
import { describe, expect, test } from 'vitest';
import {
  callAvailability,
  constantAvailability,
  isOlderThan,
} from '../../../server/src/core/kb/availability.ts';
import { parseKernelVersion } from '../../../server/src/core/kb/kernel-version.ts';
import type { CallInfo } from '../../../server/src/core/kb/kb.types.ts';
import type { TargetInfo } from '../../../server/src/core/kb/target-info.ts';
import { testKb } from '../../support/kb.ts';

const kb = testKb();

function target(kernel?: string, arches: readonly string[] = [], backports?: true): TargetInfo {
  const version = parseKernelVersion(kernel ?? '');
  return {
    arch: arches[0] ?? 'x86_64',
    arches,
    ...(version === undefined ? {} : { kernel: version }),
    ...(backports === undefined ? {} : { backports }),
  };
}

function call(name: string): CallInfo {
  const found = kb.call(name);
  if (found === undefined) throw new Error(`no call ${name}`);
  return found;
}

describe('calls', () => {
  test.each([
    ['clone3', target('5.2'), { missingOn: [], needsKernel: '5.3' }],
    ['clone3', target('5.3'), { missingOn: [] }],
    ['clone3', target(), { missingOn: [] }],
    ['clone3', target('5.2', ['x86_64', 'sh']), { missingOn: ['sh'], needsKernel: '5.3' }],
    // The kernel is a lower bound: the call may have been taken in.
    ['clone3', target('4.18', [], true), { missingOn: [] }],
    // Known as a series, or as an upper bound: nothing is certain.
    ['socket', target('1.2'), { missingOn: [] }],
    ['read', target('0.9'), { missingOn: [] }],
    [
      'open',
      target('6.1', ['x86_64', 'aarch64', 'riscv64']),
      { missingOn: ['aarch64', 'riscv64'] },
    ],
    // A number that is only reserved is no call.
    ['map_shadow_stack', target('6.6', ['x86_64', 's390x']), { missingOn: ['s390x'] }],
    ['mmap2', target(undefined, ['i386', 'x86_64']), { missingOn: ['x86_64'] }],
  ] as const)('%s', (name, where, expected) => {
    expect(callAvailability(call(name), where)).toEqual(expected);
  });
});

describe('constants', () => {
  const at = (name: string, where: TargetInfo) =>
    constantAvailability(kb, name, kb.member('mmap-flags', name), where);

  test.each([
    ['MAP_FIXED_NOREPLACE', target('4.16'), { missingOn: [], needsKernel: '4.17' }],
    ['MAP_FIXED_NOREPLACE', target('4.17'), { missingOn: [] }],
    ['MAP_FIXED_NOREPLACE', target('4.12', [], true), { missingOn: [] }],
    ['MAP_32BIT', target('6.1', ['x86_64', 'aarch64']), { missingOn: ['aarch64'] }],
    // The architecture whose values are shown counts without a target, too.
    ['MAP_32BIT', { arch: 'aarch64', arches: [] }, { missingOn: ['aarch64'] }],
    ['MAP_PRIVATE', target('2.0'), { missingOn: [] }],
  ] as const)('%s', (name, where, expected) => {
    expect(at(name, where)).toEqual(expected);
  });
});

test.each([
  ['5.9', '5.10', true],
  ['5.10', '5.10', false],
  ['5.10', '5.9', false],
  [undefined, '5.10', false],
  ['5.10', undefined, false],
  ['5.10', 'soon', false],
] as const)('kernel %s, release %s: older is %s', (kernel, release, expected) => {
  expect(isOlderThan(target(kernel), release)).toBe(expected);
});
