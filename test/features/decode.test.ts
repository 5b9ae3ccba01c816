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
