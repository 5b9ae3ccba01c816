/** The small preprocessor and evaluator behind the import of constants. */
import { describe, expect, test } from 'vitest';
import { evaluateText } from '../../data/tools/import/c-expression.ts';
import type { EvaluationScope, Macro } from '../../data/tools/import/c-macros.ts';
import { preprocess } from '../../data/tools/import/c-preprocess.ts';
import { tokenize } from '../../data/tools/import/c-tokens.ts';

function macro(text: string, params?: readonly string[]): Macro {
  const base = { body: tokenize(text), header: 'x.h' };
  return params === undefined ? base : { ...base, params };
}

const scope: EvaluationScope = {
  macros: new Map([
    ['A', macro('0x10')],
    ['B', macro('(A | 1)')],
    ['SELF', macro('SELF')],
    ['PING', macro('PONG')],
    ['PONG', macro('PING')],
    ['SHIFT', macro('((n) << 2)', ['n'])],
    ['_AC', macro('X##Y', ['X', 'Y'])],
    ['TWO', macro('(a + b)', ['a', 'b'])],
  ]),
  enumerators: new Map([
    ['E_FIVE', { value: 5n }],
    ['SELF', { value: 7n }],
  ]),
  longBits: 64,
};

describe('expressions', () => {
  test.each([
    ['1 + 2 * 3', 7n],
    ['(1 + 2) * 3', 9n],
    ['0644', 420n],
    ['0x1fUL', 31n],
    ['~0', -1n],
    ['~0U', 0xffffffffn],
    ['~0UL', 0xffffffffffffffffn],
    ['1 << 31', -2147483648n],
    ['1U << 31', 0x80000000n],
    ['34U << 26', 2281701376n],
    ['-1 < 1', 1n],
    ['-1 < 1U', 0n],
    ['1 ? 2 : 3', 2n],
    ['!5 || 2 && 0', 0n],
    ['7 / 2 % 2', 1n],
    ["'A'", 65n],
    ['(unsigned int) -1', 0xffffffffn],
    ['(__u64)1 << 40', 1n << 40n],
    ['sizeof(int)', 4n],
    ['sizeof(void *)', 8n],
    ['B', 0x11n],
    ['SHIFT(B)', 0x44n],
    ['_AC(12,UL)', 12n],
    ['TWO(TWO(1, 2), (3))', 6n],
    ['SELF', 7n],
    ['E_FIVE | A', 0x15n],
  ])('%s is %s', (text, value) => {
    expect(evaluateText(text, scope)?.value).toBe(value);
  });

  test.each([
    '',
    '1 +',
    'UNKNOWN',
    'PING',
    '1 / 0',
    '"text"',
    'sizeof(struct x)',
    '(void *) 1',
    'f(1)',
    '1 2',
    '(1',
  ])('"%s" is no integer constant', (text) => {
    expect(evaluateText(text, scope)).toBeUndefined();
  });

  test('long follows the architecture', () => {
    expect(evaluateText('~0UL', { ...scope, longBits: 32 })?.value).toBe(0xffffffffn);
    expect(evaluateText('sizeof(long)', { ...scope, longBits: 32 })?.value).toBe(4n);
  });
});

const MACHINE = { macros: { __LP64__: '1' }, longBits: 64, maxAlign: 8, timeBits: 64 } as const;

describe('headers', () => {
  const run = (text: string, more: Readonly<Record<string, string>> = {}) =>
    preprocess(['a.h'], (name) => (name === 'a.h' ? text : more[name]), MACHINE);
  const names = (text: string): string[] =>
    [...run(text).macros.keys()].filter((name) => name !== '__LP64__');

  test('conditionals choose one branch, nested ones too', () => {
    const text = `
#ifdef __LP64__
# define YES 1
# if 0
#  define NO 1
# elif defined(YES) && !defined NOPE
#  define ALSO 1
# else
#  define NO 2
# endif
#else
# define NO 3
# ifdef __LP64__
#  define NO 4
# endif
#endif`;
    expect(names(text)).toEqual(['YES', 'ALSO']);
  });

  test('#undef, continued lines and comments', () => {
    expect(
      names('#define A 1\n#undef A\n#define B \\\n 2 /* not\n#define C 3 */\n//#define D 4\n'),
    ).toEqual(['B']);
  });

  test('a header that includes itself ends', () => {
    expect(names('#include "a.h"\n#define A 1\n')).toEqual(['A']);
  });

  test('a header that is missing is told', () => {
    expect(run('#include <nowhere.h>\n').missing).toEqual(['nowhere.h']);
  });

  test('enumerators count on and may use macros', () => {
    const { enumerators } = run('#define BASE 10\nenum x { A, B = BASE, C, D = (1 << 3) | 1, };\n');
    expect([...enumerators].map(([name, { value }]) => [name, value])).toEqual([
      ['A', 0n],
      ['B', 10n],
      ['C', 11n],
      ['D', 9n],
    ]);
  });

  test('the header that defines a name is remembered', () => {
    const { macros } = run('#include <b.h>\n#define A 1\n', { 'b.h': '#define B 2\n' });
    expect(macros.get('B')?.header).toBe('b.h');
    expect(macros.get('A')?.header).toBe('a.h');
  });
});
