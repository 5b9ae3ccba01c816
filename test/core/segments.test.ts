import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut } from '../../server/src/core/c/segments.ts';

const watch = new Set(['mmap', 'open', 'read']);
const filler = (n: number): string =>
  `int filler_${n}(int a)\n{\n  return a + ${n};\n}\n`.repeat(80);
const pieces = (text: string, cpp = false): string[] =>
  cut(text, { watch, names: watch, cpp }).segments.map((s) => s.text);

describe('cut', () => {
  it('leaves a small file whole', () => {
    expect(pieces('int f(void)\n{\n}\nint g(void)\n{\n}\n')).toHaveLength(1);
  });

  it('cuts behind the end of each definition of a larger one', () => {
    const text = filler(1);
    expect(pieces(text)).toHaveLength(80);
    expect(pieces(text).join('')).toBe(text);
  });

  it.each([
    ['in a block comment', `/*\n}\n*/\n`],
    ['in a string', `char *s = "\\\n}\\\n";\n`],
    ['in a macro', `#define M \\\n{ \\\n} \\\nx\n`],
    ['before the initialiser of a struct', `struct s {\n  int a;\n} x = {\n  1\n};\n`],
  ])('never cuts %s', (_, inside) => {
    const text = filler(1) + inside + filler(2);
    expect(pieces(text).some((p) => p.includes(inside))).toBe(true);
  });

  it('never cuts between branches that both open a body', () => {
    const inside =
      '#ifdef A\nint f(int x)\n{\n#else\nint f(void)\n{\n  int x = 1;\n#endif\n  return x;\n}\n';
    const found = pieces(filler(1) + inside + filler(2)).filter((p) => p.includes('int f('));
    expect(found).toEqual([inside]);
  });

  it('never cuts between branches that both close a body', () => {
    const inside = 'int f(int x)\n{\n#ifdef A\n  return x;\n}\n#else\n  return 2;\n}\n#endif\n';
    const found = pieces(filler(1) + inside + filler(2)).filter((p) => p.includes('int f('));
    expect(found).toEqual([inside]);
  });

  it('does not count the brace of extern "C"', () => {
    const open = '#ifdef __cplusplus\nextern "C" {\n#endif\n';
    expect(pieces(open + filler(1)).length).toBeGreaterThan(70);
  });

  it('notes candidates, but not in comments and strings', () => {
    const { segments } = cut(
      'void f(void) {\n  mmap(0); /* mmap( */ "mmap(";\n}\n#define X read(1)\n',
      {
        watch,
        names: watch,
        cpp: false,
      },
    );
    expect(segments.flatMap((s) => s.candidates)).toEqual([
      { name: 'mmap', start: 17, inDirective: false, inBody: true },
      { name: 'read', start: 59, inDirective: true, inBody: false },
    ]);
  });

  it.each([
    ['a definition', 'int open(const char *p)\n{\n}\n', ['open']],
    ['a K&R definition', 'int open(p) char *p;\n{\n}\n', ['open']],
    ['attributes behind', 'int open(int a) __attribute__((cold))\n{\n}\n', ['open']],
    ['a function pointer', 'static int (*open)(const char *);\n', ['open']],
    ['a prototype only', 'int open(const char *p, int f, ...);\n', []],
    ['a caller', 'int f(void)\n{\n  return open("x", 0);\n}\n', []],
  ])('knows names of the file: %s', (_, text, owns) => {
    expect(cut(text, { watch, names: watch, cpp: false }).segments.flatMap((s) => s.owns)).toEqual(
      owns,
    );
  });

  it('keeps every character, whatever the text', () => {
    const piece = fc.constantFrom(
      ...[
        '{',
        '}\n',
        '\n}\n',
        '(',
        ')',
        ';\n',
        '/*',
        '*/',
        '"',
        "'",
        '#if A\n',
        '#else\n',
        '#endif\n',
      ],
      ...['#define X \\\n', 'mmap(', 'x', '//', '\n', filler(3)],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.boolean(), (parts, cpp) => {
        const text = parts.join('');
        expect(pieces(text, cpp).join('')).toBe(text);
      }),
    );
  });
});
