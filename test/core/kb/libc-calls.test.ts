/** What C library functions ask of the kernel: known answers, and answers that must hold on every architecture. */
import { describe, expect, test } from 'vitest';
import { functionsMaking, kernelCallOf } from '../../../server/src/core/kb/libc-calls.ts';
import { testKb } from '../../support/kb.ts';

const kb = testKb();
const LIBCS = ['glibc', 'musl'] as const;

/** `openat`, `clone3 | clone`, `vdso clock_gettime`; `none` without a call, `?` without an answer. */
function shown(name: string, libc: 'glibc' | 'musl', arch: string, version?: string): string {
  const place = { libc, arch, ...(version === undefined ? {} : { version }) };
  const made = kernelCallOf(kb, name, place);
  if (made === undefined) return '?';
  const calls = made.calls.length === 0 ? 'none' : made.calls.join(' ');
  return `${made.vdso ? 'vdso ' : ''}${[calls, ...made.or].join(' | ')}`;
}

// Seen under strace on x86_64 and i386: glibc 2.36 and 2.43, musl 1.2.6; the rest is read in the sources.
test.each([
  ['open', 'glibc', 'x86_64', undefined, 'openat'],
  ['open', 'glibc', 'x86_64', '2.25', 'open'],
  ['open', 'glibc', 'aarch64', '2.25', 'openat'],
  ['open', 'musl', 'x86_64', undefined, 'open'],
  ['open', 'musl', 'aarch64', undefined, 'openat'],
  ['fopen', 'musl', 'riscv64', undefined, 'openat'],
  ['stat', 'glibc', 'x86_64', undefined, 'newfstatat'],
  ['stat', 'glibc', 'x86_64', '2.31', 'stat'],
  ['stat', 'glibc', 'i386', undefined, 'statx | fstatat64'],
  ['stat', 'glibc', 'loongarch64', undefined, 'statx'],
  ['stat', 'musl', 'x86_64', undefined, 'stat'],
  ['stat', 'musl', 'aarch64', undefined, 'newfstatat'],
  ['fstat', 'glibc', 'x86_64', undefined, 'fstat'],
  ['fstat', 'glibc', 'x86_64', '2.36', 'newfstatat'],
  ['fork', 'glibc', 'x86_64', undefined, 'clone'],
  ['fork', 'musl', 'x86_64', undefined, 'fork'],
  ['fork', 'musl', 'arm64', undefined, 'clone'],
  ['vfork', 'glibc', 'x86_64', undefined, 'vfork'],
  ['vfork', 'glibc', 'aarch64', undefined, 'clone'],
  ['pthread_create', 'glibc', 'x86_64', undefined, 'clone3 | clone'],
  ['pthread_create', 'glibc', 'x86_64', '2.31', 'clone'],
  ['pthread_create', 'glibc', 'm68k', undefined, 'clone'],
  ['pthread_create', 'musl', 'x86_64', undefined, 'clone'],
  ['system', 'glibc', 'x86_64', undefined, 'clone3 wait4 | clone'],
  ['dup2', 'glibc', 'x86_64', undefined, 'dup2'],
  ['dup2', 'glibc', 'aarch64', undefined, 'dup3'],
  ['pipe', 'glibc', 'x86_64', undefined, 'pipe2'],
  ['pipe', 'musl', 'x86_64', undefined, 'pipe'],
  ['poll', 'glibc', 'x86_64', undefined, 'poll'],
  ['poll', 'glibc', 'riscv64', undefined, 'ppoll'],
  ['poll', 'musl', 'riscv32', undefined, 'ppoll_time64'],
  ['select', 'glibc', 'x86_64', undefined, 'pselect6'],
  ['select', 'musl', 'i386', undefined, '_newselect | pselect6_time64'],
  ['epoll_wait', 'glibc', 'aarch64', undefined, 'epoll_pwait'],
  ['epoll_wait', 'musl', 'x86_64', undefined, 'epoll_pwait | epoll_wait'],
  ['getrlimit', 'glibc', 'x86_64', undefined, 'prlimit64'],
  ['getrlimit', 'glibc', 'i386', undefined, 'ugetrlimit'],
  ['waitpid', 'glibc', 'x86_64', undefined, 'wait4'],
  ['waitpid', 'musl', 'riscv32', undefined, 'waitid'],
  ['clock_gettime', 'glibc', 'x86_64', undefined, 'vdso clock_gettime'],
  ['clock_gettime', 'glibc', 'i386', undefined, 'vdso clock_gettime64 | clock_gettime'],
  ['sleep', 'glibc', 'x86_64', undefined, 'clock_nanosleep'],
  ['sleep', 'glibc', 'x86_64', '2.28', 'nanosleep'],
  ['sleep', 'musl', 'x86_64', undefined, 'nanosleep'],
  ['send', 'glibc', 'x86_64', undefined, 'sendto'],
  ['send', 'glibc', 'arm', undefined, 'send'],
  ['socket', 'glibc', 'i386', undefined, 'socket | socketcall'],
  ['shmget', 'musl', 'i386', undefined, 'ipc'],
  ['mmap', 'glibc', 'i386', undefined, 'mmap2'],
  ['mmap', 'glibc', 'x86_64', undefined, 'mmap'],
  ['lseek', 'glibc', 'arm', undefined, '_llseek'],
  ['lseek', 'glibc', 'x86_64', undefined, 'lseek'],
  ['getuid', 'glibc', 'i386', undefined, 'getuid32'],
  ['getuid', 'glibc', 'x86_64', undefined, 'getuid'],
  ['exit', 'glibc', 'x86_64', undefined, 'exit_group'],
  ['sigaction', 'musl', 'aarch64', undefined, 'rt_sigaction'],
  ['readdir', 'glibc', 'x86_64', undefined, 'getdents64'],
  ['klogctl', 'glibc', 'x86_64', undefined, 'syslog'],
  ['gettid', 'musl', 'x86_64', undefined, 'none'],
  ['pthread_mutex_lock', 'glibc', 'x86_64', undefined, 'futex'],
  ['tcgetattr', 'musl', 'x86_64', undefined, 'ioctl'],
] as const)('%s of %s on %s %s makes %s', (name, libc, arch, version, expected) => {
  expect(shown(name, libc, arch, version)).toBe(expected);
});

