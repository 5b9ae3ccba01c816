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

/** How many functions and macros hand on to madvise() what they get. */
const WRAPPERS = 8;
const integers = fc.constantFrom(
  'int',
  'int',
  'size_t',
  'unsigned',
  'long',
  'unsigned char',
  'short',
  'bool',
);
const lengths = fc.constantFrom(
  'n',
  'n',
  'n | 8',
  '4096',
  '(size_t)n',
  'n + 1',
  'WITH(n)',
  '(int)n',
);
const advices = fc.constantFrom(
  'how',
  'how',
  'how | MADV_DONTNEED',
  'LOCAL | how',
  '5',
  '(short)how',
  'how | hidden',
  '(short)(how | 3)',
  '~how',
);
const firsts = fc.constantFrom(
  ...['', '', 'if (how == 3) return 0;', 'how |= 4;', 'if (n > 100) return -1;', 'n = 1;'],
  ...['touch(&how);', 'assert(how != 2);', 'int old = how; how = 1; if (old) how = old;'],
);
const call = fc.tuple(lengths, advices).map(([n, how]) => `madvise(0, ${n}, ${how})`);
const wrapper = fc.oneof(
  fc
    .tuple(integers, integers, firsts, call)
    .map(([n, how, first, made]) => `(${n} n, ${how} how) { ${first} return ${made}; }`),
  fc
    .tuple(integers, integers, fc.constantFrom('n > 2', '1', 'how & 4', 'n = 2'), call)
    .map(
      ([n, how, test, made]) => `(${n} n, ${how} how) { if (${test}) return ${made}; return 0; }`,
    ),
  fc
    .tuple(integers, integers, call)
    .map(
      ([n, how, made]) =>
        `(${n} n, ${how} how) { int e; do e = ${made}; while (e == 4); return e; }`,
    ),
);
/** Definitions of `w0` and on; the last two are a wrapper of wrappers and a macro. */
const wrappers = fc
  .tuple(
    fc.array(wrapper, { minLength: WRAPPERS - 2, maxLength: WRAPPERS - 2 }),
    fc.tuple(integers, advices),
    fc.tuple(lengths, advices),
  )
  .map(([all, [type, more], [n, how]]) =>
    [
      ...all.map((text, i) => `static int w${String(i)}${text}`),
      `static int w${String(WRAPPERS - 2)}(size_t n, ${type} how) { return w1(n, ${more}); }`,
      `#define w${String(WRAPPERS - 1)}(n, how) madvise(0, ${n.replace(/\bn\b/g, '(n)')}, ${how.replace(/\bhow\b/g, '(how)')})`,
      '',
    ].join('\n'),
  );

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
    fc
      .tuple(fc.integer({ min: 0, max: WRAPPERS - 1 }), expression, expression)
      .map(([i, e, f]) => `w${String(i)}(${e}, ${f});`),
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
#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/types.h>
#define LOCAL 0x40
#define BOTH (MAP_FIXED | LOCAL)
#define WITH(n) ((n) | 8)
enum { FIRST = 6, SECOND };
static const int k = 9;
static int table[] = { 1, 2, 3 };
extern int hidden;
void touch(int *p);
`;

/** One function named \`f\` + index: locals, statements, and looks at them through madvise(). */
const functions = fc
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
        .replace(/\b(?:madvise|w\d)\(/g, '\n$&'),
    ),
  );

/** A program: the definitions of its wrappers, and its functions. */
export const programs = fc.record({ wrappers, functions });
