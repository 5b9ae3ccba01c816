/** `explain` and `decode` on the command line. */
import { describe, expect, it } from 'vitest';
import { cli } from '../support/cli.ts';

/** Headers of `syscall()`. */
const BY_NUMBER = ['sys/syscall.h', 'unistd.h'];

describe('explain', () => {
  it.each([['mmap'], ['mmap(2)'], ['SYS_mmap'], ['__NR_mmap'], ['mmap64']])(
    '%s prints the page of the call',
    async (name) => {
      const { code, out } = await cli(['explain', name]);
      expect(code).toBe(0);
      expect(out).toMatch(/^# mmap\(2\)\n/);
      expect(out.endsWith('\n')).toBe(true);
    },
  );

  it.each([
    ['MAP_FIXED', 'MAP_FIXED'],
    ['EAGAIN', 'EAGAIN'],
    ['mem/write-exec', 'PROT_EXEC'],
  ])('%s prints its page', async (name, word) => {
    const { code, out } = await cli(['explain', name]);
    expect(code).toBe(0);
    expect(out).toContain(word);
  });

  it('prints data with the public keys', async () => {
    const { out } = await cli(['explain', 'mmap', '--format', 'json']);
    const page = JSON.parse(out) as Record<string, unknown>;
    expect(Object.keys(page)).toEqual(
      expect.arrayContaining([
        'name',
        'group',
        'summary',
        'description',
        'signature',
        'headers',
        'parameters',
        'returns',
        'architectures',
        'since',
        'history',
        'containers',
        'seccomp',
        'strace',
        'security',
        'errors',
        'flags',
        'capabilities',
        'related',
        'tracepoints',
      ]),
    );
    expect(page.architectures).toContainEqual(
      expect.objectContaining({ arch: 'x86_64', number: 9 }),
    );
  });

  it.each([
    ['read', 'ssize_t read(int fd, void *buf, size_t count);', ['unistd.h']],
    ['syslog', 'long syscall(SYS_syslog, int type, char *bufp, int size);', [...BY_NUMBER]],
    ['io_uring_setup', 'long syscall(SYS_io_uring_setup, u32 entries,', [...BY_NUMBER]],
  ])('shows how to write %s, which has no page', async (name, signature, headers) => {
    const page = JSON.parse((await cli(['explain', name, '--format', 'json'])).out) as {
      signature: string;
    };
    expect(page.signature).toContain(signature);
    expect(page).toMatchObject({ headers });
    const { out } = await cli(['explain', name]);
    expect(out).toContain(headers.map((header) => `#include <${header}>\n`).join('') + signature);
  });

  it('takes an architecture by any of its names, and refuses others with suggestions', async () => {
    const { out } = await cli(['explain', 'MAP_FIXED', '--format', 'json', '--arch', 'arm64']);
    expect(JSON.parse(out)).toMatchObject({ arch: 'aarch64' });
    expect(await cli(['explain', 'mmap', '--arch', 'x86_65'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('x86_64') as string,
    });
  });

  it('suggests names for one it does not know', async () => {
    expect(await cli(['explain', 'mmapp'])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/did you mean .*\bmmap\b/) as string,
    });
    expect(await cli(['explain'])).toMatchObject({ code: 2 });
  });
});

describe('decode', () => {
  it.each([
    ['prot', '7', 'PROT_READ | PROT_WRITE | PROT_EXEC'],
    ['flags', '0x22', 'MAP_PRIVATE | MAP_ANONYMOUS'],
    ['4', '042', 'MAP_PRIVATE | MAP_ANONYMOUS'],
    ['flags', 'MAP_SHARED|MAP_PRIVATE', 'MAP_SHARED_VALIDATE'],
  ])('--arg %s %s is %s', async (arg, value, expected) => {
    const { code, out } = await cli(['decode', '--call', 'mmap', '--arg', arg, value]);
    expect(code).toBe(0);
    expect(out.split('\n')[0]).toMatch(/ = /);
    expect(out.split('\n')[0]?.split(' = ')[1]).toBe(expected);
  });

  it('prints data', async () => {
    const args = ['decode', '--call', 'mmap', '--arg', 'flags', '--format', 'json', '0x22'];
    expect(JSON.parse((await cli(args)).out)).toMatchObject({
      call: 'mmap',
      arg: 'flags',
      arch: 'x86_64',
      text: 'MAP_PRIVATE | MAP_ANONYMOUS',
      parts: [{ name: 'MAP_PRIVATE' }, { name: 'MAP_ANONYMOUS' }],
    });
  });

  it('reads an argument as others decide', async () => {
    const when = ['decode', '--call', 'setsockopt', '--arg', 'optname', '2'];
    expect((await cli([...when, '--when', 'level=SOL_SOCKET'])).out).toContain('= SO_REUSEADDR');
    const two = ['decode', '--call', 'prctl', '--arg', 'option', '22', '--arg', 'arg2', '2'];
    const { code, out } = await cli(two);
    expect(code).toBe(0);
    expect(out).toMatch(/^option: 22 = PR_SET_SECCOMP\n/);
    expect(out).toMatch(/^mode: 2 = SECCOMP_MODE_FILTER$/m);
    expect(JSON.parse((await cli([...two, '--format', 'json'])).out)).toMatchObject([
      { arg: 'option', text: 'PR_SET_SECCOMP' },
      { arg: 'mode', text: 'SECCOMP_MODE_FILTER' },
    ]);
  });

  it('takes a negative number', async () => {
    const { code, out } = await cli(['decode', '--call', 'mmap', '--arg', 'prot', '-1']);
    expect(code).toBe(0);
    expect(out).toContain('PROT_READ');
    expect(out).toMatch(/ 0xfcfffff0 +0xfcfffff0  no flag of this argument\n$/);
  });

  it.each([
    [['--call', 'mmapp', '--arg', 'prot', '7'], 'mmap'],
    [['--call', 'mmap', '--arg', 'port', '7'], 'prot'],
    [['--call', 'mmap', '--arg', 'prot', 'PROT_REED'], 'PROT_READ'],
    [['--call', 'mmap', '--arg', 'prot', '7', '--arch', 'vax'], 'x86_64'],
    [['--call', 'mmap', '7'], '--arg'],
    [['--arg', 'prot', '7'], '--call'],
    [['--call', 'setsockopt', '--arg', 'optname', '2'], 'level=SOL_SOCKET'],
    [['--call', 'setsockopt', '--arg', 'optname', '2', '--when', 'level'], '--when'],
    [['--call', 'mmap', '--arg', 'prot', '--arg', 'flags', '7'], '--arg'],
  ])('%j is refused, naming %s', async (args, word) => {
    const { code, out, err } = await cli(['decode', ...args]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(word);
  });
});
