/** Presets, signals and async-signal-safe functions, and how a preset fills the target. */
import { describe, expect, test } from 'vitest';
import { platformOf } from '../../../server/src/core/kb/platforms.ts';
import { targetInfo } from '../../../server/src/project/effective.ts';
import { parseSettings } from '../../../server/src/project/settings.ts';
import { testKb } from '../../support/kb.ts';

const kb = testKb();
const version = (major: number, minor: number) => ({ major, minor, patch: 0 });

describe('presets', () => {
  test.each([
    ['debian-12', { name: 'Debian 12', kernel: version(6, 1), libc: 'glibc', libcVersion: '2.36' }],
    [
      'rhel-8',
      {
        name: 'RHEL 8',
        kernel: version(4, 18),
        backports: true,
        libc: 'glibc',
        libcVersion: '2.28',
      },
    ],
    [
      'alpine-3.20',
      { name: 'Alpine 3.20', kernel: version(6, 6), libc: 'musl', libcVersion: '1.2.5' },
    ],
    // bionic is neither of our C libraries.
    ['android-34', { name: 'Android API 34', kernel: version(5, 15), backports: true }],
  ])('%s', (id, expected) => {
    expect(platformOf(kb, id)).toEqual(expected);
  });

  test.each(['', 'debian', 'Debian-12', 'constructor'])('"%s" is none', (id) => {
    expect(platformOf(kb, id)).toBeUndefined();
  });

  test('all that were asked for are there', () => {
    const ids = (kb.index.distributions ?? []).map((preset) => preset.id);
    const wanted = [
      ...['rhel-8', 'rhel-9', 'rhel-10', 'debian-11', 'debian-12', 'debian-13'],
      ...['20.04', '22.04', '24.04', '26.04'].map((release) => `ubuntu-${release}`),
      ...['amazon-2', 'amazon-2023', 'alpine-3.18', 'alpine-3.23', 'android-28', 'android-36'],
    ];
    expect(ids).toEqual(expect.arrayContaining(wanted));
  });
});

describe('the target', () => {
  test('takes kernel and C library from the preset', () => {
    expect(targetInfo({ distribution: 'debian-12' }, kb)).toEqual({
      arch: 'x86_64',
      arches: [],
      kernel: version(6, 1),
      libc: 'glibc',
      libcVersion: '2.36',
      distribution: 'Debian 12',
    });
  });

  test('what is named wins over the preset', () => {
    const info = targetInfo({ distribution: 'rhel-8', kernel: '5.10', libc: 'musl' }, kb);
    expect(info).toEqual({
      arch: 'x86_64',
      arches: [],
      kernel: version(5, 10),
      libc: 'musl',
      distribution: 'RHEL 8',
    });
  });

  test('a preset with backports says so, an unknown one says nothing', () => {
    expect(targetInfo({ distribution: 'rhel-9' }, kb).backports).toBe(true);
    expect(targetInfo({ distribution: 'plan-9' }, kb)).toEqual({ arch: 'x86_64', arches: [] });
  });

  test('settings hand it on', () => {
    const { settings, problems } = parseSettings({ target: { distribution: 'debian-12' } });
    expect(settings.target).toEqual({ distribution: 'debian-12' });
    expect(problems).toEqual([]);
    expect(parseSettings({ target: { distribution: 12 } }).problems).toEqual([
      'target.distribution must be a preset such as "debian-12"',
    ]);
  });
});

describe('signals', () => {
  test.each([
    ['SIGKILL', 'terminate', 9, 9],
    ['SIGCHLD', 'ignore', 17, 18],
    ['SIGSTOP', 'stop', 19, 23],
    ['SIGCONT', 'continue', 18, 25],
    ['SIGSEGV', 'core', 11, 11],
    ['SIGUSR1', 'terminate', 10, 16],
  ])('%s: %s, %i on x86_64 and %i on mips', (name, action, x86, mips) => {
    expect(kb.signal(name)?.action).toBe(action);
    expect([kb.value(name, 'x86_64'), kb.value(name, 'mips')]).toEqual([BigInt(x86), BigInt(mips)]);
    expect(kb.signal(name)?.meaning).not.toBe('');
  });

  test('only two cannot be caught', () => {
    const names = ['SIGKILL', 'SIGSTOP', 'SIGTERM', 'SIGSEGV', 'SIGTSTP'];
    expect(names.filter((name) => kb.signal(name)?.fixed)).toEqual(['SIGKILL', 'SIGSTOP']);
    expect(kb.signal('SIGNAL')).toBeUndefined();
  });

  test('what a handler may call', () => {
    expect(['write', '_exit', 'waitpid', 'sem_post'].map((name) => kb.signalSafe(name))).toEqual([
      ...[true, true, true, true],
    ]);
    expect(['printf', 'malloc', 'exit', ''].some((name) => kb.signalSafe(name))).toBe(false);
  });
});
