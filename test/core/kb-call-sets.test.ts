/** What systemd and strace sort calls into, and which capabilities calls ask for, over the real knowledge base. */
import { describe, expect, test } from 'vitest';
import { callsOfStraceClass, systemdSetsOf } from '../../server/src/core/kb/call-sets.ts';
import type { KbPages } from '../../server/src/core/kb/kb.types.ts';
import { compiledKb, testKb } from '../support/kb.ts';

const kb = testKb();
const { pages } = compiledKb();

describe('groups of systemd', () => {
  test.each([
    ['mount', ['@mount']],
    ['read', ['@basic-io', '@system-service']],
    ['reboot', ['@privileged', '@reboot']],
    ['chown', ['@chown', '@privileged', '@system-service']],
    ['io_uring_setup', ['@aio', '@system-service']],
    ['mmap64', ['@default', '@system-service']],
    ['no_such_call', []],
  ])('%s is in %j', (call, sets) => {
    expect(kb.systemdSets(call)).toEqual(sets);
  });

  test('are expanded with the groups they include', () => {
    const service = kb.systemdSet('@system-service') ?? [];
    expect(service).toEqual(expect.arrayContaining(['read', 'openat', 'chown', 'ioctl']));
    expect(service.filter((call) => ['mount', 'ptrace', 'reboot'].includes(call))).toEqual([]);
    expect(kb.systemdSet('@chown')).toEqual([
      'chown',
      'chown32',
      'fchown',
      'fchown32',
      'fchownat',
      'lchown',
      'lchown32',
    ]);
    expect(kb.systemdSet('@nothing')).toBeUndefined();
    expect(kb.systemdSet('toString')).toBeUndefined();
  });

  test('may include each other in a circle', () => {
    const circle: KbPages = {
      ...pages,
      systemdSets: {
        '@a': { calls: ['one'], sets: ['@b'] },
        '@b': { calls: ['two'], sets: ['@a'] },
      },
    };
    expect(systemdSetsOf(circle, 'one')).toEqual(['@a', '@b']);
  });
});

describe('classes of strace', () => {
  test.each([
    ['mmap', ['%desc', '%memory']],
    ['openat', ['%desc', '%file']],
    ['newfstatat', ['%%stat', '%desc', '%file', '%fstat']],
    ['cacheflush', ['%memory']],
    ['getpid', ['%pure']],
    ['sysinfo', []],
  ])('%s', (call, classes) => {
    expect(kb.straceClasses(call)).toEqual(classes);
  });

  test('%net is %network', () => {
    expect(callsOfStraceClass(pages, '%net')).toEqual(callsOfStraceClass(pages, '%network'));
    expect(callsOfStraceClass(pages, '%network')).toContain('accept4');
    expect(callsOfStraceClass(pages, '%nothing')).toBeUndefined();
  });
});

describe('capabilities', () => {
  const names = (call: string): readonly string[] | undefined =>
    kb.capabilities(call)?.map(({ name }) => name);

  test('come from the page where there is one', () => {
    expect(names('mlock')).toEqual(['CAP_IPC_LOCK']);
    expect(kb.capabilities('mlock')).toEqual(
      kb.page('mlock')?.capabilities.map(({ name, why }) => ({ name, when: why })),
    );
  });

  test('come from the list where there is none', () => {
    expect(names('chroot')).toEqual(['CAP_SYS_CHROOT']);
    expect(kb.capabilities('acct')).toEqual([{ name: 'CAP_SYS_PACCT', when: 'always' }]);
  });

  test('are not guessed', () => {
    expect(names('getpid')).toBeUndefined();
    expect(names('no_such_call')).toBeUndefined();
  });
});
