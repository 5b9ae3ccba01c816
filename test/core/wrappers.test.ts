import { beforeAll, describe, expect, it } from 'vitest';
import { constantOf } from '../../server/src/core/c/value.ts';
import { opener } from '../support/source.ts';

let open: Awaited<ReturnType<typeof opener>>;
beforeAll(async () => {
  open = await opener();
});

describe('functions that never return', () => {
  const of = (text: string): string =>
    [...open(text).file.env().neverReturn]
      .map(([name, never]) => `${name}${never ? '' : ' returns'}`)
      .sort()
      .join(', ');
  it.each([
    ['attribute behind', 'void die(int) __attribute__((noreturn));', 'die'],
    ['attribute before', '__attribute__((__noreturn__)) void die(int x);', 'die'],
    ['attribute on the definition', 'static void die(int) __attribute__((noreturn)) { }', 'die'],
    ['C11', '_Noreturn void die(void);', 'die'],
    ['C23 and C++', '[[noreturn]] void die(void);', 'die'],
    ['a macro for it', 'NORETURN void die(const char *, ...);', 'die'],
    ['a macro of PostgreSQL', 'extern void die(int) pg_attribute_noreturn();', 'die'],
    ['a macro of GLib', 'G_NORETURN void die(void);', 'die'],
    ['a macro of systemd', '_noreturn_ void die(void);', 'die'],
    ['a pointer to one', 'static void (*die)(int) NORETURN;', ''],
    ['the last statement exits', 'void die(int x)\n{\n  puts("x");\n  exit(x);\n}', 'die'],
    ['exits behind a block', 'void die(int x)\n{\n  if (x) { g(); }\n  abort();\n}', 'die'],
    ['exits under a condition', 'void die(int x)\n{\n  if (x)\n    exit(x);\n}', ''],
    ['exits in a branch', 'void die(int x)\n{\n  if (x) { exit(x); }\n}', ''],
    ['exits in an else', 'void die(int x)\n{\n  if (x) g(); else exit(x);\n}', ''],
    ['returns early', 'void die(int x)\n{\n  if (x) return;\n  exit(x);\n}', ''],
    ['jumps back', 'void die(int x)\n{\nl:\n  if (x) goto l;\n  exit(x);\n}', ''],
    ['exits behind #ifdef', 'void die(int x)\n{\n#ifdef A\n  exit(x);\n#endif\n}', ''],
    [
      'a body for each #if',
      '#ifdef A\nvoid err(void)\n{\n  exit(1);\n}\n#else\nvoid err(void)\n{\n}\n#endif',
      'err returns',
    ],
    ['an err() of its own', 'static void err(int x)\n{\n  puts("x");\n}', 'err returns'],
    ['an err() of its own that exits', 'static void err(int x)\n{\n  exit(x);\n}', 'err'],
    ['a macro', '#define die(x) do { puts(x); exit(1); } while (0)', 'die'],
    ['a macro of expressions', '#define die(x) ({ puts(x); abort(); })', 'die'],
    ['a macro with a condition', '#define die(x) do { if (x) exit(1); } while (0)', ''],
    ['an err() that is a macro', '#define err(...) printf(__VA_ARGS__)', 'err returns'],
    ['nothing of the kind', 'int f(void)\n{\n  return 1;\n}', ''],
  ])('%s', (_, text, names) => {
    expect(of(text)).toBe(names);
  });
});

/** Value of the protection argument of the first mmap. */
function prot(text: string): string {
  const { file } = open(text);
  const placed = [...file.calls()].find((c) => c.call.name === 'mmap');
  const arg = placed?.call.args[2];
  if (!placed || !arg) throw new Error('no mmap call in the fixture');
  const n = constantOf(file.facts(placed).value(arg.expr));
  return n === undefined ? '?' : String(n);
}

describe('what a call that never returns leaves of a variable', () => {
  const M = 'mmap(0, 1, p, 2, -1, 0);';
  const inside = (body: string): string => `int f(int x)\n{\n${body}\n}\n`;
  it.each([
    ['the other branch exits', `int p; if (x) p = 1; else exit(1); ${M}`, '1'],
    [
      'the other branch is a block that exits',
      `int p; if (x) { p = 1; } else { g(); _exit(1); } ${M}`,
      '1',
    ],
    ['the first branch aborts', `int p = 3; if (x) abort(); else p = 1; ${M}`, '1'],
    ['the other branch returns', `int p = 3; if (x) p = 1; else return 0; ${M}`, '1'],
    ['the other branch goes on', `int p = 3; if (x) p = 1; else g(); ${M}`, '?'],
    ['given and then left', `int p = 1; if (x) { p = 2; g(p); errx(1, "x"); } ${M}`, '1'],
    ['given and then returned', `int p = 1; if (x) { p = 2; return p; } ${M}`, '1'],
    ['given and perhaps left', `int p = 1; if (x) { p = 2; if (x > 2) return p; } ${M}`, '?'],
    [
      'given and jumped out',
      `int p = 1; if (x) { p = 2; if (x > 2) goto l; return p; } l: ${M}`,
      '?',
    ],
    ['a break out of the branch', `int p = 1; while (g()) { if (x) { p = 2; break; } } ${M}`, '?'],
    ['a break before the exit', `int p = 1; for (;;) { p = 2; if (x) break; exit(1); } ${M}`, '?'],
    [
      'else breaks the loop, used in it',
      `int p = 3; for (;;) { if (x) p = 1; else break; ${M} }`,
      '1',
    ],
    [
      'else breaks the loop, used behind',
      `int p = 3; for (;;) { if (x) p = 1; else break; } ${M}`,
      '?',
    ],
    [
      'a label in the branch',
      `int p = 3; if (x) goto l; if (x) p = 1; else { exit(1); l: g(); } ${M}`,
      '?',
    ],
    [
      'all branches of a chain but one',
      `int p; if (x == 1) p = 1; else if (x == 2) exit(2); else exit(1); ${M}`,
      '1',
    ],
    [
      'an exit of the function itself',
      `int p = 3; void (*exit)(int) = g; if (x) p = 1; else exit(1); ${M}`,
      '?',
    ],
  ])('%s', (_, body, expected) => {
    expect(prot(inside(body))).toBe(expected);
  });
});

