import { beforeAll, describe, expect, it } from 'vitest';
import { constantOf, type Term, type Value } from '../../server/src/core/c/value.ts';
import { argOf } from '../../server/src/core/c/call-site.ts';
import { opener } from '../support/source.ts';

let open: Awaited<ReturnType<typeof opener>>;
beforeAll(async () => {
  open = await opener();
});

const name = (t: Term): string => t.name ?? `0x${t.value.toString(16)}`;

/** `= 0x22` when every bit is known, else `+0x2 -0x10` (some known bits that matter); then the names: sure, maybe?. */
function show(v: Value): string {
  const n = constantOf(v);
  const must = v.must.map(name);
  const may = v.may.map(name).filter((x) => !must.includes(x));
  const low = 0xffffffn;
  const bits =
    n === undefined
      ? `+0x${(v.ones & low).toString(16)} -0x${(v.zeros & low).toString(16)}`
      : `= 0x${n.toString(16)}`;
  return [bits, ...must, ...new Set(may.map((x) => `${x}?`))].join(' ');
}

/** The value of the flags argument of the last mmap call. */
function flagsOf(text: string, language: 'c' | 'cpp' = 'c'): string {
  const { file } = open(text, { language });
  const placed = [...file.calls()].filter((c) => c.call.name === 'mmap').at(-1);
  const flags = placed && argOf(placed.call, 'flags');
  if (!placed || !flags) throw new Error('no mmap call in the fixture');
  return show(file.facts(placed).value(flags.expr));
}

const use = (flags: string, before = '', params = 'int x'): string =>
  `void f(${params})\n{\n  ${before}\n  mmap(0, 1, 1, ${flags}, -1, 0);\n}\n`;
const UNKNOWN = '+0x0 -0x0';

describe('a variable that a macro may assign', () => {
  const given = (macro: string): string => use('v', `int v = 0x22;\n  ${macro}(v);`);
  it.each([
    ['one of another file', given('PARSE_LONG'), UNKNOWN],
    ['a function', given('parse_long'), '= 0x22 0x22'],
    ['one that every C library has', given('WIFEXITED'), '= 0x22 0x22'],
    ['one that stands for its value', given('UNLIKELY'), '= 0x22 0x22'],
    ['one of the file that reads', `#define SHOW(x) show(x)\n${given('SHOW')}`, '= 0x22 0x22'],
    ['one of the file that writes', `#define SET(x) ((x) = next())\n${given('SET')}`, UNKNOWN],
  ])('%s', (_, text, value) => {
    expect(flagsOf(text)).toBe(value);
  });
});

describe('expressions', () => {
  it.each([
    ['MAP_PRIVATE', '= 0x2 MAP_PRIVATE'],
    ['MAP_PRIVATE | MAP_ANONYMOUS', '= 0x22 MAP_PRIVATE MAP_ANONYMOUS'],
    ['(MAP_PRIVATE) | (0x20)', '= 0x22 MAP_PRIVATE 0x20'],
    ['MAP_PRIVATE | x', '+0x2 -0x0 MAP_PRIVATE'],
    ['x ? MAP_SHARED : MAP_PRIVATE', '+0x0 -0xfffffc MAP_SHARED? MAP_PRIVATE?'],
    ['MAP_PRIVATE | (x ? MAP_FIXED : 0)', '+0x2 -0xffffed MAP_PRIVATE MAP_FIXED? 0x0?'],
    ['(MAP_PRIVATE | MAP_FIXED) & ~MAP_FIXED', '= 0x2 MAP_PRIVATE'],
    ['x & ~MAP_FIXED', '+0x0 -0x10'],
    ['x & MAP_SHARED', '+0x0 -0xfffffe MAP_SHARED?'],
    ['MAP_SHARED ^ MAP_PRIVATE', '= 0x3'],
    ['1 << 4', '= 0x10'],
    ['MAP_HUGETLB | (21 << MAP_HUGE_SHIFT)', '= 0x54040000 MAP_HUGETLB'],
    ['(int)(MAP_PRIVATE)', '= 0x2 MAP_PRIVATE'],
    ['(unsigned char)x', '+0x0 -0xffff00'],
    ['1 ? MAP_PRIVATE : MAP_SHARED', '= 0x2 MAP_PRIVATE'],
    ['(x, MAP_PRIVATE)', '= 0x2 MAP_PRIVATE'],
    ["'a'", '= 0x61'],
    ['-1', '= 0xffffffffffffffff'],
    ['INT_MAX', '= 0x7fffffff INT_MAX'],
    ['!0', '= 0x1'],
    ['g(x)', UNKNOWN],
    ['MAP_NO_SUCH_FLAG', UNKNOWN],
    ['MAP_PRIVATE || MAP_FIXED', '= 0x1'],
    ['sizeof(int)', '= 0x4'],
    ['sizeof(struct s)', UNKNOWN],
    ['1 / 0', UNKNOWN],
  ])('%s', (flags, expected) => {
    expect(flagsOf(use(flags))).toBe(expected);
  });
});

