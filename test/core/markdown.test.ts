import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  code,
  escape,
  fence,
  link,
  paragraphs,
  prose,
  readLength,
  table,
} from '../../server/src/core/text/markdown.ts';

describe('text of the user', () => {
  it('is escaped, mark by mark', () => {
    expect(escape('a*b_c [x](y) <b> `k` #1 | $(x) \\')).toBe(
      'a\\*b\\_c \\[x\\]\\(y\\) \\<b\\> \\`k\\` \\#1 \\| \\$\\(x\\) \\\\',
    );
  });
  it('stays on one line, without control characters', () => {
    expect(escape('a\nb\u0007\tc')).toBe('a b c');
    expect(code('a\r\n b')).toBe('`a b`');
  });
  it.each([
    ['x', '`x`'],
    ['', ''],
    ['  ', ''],
    ['a`b', '``a`b``'],
    ['`', '`` ` ``'],
    ['``a', '``` ``a ```'],
  ])('is code: %j', (text, shown) => {
    expect(code(text)).toBe(shown);
  });
  it('cannot leave its code span', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('`', 'a', ' ', '\n', '[', ']', '(', '<') }),
        (text) => {
          const shown = code(text);
          if (shown === '') return;
          const ticks = /^`+/.exec(shown)?.[0] ?? '';
          const inside = shown.slice(ticks.length, -ticks.length);
          expect(shown.endsWith(ticks)).toBe(true);
          expect(inside.split(/[^`]+/)).not.toContain(ticks);
        },
      ),
    );
  });
  it('cannot leave its fence', () => {
    expect(fence('c', '```\nx\n````')).toBe('`````c\n```\nx\n````\n`````');
  });
  it('cannot end a link', () => {
    expect(link('x', 'command:a?b (c)>')).toBe('[x](command:a?b%20%28c%29%3E)');
  });
});

describe('prose of the knowledge base', () => {
  it.each([
    ['`addr` is *not* checked', '`addr` is \\*not\\* checked'],
    ['call __builtin_trap() first', 'call `__builtin_trap()` first'],
    ['any MAP_ flag of sys_enter_', 'any `MAP_` flag of `sys_enter_`'],
    ['MAP_HUGE_2MB stays', 'MAP_HUGE_2MB stays'],
    ['<sys/mman.h> and [1] and ~x', '\\<sys/mman.h> and \\[1\\] and \\~x'],
    ['- no list', '\\- no list'],
    ['1. no list', '1\\. no list'],
    ['two\nlines', 'two lines'],
  ])('%s', (text, shown) => {
    expect(prose(text)).toBe(shown);
  });
  it('keeps paragraphs and lists', () => {
    expect(paragraphs('One\nline.\n\n- a *b*\n- c\n')).toBe('One line.\n\n- a \\*b\\*\n- c');
  });
});

describe('tables and lengths', () => {
  it('leave out columns that are empty', () => {
    expect(
      table(
        ['A', 'B', 'C'],
        [
          ['1', '', 'x|y'],
          ['2', '', ''],
        ],
      ),
    ).toBe('| A | C |\n| --- | --- |\n| 1 | x\\|y |\n| 2 |  |');
  });
  it('count what is read, not addresses', () => {
    expect(readLength('[page](command:very?long) x')).toBe('[page] x'.length);
  });
});