/** Use of the first mmap call's result. */
function use(before: string, body: string): string {
  const { file } = open(`${before}\nint f(int x)\n{\n${body}\n}\n`);
  const placed = [...file.calls()].find((c) => c.call.fn !== undefined && c.call.name === 'mmap');
  if (!placed) throw new Error('no mmap call in the fixture');
  const r = file.facts(placed).result(placed.call);
  const tests = r.tests.map((t) => `${t.kind}${t.op === '' ? '' : `(${t.op})`}`);
  return [r.kind, r.variable, ...tests].filter((p) => p !== undefined).join(' ');
}

describe('macros that are worth what they hold', () => {
  const M = 'mmap(0, 1, 1, 2, -1, 0)';
  it.each([
    ['retry by name', '', `TEMP_FAILURE_RETRY(${M});`, 'discarded'],
    [
      'retry assigned',
      '',
      `void *p = TEMP_FAILURE_RETRY(${M}); if (!p) g();`,
      'assigned p falsy(!)',
    ],
    ['retry returned', '', `return HANDLE_EINTR(${M});`, 'returned'],
    [
      'retry in a test',
      '',
      `if (TEMP_FAILURE_RETRY(${M}) == MAP_FAILED) g();`,
      'tested failed(==)',
    ],
    ['expected', '', `void *p = ${M}; if (likely(p)) g();`, 'assigned p falsy'],
    ['not expected', '', `void *p = ${M}; if (unlikely(!p)) g();`, 'assigned p falsy(!)'],
    [
      '__builtin_expect',
      '',
      `void *p = ${M}; if (__builtin_expect(!!(p), 1)) g();`,
      'assigned p falsy(!)',
    ],
    ['assert', '', `void *p = ${M}; assert(p);`, 'assigned p falsy'],
    ['assert of a comparison', '', `assert_se(${M} != MAP_FAILED);`, 'tested failed(!=)'],
    ['a CHECK that nobody defines', '', `CHECK(${M});`, 'passed'],
    ['any function', '', `g(${M});`, 'passed'],
    ['its second argument', '', `TEMP_FAILURE_RETRY(x, ${M});`, 'passed'],
    [
      'retry by shape',
      '#define AGAIN(x) ({ long r_; do { r_ = (long)(x); } while (r_ == -1 && errno == EINTR); r_; })',
      `return AGAIN(${M});`,
      'returned',
    ],
    [
      'retry that gives something else',
      '#define AGAIN(x) ({ long r_; do { r_ = (x); } while (r_ == -1 && errno == EINTR); -errno; })',
      `return AGAIN(${M});`,
      'passed',
    ],
    ['parentheses only', '#define ID(x) (x)', `return ID(${M});`, 'returned'],
    [
      'expectation by shape',
      '#define OFTEN(x) __builtin_expect(!!(x), 1)',
      `void *p = ${M}; if (OFTEN(p)) g();`,
      'assigned p falsy',
    ],
    [
      'assertion by shape',
      '#define MUST(x) do { if (!(x)) abort(); } while (0)',
      `void *p = ${M}; MUST(p);`,
      'assigned p falsy',
    ],
    [
      'assertion as a conditional',
      '#define MUST(x) ((x) ? (void)0 : die(#x))',
      `void *p = ${M}; MUST(p);`,
      'assigned p falsy',
    ],
    [
      'a check for -1',
      '#define CHECK(x) do { if ((x) == -1) abort(); } while (0)',
      `CHECK(${M});`,
      'passed',
    ],
    [
      'a retry of another meaning',
      '#define TEMP_FAILURE_RETRY(x) ((x) < 0)',
      `TEMP_FAILURE_RETRY(${M});`,
      'passed',
    ],
    [
      'two meanings',
      '#ifdef A\n#define ID(x) (x)\n#else\n#define ID(x) g(x)\n#endif',
      `ID(${M});`,
      'passed',
    ],
    ['a variable of that name', '', `void (*likely)(void *) = g; likely(${M});`, 'passed'],
  ])('%s', (_, before, body, expected) => {
    expect(use(before, body)).toBe(expected);
  });
});