describe('numbers the file names', () => {
  it.each([
    ['enum { A = 0x10, B, C = MAP_PRIVATE | B };', 'C', '= 0x13 MAP_PRIVATE B'],
    ['enum kind : unsigned { A, B, C };', 'C', '= 0x2 C'],
    ['enum kind\n{\n  A, /* } */\n  B = 7,\n};', 'B', '= 0x7 B'],
    ['static const int flags = MAP_PRIVATE | MAP_FIXED;', 'flags', '= 0x12 MAP_PRIVATE MAP_FIXED'],
    ['const unsigned char small = 0x112;', 'small', '= 0x12 small'],
    ['static const int a = 1, b = 2;', 'b', UNKNOWN],
    ['static int variable = 2;', 'variable', UNKNOWN],
    ['enum { A,\n#ifdef X\n  B,\n#endif\n  C };', 'C', UNKNOWN],
    ['// enum { A = 3 };', 'A', UNKNOWN],
    ['void g(void) { const int a = 3; (void)a; }', 'a', UNKNOWN],
    ['enum class kind { A = 3 };', 'A', UNKNOWN],
    ['enum { MAP_FIXED = 4 };', 'MAP_FIXED', '= 0x4 MAP_FIXED'],
  ])('%s', (before, flags, expected) => {
    expect(flagsOf(`${before}\n${use(flags)}`)).toBe(expected);
  });
});

describe('macros of the file', () => {
  it.each([
    [
      'object-like',
      '#define F (MAP_PRIVATE | MAP_ANONYMOUS)\n',
      'F',
      '= 0x22 MAP_PRIVATE MAP_ANONYMOUS',
    ],
    [
      'chain',
      '#define G MAP_PRIVATE\n#define F (G | MAP_FIXED)\n',
      'F',
      '= 0x12 MAP_PRIVATE MAP_FIXED',
    ],
    [
      'own number keeps its name',
      '#define MY_FLAG 0x10\n',
      'MAP_PRIVATE | MY_FLAG',
      '= 0x12 MAP_PRIVATE MY_FLAG',
    ],
    ['override of a known name', '#define MAP_FIXED 0x100\n', 'MAP_FIXED', '= 0x100 MAP_FIXED'],
    [
      'fallback',
      '#ifndef MAP_FIXED\n#define MAP_FIXED 0x999\n#endif\n',
      'MAP_FIXED',
      '= 0x10 MAP_FIXED',
    ],
    [
      'function-like',
      '#define F(x) ((x) | MAP_FIXED)\n',
      'F(MAP_PRIVATE)',
      '= 0x12 MAP_PRIVATE MAP_FIXED',
    ],
    [
      'two definitions',
      '#if A\n#define F MAP_PRIVATE\n#else\n#define F MAP_SHARED\n#endif\n',
      'F',
      '+0x0 -0xfffffc MAP_PRIVATE? MAP_SHARED?',
    ],
    ['recursive', '#define F G\n#define G F\n', 'F', UNKNOWN],
    ['no expression', '#define F do_something;\n', 'F', UNKNOWN],
    ['a local inside', '#define F (x | MAP_FIXED)\n', 'F', '+0x10 -0x0 MAP_FIXED'],
  ])('%s', (_, defines, flags, expected) => {
    expect(flagsOf(defines + use(flags))).toBe(expected);
  });
});