test.each([
  ['no_such_function', 'glibc', 'x86_64', undefined],
  ['constructor', 'glibc', 'x86_64', undefined],
  ['open', 'musl', 'alpha', undefined],
  ['open', 'glibc', 'vax', undefined],
  ['open64', 'musl', 'x86_64', undefined],
  ['closefrom', 'glibc', 'x86_64', '2.31'],
] as const)('no answer: %s of %s on %s %s', (name, libc, arch, version) => {
  expect(shown(name, libc, arch, version)).toBe('?');
});

describe('every function that was read', () => {
  const table = kb.libcCalls();
  const names = Object.keys(table?.functions ?? {});

  test('there are at least 150, and each library knows most of them', () => {
    expect(names.length).toBeGreaterThanOrEqual(150);
    for (const libc of LIBCS) {
      const known = names.filter((name) => shown(name, libc, 'x86_64') !== '?');
      expect(known.length).toBeGreaterThanOrEqual(150);
    }
  });

  test.each(LIBCS)('%s has an answer on each of its architectures', (libc) => {
    const open = (table?.libcs[libc].arches ?? []).flatMap((arch) =>
      names
        .filter((name) => table?.functions[name]?.[libc] !== undefined)
        .filter((name) => shown(name, libc, arch) === '?')
        .map((name) => `${name} ${arch}`),
    );
    // The kernel has no such call for this architecture.
    expect(open).toEqual(['sigaltstack microblaze']);
  });
});

test('the way back: who makes a call', () => {
  const place = { libc: 'glibc', arch: 'x86_64' } as const;
  const openat = functionsMaking(kb, 'openat', place);
  expect(openat).toEqual(expect.arrayContaining(['fopen', 'open', 'open64', 'openat']));
  expect(openat).not.toContain('creat');
  expect(functionsMaking(kb, 'clone', place)).toEqual(
    expect.arrayContaining(['fork', 'pthread_create']),
  );
  expect(functionsMaking(kb, 'clone', place)[0]).toBe('_Fork');
  expect(functionsMaking(kb, 'no_such_call', place)).toEqual([]);
});
