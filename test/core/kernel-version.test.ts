import { describe, expect, test } from 'vitest';
import {
  compareVersionTexts,
  hasReached,
  parseKernelVersion,
} from '../../server/src/core/kb/kernel-version.ts';

describe('parseKernelVersion', () => {
  test.each([
    ['5.10', 5, 10, 0],
    ['v6.1-rc3', 6, 1, 0],
    ['2.6.32', 2, 6, 32],
    ['6.1.0-18-amd64', 6, 1, 0],
    ['5.15.0+deb12', 5, 15, 0],
    [' 7 ', 7, 0, 0],
  ])('%s', (text, major, minor, patch) => {
    expect(parseKernelVersion(text)).toEqual({ major, minor, patch });
  });

  test.each(['', 'linux', '5.', '5.10.3.4', '-1', '5,10', '12345.1'])('refuses "%s"', (text) => {
    expect(parseKernelVersion(text)).toBeUndefined();
  });
});

test.each([
  ['5.10', '5.9', true],
  ['5.9', '5.10', false],
  ['2.6.32', '2.6.32', true],
  ['2.6.9', '2.6.32', false],
  ['6.1-rc1', '6.1', true],
  ['unknown', '6.1', undefined],
  ['6.1', 'someday', undefined],
])('a %s kernel has what came in %s: %s', (target, since, expected) => {
  expect(hasReached(target, since)).toBe(expected);
});

test('sorting puts releases from old to new and other texts last', () => {
  const texts = ['someday', '5.10', '2.6.32', 'later', '5.9', '1.0'];
  expect(texts.sort(compareVersionTexts)).toEqual([
    '1.0',
    '2.6.32',
    '5.9',
    '5.10',
    'later',
    'someday',
  ]);
});
