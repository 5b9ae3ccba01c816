import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { integerValue, tokenize } from '../../server/src/core/c/tokens.ts';

const show = (text: string): string =>
  tokenize(text, 0, text.length, true)
    .map((t) => `${t.kind}:${t.text}${t.open ? '…' : ''}`)
    .join(' ');

describe('tokenize', () => {
  it.each([
    ['a->b', 'word:a punct:-> word:b'],
    ['x<<=0x1F', 'word:x punct:<<= number:0x1F'],
    ['"a\\"b" \'\\\'\'', 'string:"a\\"b" char:\'\\\'\''],
    ['1e+5+2', 'number:1e+5 punct:+ number:2'],
    ['a /* b', 'word:a comment:/* b…'],
    ['a // b\\\nc\nd', 'word:a comment:// b\\\nc word:d'],
    ['"never\nends', 'string:"never… word:ends'],
    ['R"x(a")x" b', 'string:R"x(a")x" word:b'],
    ['#define A \\\n 1\nb', 'directive:define word:A number:1 directive-end: word:b'],
    ['  # ifdef X', 'directive:ifdef word:X directive-end:'],
    ['a # b', 'word:a punct:# word:b'],
    ["1'000'000", "number:1'000'000"],
    ['ns::f', 'word:ns punct::: word:f'],
    ['', ''],
  ])('%j', (text, expected) => {
    expect(show(text)).toBe(expected);
  });

  it('gives every token its own text, in order, for any input', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('"', "'", '/*', '*/', '//', '\n', '\\\n', '#', 'R"(', ')"', '0x', 'mmap('),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        let behind = 0;
        for (const t of tokenize(text, 0, text.length, true)) {
          expect(t.start).toBeGreaterThanOrEqual(behind);
          if (t.kind !== 'directive') expect(text.slice(t.start, t.end)).toBe(t.text);
          behind = t.end;
        }
      }),
    );
  });
});

describe('integerValue', () => {
  it.each([
    ['0', 0n],
    ['0644', 420n],
    ['0x22UL', 34n],
    ['0b101', 5n],
    ['18446744073709551615u', 18446744073709551615n],
    ["1'000", 1000n],
    ['08', undefined],
    ['1.5', undefined],
    ['0x', undefined],
    ['1e3', undefined],
  ])('%s', (text, expected) => {
    expect(integerValue(text)).toBe(expected);
  });
});
