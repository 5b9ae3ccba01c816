import { describe, expect, it } from 'vitest';
import { decodeQuery } from '../../server/src/core/features/decode.ts';
import { readNumber } from '../../server/src/core/features/support/numbers.ts';
import { testKb } from '../support/kb.ts';

/** `value = text`, or the reason why not. */
function decoded(text: string, arg = 'flags', arch?: string): string {
  const answer = decodeQuery(
    { call: 'mmap', arg, text, ...(arch === undefined ? {} : { arch }) },
    testKb(),
  );
  return answer.ok ? `${answer.value} = ${answer.text}` : answer.reason;
}

describe('decoder', () => {
  it.each([
    ['0x22', '0x22 = MAP_PRIVATE | MAP_ANONYMOUS'],
    ['34', '0x22 = MAP_PRIVATE | MAP_ANONYMOUS'],
    ['042', '0x22 = MAP_PRIVATE | MAP_ANONYMOUS'],
    ['0b100010', '0x22 = MAP_PRIVATE | MAP_ANONYMOUS'],
    ['0X22UL', '0x22 = MAP_PRIVATE | MAP_ANONYMOUS'],
    ['MAP_PRIVATE|MAP_ANONYMOUS', '0x22 = MAP_PRIVATE | MAP_ANONYMOUS'],
    ['(MAP_PRIVATE | 0x20)', '0x22 = MAP_PRIVATE | MAP_ANONYMOUS'],
    ['MAP_SHARED | MAP_PRIVATE', '0x3 = MAP_SHARED_VALIDATE'],
    ['0x40000 | 21 << MAP_HUGE_SHIFT | 2', '0x54040002 = MAP_PRIVATE | MAP_HUGETLB | MAP_HUGE_2MB'],
    ['22 << 26', '0x58000000 = 22 << MAP_HUGE_SHIFT'],
  ])('reads %s', (text, shown) => {
    expect(decoded(text)).toContain(shown.replace(/^.*= /, ''));
    expect(decoded(text)).toBe(shown);
  });
  it('reads a word in the terms of its argument', () => {
    expect(decoded('7', 'prot')).toBe('0x7 = PROT_READ | PROT_WRITE | PROT_EXEC');
    expect(decoded('0', 'prot')).toBe('0x0 = PROT_NONE');
    expect(decoded('3', '3')).toBe('0x3 = PROT_READ | PROT_WRITE');
  });
  it('shows what has no name in hexadecimal', () => {
    const answer = decodeQuery({ call: 'mmap', arg: 'prot', text: '0x80000001' }, testKb());
    expect(answer).toMatchObject({
      ok: true,
      text: 'PROT_READ | 0x80000000',
      unknown: '0x80000000',
    });
  });
  it('follows the architecture, by any of its names', () => {
    expect(decoded('0x802', 'flags', 'mips')).toBe('0x802 = MAP_PRIVATE | MAP_ANONYMOUS');
    expect(decoded('MAP_ANONYMOUS', 'flags', 'arm64')).toBe('0x20 = MAP_ANONYMOUS');
    expect(decoded('0x22', 'flags', 'arm65')).toBe('no architecture is called arm65');
  });
  it.each([
    ['MAP_PRIVAT', 'MAP_PRIVAT is neither a number nor a known name'],
    ['', 'a value is missing'],
    ['1|', 'a value is missing'],
    ['08', '08 is neither a number nor a known name'],
    ['1 << 99', 'a shift by 99 is no flag value'],
    ['0x1ffffffffffffffff', '0x1ffffffffffffffff is neither a number nor a known name'],
    ['constructor', 'constructor is neither a number nor a known name'],
  ])('says what is wrong with %j', (text, reason) => {
    expect(decoded(text)).toBe(reason);
  });
  it('suggests what may be meant', () => {
    expect(decodeQuery({ call: 'mmapp', arg: 'prot', text: '1' }, testKb())).toMatchObject({
      ok: false,
      suggestions: ['mmap', 'mmap2'],
    });
    expect(decodeQuery({ call: 'mmap', arg: 'flag', text: '1' }, testKb())).toMatchObject({
      ok: false,
      reason: 'mmap has no argument flag',
    });
    expect(decodeQuery({ call: 'mmap', arg: 'addr', text: '1' }, testKb())).toMatchObject({
      reason: 'addr of mmap takes no flags',
      suggestions: ['prot', 'flags'],
    });
    expect(decodeQuery({ call: 'mmap', arg: 'flags', text: 'MAP_PRIVAT' }, testKb())).toMatchObject(
      { suggestions: ['MAP_PRIVATE'] },
    );
  });
  it('gives a sentence for every part', () => {
    const answer = decodeQuery({ call: 'mmap', arg: 'prot', text: '5' }, testKb());
    if (!answer.ok) throw new Error(answer.reason);
    expect(answer.parts.map((p) => p.name)).toEqual(['PROT_READ', 'PROT_EXEC']);
    expect(answer.parts.every((p) => (p.summary ?? '') !== '')).toBe(true);
  });
});