describe('locals', () => {
  it.each([
    ['initialised', 'int fl = MAP_PRIVATE;', '= 0x2 MAP_PRIVATE'],
    ['assigned', 'int fl; fl = MAP_PRIVATE;', '= 0x2 MAP_PRIVATE'],
    ['assigned twice', 'int fl = MAP_SHARED; fl = MAP_PRIVATE;', '= 0x2 MAP_PRIVATE'],
    ['or-ed on the way', 'int fl = MAP_PRIVATE; fl |= MAP_FIXED;', '= 0x12 MAP_PRIVATE MAP_FIXED'],
    [
      'or-ed on one path',
      'int fl = MAP_PRIVATE; if (x) fl |= MAP_FIXED;',
      '+0x2 -0xffffed MAP_PRIVATE MAP_FIXED?',
    ],
    ['cleared', 'int fl = MAP_PRIVATE | MAP_FIXED; fl &= ~MAP_FIXED;', '= 0x2 MAP_PRIVATE'],
    [
      'both branches',
      'int fl; if (x) fl = MAP_SHARED; else fl = MAP_PRIVATE;',
      '+0x0 -0xfffffc MAP_SHARED? MAP_PRIVATE?',
    ],
    [
      'changed on one path',
      'int fl = MAP_PRIVATE; if (x) fl = MAP_SHARED;',
      '+0x0 -0xfffffc MAP_PRIVATE? MAP_SHARED?',
    ],
    ['address taken', 'int fl = MAP_PRIVATE; g(&fl);', UNKNOWN],
    ['counted', 'int fl = MAP_PRIVATE; fl++;', UNKNOWN],
    [
      'changed in a loop before',
      'int fl = MAP_PRIVATE; while (x--) fl |= MAP_FIXED;',
      '+0x2 -0xffffed MAP_PRIVATE MAP_FIXED?',
    ],
    ['static', 'static int fl = MAP_PRIVATE;', UNKNOWN],
    ['static const', 'static const int fl = MAP_PRIVATE;', '= 0x2 MAP_PRIVATE'],
    ['declared twice', 'int fl = MAP_PRIVATE; { int fl = MAP_SHARED; }', UNKNOWN],
    ['a label between', 'int fl = MAP_PRIVATE; again: x++;', UNKNOWN],
    ['a label before', 'again: x++; int fl = MAP_PRIVATE;', '= 0x2 MAP_PRIVATE'],
    [
      'in a conditional of the preprocessor',
      'int fl = MAP_PRIVATE;\n#ifdef A\nfl |= MAP_FIXED;\n#endif\n',
      '+0x2 -0xffffed MAP_PRIVATE MAP_FIXED?',
    ],
    ['from itself', 'int fl = fl | MAP_PRIVATE;', '+0x2 -0x0 MAP_PRIVATE'],
    ['uninitialised', 'int fl;', UNKNOWN],
  ])('%s', (_, before, expected) => {
    expect(flagsOf(use('fl', before))).toBe(expected);
  });

  it('looks round the loop', () => {
    const text = `void f(int x) {\n int fl = MAP_PRIVATE;\n while (x) {\n  mmap(0, 1, 1, fl, -1, 0);\n  fl |= MAP_FIXED;\n }\n}`;
    expect(flagsOf(text)).toBe('+0x2 -0xffffed MAP_PRIVATE MAP_FIXED?');
  });

  it('does not know parameters', () => {
    expect(flagsOf(use('x | MAP_FIXED'))).toBe('+0x10 -0x0 MAP_FIXED');
    expect(flagsOf(use('x', 'if (g()) x = MAP_PRIVATE;'))).toBe(UNKNOWN);
  });

  it('does not take a shadowing name for the constant', () => {
    expect(flagsOf(use('MAP_FIXED', '', 'int MAP_FIXED'))).toBe(UNKNOWN);
  });

  it('takes values of the architecture', () => {
    const { file } = open(use('MAP_ANONYMOUS'), { arch: 'mips' });
    const placed = [...file.calls()][0]!;
    expect(show(file.facts(placed).value(argOf(placed.call, 'flags')!.expr))).toBe(
      '= 0x800 MAP_ANONYMOUS',
    );
  });
});
