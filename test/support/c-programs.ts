/** Small C functions made at random, for tests that compare what we claim of a value with what a compiled program does. */
import fc from 'fast-check';

const FLAGS = [
  'MADV_DONTNEED',
  'MAP_FIXED',
  'MAP_SHARED',
  'O_CREAT',
  '0x10',
  '3',
  '1u',
  '0xffffffff',
  '12',
  'LOCAL',
];
const VARIABLES = ['x', 'y', 'u', 'l', 'w'];

const leaf = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...FLAGS) },
  { weight: 4, arbitrary: fc.constantFrom(...VARIABLES) },
  { weight: 2, arbitrary: fc.constantFrom('a', 'b', 'BOTH', '-1', '~0', "'q'", 'k', 'WITH(4)') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'sizeof(int)',
      '1UL',
      '-1L',
      '0x80000000',
      '2147483647',
      '~0u',
      '~0UL',
      'table[1]',
      'SECOND',
    ),
  },
);
const types = [
  'int',
  'unsigned',
  'long',
  'unsigned long',
  'size_t',
  'unsigned char',
  'short',
  'uint32_t',
  'int64_t',
  'mode_t',
];

const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    leaf,
    fc
      .tuple(
        tie('expression'),
        fc.constantFrom('|', '&', '^', '+', '-', '*', '==', '!=', '<', '>=', '&&', '||'),
        tie('expression'),
      )
      .map(([l, op, r]) => `(${l} ${op} ${r})`),
    fc
      .tuple(tie('expression'), fc.constantFrom('|', '& ~'), leaf)
      .map(([l, op, r]) => `(${l} ${op}${r})`),
    fc
      .tuple(fc.constantFrom('~', '-', '!', '+'), tie('expression'))
      .map(([op, e]) => `(${op}(${e}))`),
    fc
      .tuple(tie('expression'), fc.constantFrom('<<', '>>'), fc.integer({ min: 0, max: 12 }))
      .map(([l, op, n]) => `(${l} ${op} ${String(n)})`),
    fc
      .tuple(tie('expression'), fc.constantFrom('/', '%'), fc.integer({ min: 1, max: 9 }))
      .map(([l, op, n]) => `(${l} ${op} ${String(n)})`),
    fc
      .tuple(tie('expression'), tie('expression'), tie('expression'))
      .map(([c, y, n]) => `(${c} ? ${y} : ${n})`),
    fc.tuple(fc.constantFrom(...types), tie('expression')).map(([t, e]) => `((${t})${e})`),
  ),
}));

/** Macros that a program is compiled with or without. */
export const SWITCHES = ['ONE', 'TWO'] as const;
const branch = fc
  .tuple(fc.constantFrom(...SWITCHES), fc.constantFrom('|', '&', '+'), leaf)
  .map(([name, op, e]) => `\n#ifdef ${name}\n${op} ${e}\n#endif\n`);

const { statement } = fc.letrec<{ statement: string; body: string }>((tie) => ({
  body: fc
    .array(tie('statement'), { minLength: 1, maxLength: 4 })
    .map((list) => `{ ${list.join(' ')} }`),
  statement: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc
      .tuple(
        fc.constantFrom(...VARIABLES),
        fc.constantFrom('=', '=', '|=', '&=', '^=', '+=', '-='),
        expression,
      )
      .map(([v, op, e]) => `${v} ${op} ${e};`),
    fc.tuple(expression, expression).map(([e, f]) => `madvise(0, ${e}, ${f});`),
    fc.constantFrom(...VARIABLES).map((v) => `madvise(0, ${v}, ${v});`),
    fc.tuple(expression, tie('body')).map(([c, yes]) => `if (${c}) ${yes}`),
    fc
      .tuple(fc.constantFrom('a', 'b', 'a > 1'), tie('body'), tie('body'))
      .map(([c, yes, no]) => `if (${c}) ${yes} else ${no}`),
    fc
      .tuple(fc.integer({ min: 0, max: 3 }), tie('body'))
      .map(([n, body]) => `for (int i = 0; i < ${String(n)}; i++) ${body}`),
    tie('body').map((body) => `do ${body} while (a-- > 5);`),
    fc
      .tuple(tie('statement'), tie('statement'), fc.constantFrom('break;', ''))
      .map(
        ([one, two, end]) =>
          `switch (a) { case 0: ${one} ${end} case 2: ${two} break; default: y = 2; }`,
      ),
    fc.constantFrom(...VARIABLES).map((v) => `${v}++;`),
    fc
      .tuple(
        fc.constantFrom(...VARIABLES),
        fc.constantFrom('=', '|=', '&='),
        expression,
        fc.array(branch, { minLength: 1, maxLength: 3 }),
      )
      .map(([v, op, e, all]) => `${v} ${op} ${e}${all.join('')};`),
    fc
      .tuple(fc.constantFrom(...VARIABLES), fc.constantFrom(...SWITCHES), leaf, expression)
      .map(([v, name, e, f]) => `${v} =\n#if defined(${name})\n${e}\n#else\n${f}\n#endif\n;`),
    fc
      .tuple(fc.constantFrom(...SWITCHES), tie('statement'), tie('statement'))
      .map(([name, e, f]) => `\n#ifndef ${name}\n${e}\n#else\n${f}\n#endif\n`),
    fc.constantFrom(
      'if (b > 6) return;',
      'if (b == 2) goto out;',
      'touch(&y);',
      'for (;;) { if (a) break; x = 5; break; }',
    ),
    fc
      .tuple(fc.constantFrom(...VARIABLES), fc.constantFrom(...VARIABLES), expression)
      .map(([v, w, e]) => `${v} = (${w} = ${e});`),
    fc
      .tuple(fc.constantFrom(...VARIABLES), expression, tie('body'))
      .map(([v, e, body]) => `if ((${v} = ${e}) > 2) ${body}`),
    tie('body'),
  ),
}));

/** The head of every program: what its functions may name. */
export const PRELUDE = `#include <fcntl.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/types.h>
#define LOCAL 0x40
#define BOTH (MAP_FIXED | LOCAL)
#define WITH(n) ((n) | 8)
enum { FIRST = 6, SECOND };
static const int k = 9;
static int table[] = { 1, 2, 3 };
void touch(int *p);
`;

/** One function named \`f\` + index: locals, statements, and looks at them through madvise(). */
export const functions = fc
  .array(fc.tuple(fc.array(statement, { minLength: 2, maxLength: 7 }), expression, expression), {
    minLength: 40,
    maxLength: 40,
  })
  .map((bodies) =>
    bodies.map(([statements, first, second], i) =>
      [
        `void f${String(i)}(int a, int b)`,
        '{',
        '  int x = 1; int y = 0; unsigned u = 2; unsigned long w = 7;',
        `  long l = 4; x = ${first};`,
        ...statements.map((s) => `  ${s}`),
        'out:',
        `  madvise(0, ${second}, x); madvise(0, l, y); madvise(0, w, u);`,
        '}',
      ]
        .join('\n')
        .replaceAll('madvise(', '\nmadvise('),
    ),
  );