/** The same for any call, with what the other arguments are. */
function inCall(call: string, arg: string, text: string, when = '', arch = 'x86_64'): string {
  const pairs = when.split(' ').flatMap((one) => (one === '' ? [] : [one.split('=')]));
  const known = Object.fromEntries(pairs) as Record<string, string>;
  const answer = decodeQuery({ call, arg, text, arch, when: known }, testKb());
  const rest = answer.ok && answer.unknown !== undefined ? ` (unknown ${answer.unknown})` : '';
  return answer.ok ? `${answer.arg}: ${answer.text}${rest}` : answer.reason;
}

describe('decoding of arguments that others decide', () => {
  it.each([
    ['fcntl', 'arg', '0x800', 'op=F_SETFL', 'flags: O_NONBLOCK'],
    ['fcntl', 'flags', '1', 'cmd=2', 'flags: FD_CLOEXEC'],
    ['fcntl', '3', '1', '2=F_SETFD', 'flags: FD_CLOEXEC'],
    ['setsockopt', 'optname', '2', 'level=SOL_SOCKET', 'optname: SO_REUSEADDR'],
    ['setsockopt', 'optname', '2', 'level=6', 'optname: TCP_MAXSEG'],
    ['getsockopt', 'optname', '26', 'level=IPPROTO_IPV6', 'optname: IPV6_V6ONLY'],
    ['prctl', 'arg2', '2', 'option=PR_SET_SECCOMP', 'mode: SECCOMP_MODE_FILTER'],
    ['prctl', 'arg2', '2', 'op=22', 'mode: SECCOMP_MODE_FILTER'],
    ['ptrace', 'data', '1', 'request=PTRACE_SETOPTIONS', 'options: PTRACE_O_TRACESYSGOOD'],
    ['socket', 'protocol', '6', 'domain=AF_INET', 'protocol: IPPROTO_TCP'],
  ])('%s %s %s with %s is %s', (call, arg, text, when, shown) => {
    expect(inCall(call, arg, text, when)).toBe(shown);
  });
  it('says what decides when nobody tells', () => {
    expect(inCall('setsockopt', 'optname', '2')).toBe(
      'what optname of setsockopt takes depends on level',
    );
    expect(inCall('fcntl', 'arg', '0', 'op=F_GETFL')).toBe('arg of fcntl is ignored then');
    expect(inCall('fcntl', 'arg', '0', 'what=F_GETFL')).toBe('fcntl has no argument what');
    expect(inCall('fcntl', 'arg', '0', 'op=F_SETFLL')).toContain('neither a number nor');
  });
});

describe('decoding of words with fields and of open groups', () => {
  it.each([
    ['kill', 'sig', '9', 'sig: SIGKILL'],
    ['kill', 'sig', '40', 'sig: 40'],
    ['clock_gettime', 'clockid', '1', 'clockid: CLOCK_MONOTONIC'],
    ['clock_gettime', 'clockid', '-6', 'clockid: -6'],
    ['mknod', 'mode', '0100644', 'mode: S_IFREG | 0644 (rw-r--r--)'],
    ['mknod', 'mode', '0060660', 'mode: S_IFBLK | 0660 (rw-rw----)'],
    ['open', 'mode', '0644', 'mode: 0644 (rw-r--r--)'],
    ['openat', 'flags', '0x80241', 'flags: O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC'],
    ['socket', 'type', '0x80801', 'type: SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK'],
    ['clone', 'flags', '0x1200011', 'flags: SIGCHLD | CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID'],
    ['futex', 'op', '0x81', 'op: FUTEX_WAKE | FUTEX_PRIVATE_FLAG'],
    ['futex', 'op', '0x189', 'op: FUTEX_WAIT_BITSET | FUTEX_PRIVATE_FLAG | FUTEX_CLOCK_REALTIME'],
    ['personality', 'persona', '0x40008', 'persona: PER_LINUX32 | ADDR_NO_RANDOMIZE'],
    ['openat', 'dirfd', '-100', 'dirfd: AT_FDCWD'],
  ])('%s %s %s', (call, arg, text, shown) => {
    expect(inCall(call, arg, text)).toBe(shown);
  });
  it('goes by the architecture', () => {
    expect(inCall('kill', 'sig', '16', '', 'mips')).toBe('sig: SIGUSR1');
    expect(inCall('openat', 'flags', '0x100', '', 'mips')).toContain('O_CREAT');
    expect(inCall('setsockopt', 'optname', '4', 'level=0xffff', 'alpha')).toBe(
      'optname: SO_REUSEADDR',
    );
  });
});

describe('numbers', () => {
  it.each([
    ['-1', -1n],
    ['+5', 5n],
    ['0', 0n],
    ['00', 0n],
    ['18446744073709551615', 2n ** 64n - 1n],
    ['18446744073709551616', undefined],
    ['0x', undefined],
    ['1.5', undefined],
    ['09', undefined],
    ['', undefined],
    ['1e3', undefined],
  ])('%s', (text, value) => {
    expect(readNumber(text)).toBe(value);
  });
});
