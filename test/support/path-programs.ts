/** Small C functions with all kinds of control flow, made at random, for tests that compare path facts with real runs. */
import fc from 'fast-check';

const CONDITIONS = [
  ...['c()', '!c()', 'c() && c()', 'c() || c()', 'c() ? c() : !c()', 'unlikely(c())'],
  ...['x < 0', 'x == -1', 'x >= 0', '-1 != x', 'x > -1 && c()', 'x < 0 || c()', 'y != -1'],
  ...['(x = open("", 0)) < 0', '(y = open("", 0)) == -1', 'x'],
];
const PLAIN = [
  ...['e();', 'e();', 'here(x);', 'here(x);', 'here(y);', 'x = open("", 0);', 'y = open("", 0);'],
  ...['close(x);', 'close(y);', 'x = y;', 'y = x;', 'x = -1;', 'c() && e();', 'c() || close(x);'],
  ...['x = c() ? open("", 0) : y;', 'y = (e(), x);', 'assert(x != -1);', 'x = ({ e(); y; });'],
  ...['if (x < 0) exit(1);', 'if (c()) return;', 'if (x == -1) goto out;', 'if (c()) goto out;'],
  ...['if (y < 0) return;', 'if (c()) goto again;', 'dup2(y, x);', 'if (close(x) < 0) e();'],
];
const JUMPS = ['if (c()) break;', 'if (x < 0) break;', 'if (c()) continue;', 'break;'];

const condition = fc.constantFrom(...CONDITIONS);
const plain = fc.constantFrom(...PLAIN);

const { statement } = fc.letrec<{ statement: string; inLoop: string }>((tie) => {
  const body = (of: 'statement' | 'inLoop'): fc.Arbitrary<string> =>
    fc.array(tie(of), { minLength: 1, maxLength: 4 }).map((s) => `{\n${s.join('\n')}\n}`);
  const compound = (of: 'statement' | 'inLoop'): fc.Arbitrary<string>[] => [
    fc.tuple(condition, body(of)).map(([c, b]) => `if (${c})\n${b}`),
    fc.tuple(condition, body(of), body(of)).map(([c, y, n]) => `if (${c})\n${y}\nelse\n${n}`),
    fc.tuple(condition, body('inLoop')).map(([c, b]) => `while (c() && (${c}))\n${b}`),
    fc.tuple(condition, body('inLoop')).map(([c, b]) => `do\n${b}\nwhile (c() && (${c}));`),
    body('inLoop').map((b) => `for (e(); c(); x = y)\n${b}`),
    body('inLoop').map((b) => `for (;;) {\nif (c()) break;\n${b}\n}`),
    fc
      .tuple(body(of), body(of), body(of), fc.constantFrom('break;', 'e();'))
      .map(
        ([a, b, d, end]) =>
          `switch (c()) {\ncase 0:\n${a}\n${end}\ncase 1:\n${b}\n${end}\ndefault:\n${d}\n}`,
      ),
    fc
      .tuple(body(of), body(of))
      .map(([a, b]) => `switch (x) {\ncase -1:\n${a}\ncase 4:\n${b}\nbreak;\n}`),
    body('statement').map((b) => `do\n${b}\nwhile (0);`),
    fc.tuple(body(of), body(of)).map(([y, n]) => `#ifdef KNOWN\n${y}\n#else\n${n}\n#endif`),
  ];
  return {
    statement: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      { weight: 9, arbitrary: plain },
      ...compound('statement').map((arbitrary) => ({ weight: 1, arbitrary })),
    ),
    inLoop: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      { weight: 8, arbitrary: plain },
      { weight: 2, arbitrary: fc.constantFrom(...JUMPS) },
      ...compound('inLoop').map((arbitrary) => ({ weight: 1, arbitrary })),
    ),
  };
});

/** Bodies of functions over `int x, y`; every call of interest stands on a line of its own. */
export const pathFunctions = fc.array(
  fc.array(statement, { minLength: 5, maxLength: 9 }).map((s) => s.join('\n')),
  { minLength: 60, maxLength: 60 },
);

/** The functions `f0`, `f1`, … as a file; a line holds one call at most, `c()` and jumps left out. */
export function pathProgram(bodies: readonly string[]): string {
  return bodies
    .map((body, i) => {
      const lines = `int x = -1, y = -1;\nagain:\ne();\n${body}\nout:\nhere(x);\ngetpid();`;
      const indented = lines.replace(/^(?!#)/gm, '  ');
      return `void f${String(i)}(void)\n{\n${indented}\n}\n`;
    })
    .join('\n');
}

/** Logs what runs: kind, line and value, and for `here` the line of the call that set errno last. */
export const PATH_HARNESS = `#include <assert.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
static jmp_buf end;
static unsigned long long seed;
static int left, next, owner;
static int spend(void) { if (left-- <= 0) longjmp(end, 1); return 0; }
static int c(void) { spend(); owner = 0; seed = seed * 6364136223846793005ULL + 1442695040888963407ULL; return (int)(seed >> 62) & 1; }
static int ev(int line) { spend(); owner = 0; printf("E %d 0 0\\n", line); return 1; }
static int op(int line) { spend(); owner = line; seed = seed * 6364136223846793005ULL + 1442695040888963407ULL; int r = (seed >> 61) & 1 ? -1 : next++; printf("O %d %d 0\\n", line, r); return r; }
static int cl(int line, int v) { spend(); owner = line; printf("C %d %d 0\\n", line, v); return 0; }
static int du(int line, int v) { spend(); owner = line; printf("D %d %d 0\\n", line, v); return v; }
static int at(int line, int v) { spend(); printf("H %d %d %d\\n", line, v, owner); owner = 0; return 0; }
static void stop(void) { longjmp(end, 1); }
#define e() ev(__LINE__)
#define open(p, f) op(__LINE__)
#define close(v) cl(__LINE__, v)
#define dup2(a, b) du(__LINE__, b)
#define here(v) at(__LINE__, v)
#define exit(n) stop()
#define unlikely(x) (x)
#undef assert
#define assert(x) do { if (!(x)) stop(); } while (0)
`;
