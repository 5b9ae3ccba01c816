import { beforeAll, describe, expect, it } from 'vitest';
import { unpackValue } from '../../server/src/core/c/packed-value.ts';
import { constantOf } from '../../server/src/core/c/value.ts';
import { opener } from '../support/source.ts';

let open: Awaited<ReturnType<typeof opener>>;
beforeAll(async () => {
  open = await opener();
});

describe('functions that never return', () => {
  const of = (text: string): string =>
    [...open(text).file.own().neverReturn]
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
    [
      'an error() of its own',
      'void error(int s, int e, char *f)\n{\n  puts(f);\n}',
      'error returns',
    ],
    [
      'an error() of its own, two lines, K&R braces',
      'static void\nerror(int s,\n      int e) {\n  puts("x");\n}',
      'error returns',
    ],
    ['an error() that exits', 'void error(int s, int e)\n{\n  exit(s);\n}', 'error'],
    [
      'an unreachable() of its own',
      'static int unreachable(void)\n{\n  return 1;\n}',
      'unreachable returns',
    ],
    ['an assertion of its own', 'static void assert_se(int x)\n{\n  g(x);\n}', 'assert_se returns'],
    ['an error() that is a macro', '#define error(a, b, c) log(c)', 'error returns'],
    ['error() called', 'int f(int x)\n{\n  if (error(1, 0, "x")) {\n  }\n  assert(x);\n}', ''],
    ['ends in pthread_exit', 'void die(int x)\n{\n  g(x);\n  pthread_exit(0);\n}', 'die'],
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

/** Summary of the function `w` of a C text: each forwarded call with its arguments and what is returned. */
function summary(text: string): string {
  const { file } = open(text);
  const { unit } = file.unitAt(0);
  const found = unit.summaries().find((s) => s.name === 'w');
  if (!found) return 'none';
  const json = JSON.parse(JSON.stringify(found)) as typeof found;
  return json.forwards
    .map((f) => {
      const args = f.args.map((a) => {
        const names = a.value?.may.map((t) => t.name ?? t.value).join('|');
        const whole = a.value && constantOf(unpackValue(a.value));
        const bits = whole === undefined ? 'bits' : String(BigInt.asIntN(64, whole));
        const value = names === '' ? bits : names;
        if (a.param === undefined) return value ?? '?';
        return value === undefined ? `$${a.param}` : `$${a.param}|${value}`;
      });
      return `${f.call}(${args.join(', ')}) ${f.returns}${f.retries ? ' retries' : ''}`;
    })
    .join('; ');
}

describe('summary of a wrapper', () => {
  const P = 'static void *w(unsigned long n, int prot)';
  const M = 'mmap(0, n, prot, MAP_PRIVATE, -1, 0)';
  const same = 'mmap(0x0, $0, $1, MAP_PRIVATE, -1, 0x0)';
  it.each([
    ['returned', `${P} { return ${M}; }`, `${same} same`],
    ['returned with a cast', `${P} { return (char *)${M}; }`, `${same} same`],
    [
      'casts of parameters',
      `${P} { return mmap(0, (size_t)n, (int)prot, MAP_PRIVATE, -1, 0); }`,
      `${same} same`,
    ],
    ['through a variable', `${P} { void *p = ${M}; return p; }`, `${same} same`],
    [
      'failure handed on',
      `${P} { void *p = ${M}; if (p == MAP_FAILED) return MAP_FAILED; return p; }`,
      `${same} same`,
    ],
    [
      'failure logged',
      `${P} { void *p = ${M}; if (p == MAP_FAILED) perror("x"); return p; }`,
      `${same} same`,
    ],
    [
      'failure handled by somebody',
      `${P} { void *p = ${M}; if (p == MAP_FAILED) oom(); return p; }`,
      `${same} other`,
    ],
    [
      'NULL on failure',
      `${P} { void *p = ${M}; if (p == MAP_FAILED) return NULL; return p; }`,
      `${same} null`,
    ],
    ['NULL by ?:', `${P} { void *p = ${M}; return p == MAP_FAILED ? NULL : p; }`, `${same} null`],
    [
      'NULL by assignment',
      `${P} { void *p = ${M}; if (p == MAP_FAILED) p = NULL; return p; }`,
      `${same} null`,
    ],
    [
      '0 for a pointer',
      `${P} { void *p = ${M}; if (p == (void *)-1) return 0; return p; }`,
      `${same} null`,
    ],
    [
      'exits on failure',
      `${P} { void *p = ${M}; if (p == MAP_FAILED) err(1, "x"); return p; }`,
      `${same} never-fails`,
    ],
    [
      'asserts',
      `${P} { void *p = ${M}; assert(p != MAP_FAILED); return p; }`,
      `${same} never-fails`,
    ],
    ['something else', `${P} { void *p = ${M}; return (char *)p + 16; }`, `${same} other`],
    ['nothing', `${P} { ${M}; }`, `${same} other`],
    [
      'a test of it',
      `static int w(void *p, int prot) { return mprotect(p, 1, prot) == 0; }`,
      'mprotect($0, 0x1, $1) bool',
    ],
    [
      '-errno',
      `static int w(void *p, int prot) { if (mprotect(p, 1, prot) < 0) return -errno; return 0; }`,
      'mprotect($0, 0x1, $1) other',
    ],
    [
      '-errno through a variable',
      `static int w(void *p, int prot) { int r = mprotect(p, 1, prot); if (r < 0) return -errno; return 0; }`,
      'mprotect($0, 0x1, $1) errno',
    ],
    [
      '-1 or 0',
      `static int w(void *p, int prot) { int r = mprotect(p, 1, prot); if (r) return -1; return 0; }`,
      'mprotect($0, 0x1, $1) minus-one',
    ],
    [
      'retried',
      `static int w(void *p, int prot) { int r; do { r = mprotect(p, 1, prot); } while (r < 0 && errno == EINTR); return r; }`,
      'mprotect($0, 0x1, $1) same retries',
    ],
    [
      'retried in the test',
      `static int w(void *p, int prot) { int r; while ((r = mprotect(p, 1, prot)) < 0 && errno == EINTR) ; return r; }`,
      'mprotect($0, 0x1, $1) same retries',
    ],
    [
      'retried by macro',
      `static int w(void *p, int prot) { return TEMP_FAILURE_RETRY(mprotect(p, 1, prot)); }`,
      'mprotect($0, 0x1, $1) same retries',
    ],
    [
      'more bits',
      `${P} { return mmap(0, n, prot | PROT_READ, MAP_PRIVATE, -1, 0); }`,
      'mmap(0x0, $0, $1|PROT_READ, MAP_PRIVATE, -1, 0x0) same',
    ],
    [
      'fewer bits',
      `${P} { return mmap(0, n, prot & ~PROT_EXEC, MAP_PRIVATE, -1, 0); }`,
      'mmap(0x0, $0, bits, MAP_PRIVATE, -1, 0x0) same',
    ],
    [
      'raw',
      `static int w(void *p, int prot) { return syscall(SYS_mprotect, p, 1, prot); }`,
      'mprotect($0, 0x1, $1) same',
    ],
    [
      'two calls',
      `static void *w(const char *f, int prot) { int fd = open(f, O_RDONLY); if (fd < 0) return NULL; void *p = mmap(0, 1, prot, MAP_SHARED, fd, 0); close(fd); return p == MAP_FAILED ? NULL : p; }`,
      'open($0, O_RDONLY) other; mmap(0x0, 0x1, $1, MAP_SHARED, ?, 0x0) null',
    ],
    [
      'a parameter changed before',
      `${P} { prot |= 4; return ${M}; }`,
      'mmap(0x0, $0, ?, MAP_PRIVATE, -1, 0x0) same',
    ],
    [
      'a parameter refused before',
      `${P} { if (prot & PROT_EXEC) return MAP_FAILED; return ${M}; }`,
      'mmap(0x0, $0, ?, MAP_PRIVATE, -1, 0x0) same',
    ],
    [
      'refused through a variable',
      `${P} { int bad = prot & PROT_EXEC; if (bad) return MAP_FAILED; return ${M}; }`,
      'mmap(0x0, $0, ?, MAP_PRIVATE, -1, 0x0) same',
    ],
    [
      'a parameter asserted before',
      `${P} { assert(n > 0); return ${M}; }`,
      'mmap(0x0, ?, $1, MAP_PRIVATE, -1, 0x0) same',
    ],
    ['under a condition', `${P} { if (n > 9) return ${M}; return malloc(n); }`, 'none'],
    ['behind &&', `${P} { return n && ${M}; }`, 'none'],
    ['in a switch', `${P} { switch (prot) { case 1: return ${M}; } return 0; }`, 'none'],
    ['in a loop that may not run', `${P} { while (n--) ${M}; return 0; }`, 'none'],
    [
      'nothing handed on',
      `static void *w(int n) { return mmap(0, 1, 1, MAP_PRIVATE, -1, 0); }`,
      'none',
    ],
    ['varargs', `static void *w(unsigned long n, int prot, ...) { return ${M}; }`, 'none'],
    ['recursion', `${P} { w(n, 1); return ${M}; }`, 'none'],
    ['in a branch of #if', `${P} {\n#ifdef A\n return ${M};\n#else\n return 0;\n#endif\n}`, 'none'],
    ['not finished', `${P} { return mmap(0, n, prot, ; }`, 'none'],
  ])('%s', (_, text, expected) => {
    expect(summary(text)).toBe(expected);
  });
});

describe('calls through a wrapper', () => {
  const through = (text: string, language: 'c' | 'cpp' = 'c'): string[] => {
    const { file } = open(text, { language });
    return [...file.calls()]
      .filter((c) => c.call.via === 'wrapper')
      .map((placed) => {
        const { call, base } = placed;
        const args = call.args.map((a) => {
          const n = constantOf(file.facts(placed).value(a.expr));
          const value = n === undefined ? '?' : String(BigInt.asIntN(64, n));
          return a.written === false ? `(${value})` : value;
        });
        const written = file.slice(base + call.nameSpan.start, base + call.nameSpan.end);
        return `${written}: ${call.spelled}(${args.join(', ')})${call.broken ? ' broken' : ''}`;
      });
  };
  const W = 'static int w(void *p, int prot) { return mprotect(p, 4096, prot); }\n';
  it.each([
    ['one call', `${W}void f(void *p) { w(p, 7); }`, ['w: mprotect(?, (4096), 7)']],
    ['before the definition', `void f(void *p) { w(p, 7); }\n${W}`, ['w: mprotect(?, (4096), 7)']],
    [
      'a narrow parameter',
      'static int w(void *p, unsigned char x) { return mprotect(p, 1, x); }\nvoid f(void *p) { w(p, 0x107); }',
      ['w: mprotect(?, (1), 7)'],
    ],
    [
      'a parameter cast',
      'static int w(void *p, int x) { return mprotect(p, 1, (unsigned char)(x | 0x204)); }\nvoid f(void *p) { w(p, 0x103); }',
      ['w: mprotect(?, (1), 7)'],
    ],
    [
      'a bool',
      'static int w(void *p, bool x) { return mprotect(p, 1, x); }\nvoid f(void *p) { w(p, 2); w(p, 1); }',
      ['w: mprotect(?, (1), ?)', 'w: mprotect(?, (1), 1)'],
    ],
    [
      'more bits that nobody knows',
      'extern int more;\nstatic int w(void *p, int x) { return mprotect(p, 1, x | more); }\nvoid f(void *p) { w(p, 1); }',
      ['w: mprotect(?, (1), ?)'],
    ],
    [
      'a variable of the caller',
      `${W}void f(void *p) { int a = 3; w(p, a); }`,
      ['w: mprotect(?, (4096), 3)'],
    ],
    [
      'more bits',
      `static int w(void *p, int prot) { return mprotect(p, 1, prot | 4); }\nvoid f(void *p) { w(p, 3); }`,
      ['w: mprotect(?, (1), 7)'],
    ],
    [
      'more bits that have no name',
      `static int w(void *p, int prot) { return mprotect(p, 1, prot | 1 << 2); }\nvoid f(void *p) { w(p, 3); }`,
      ['w: mprotect(?, (1), 7)'],
    ],
    [
      'a negative constant',
      'static void *w(int prot) { return mmap(0, 1, prot, MAP_PRIVATE, -1, 0); }\nvoid f(void) { w(1); }',
      ['w: mmap((0), (1), 1, (2), (-1), (0))'],
    ],
    [
      'a macro',
      '#define w(n, prot) mmap(NULL, n, prot, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)\nvoid f(void) { w(9, 1); }',
      ['w: mmap((0), 9, 1, (34), (-1), (0))'],
    ],
    [
      'a macro defined twice',
      '#ifdef A\n#define w(n) munmap(p, n)\n#else\n#define w(n) 0\n#endif\nvoid f(void) { w(9); }',
      [],
    ],
    [
      'a function defined twice',
      `#ifdef A\n${W}#else\nstatic int w(void *p, int prot) { return 0; }\n#endif\nvoid f(void *p) { w(p, 7); }`,
      [],
    ],
    [
      'a function that is a macro elsewhere',
      `${W}#define w(p, q) 0\nvoid f(void *p) { w(p, 7); }`,
      [],
    ],
    ['another number of arguments', `${W}void f(void *p) { w(p); }`, []],
    ['a variable of that name', `${W}void f(int (*w)(void *, int)) { w(0, 7); }`, []],
    ['a member', `${W}void f(struct s *s) { s->w(0, 7); }`, []],
    ['only a prototype', 'int w(void *p, int prot);\nvoid f(void *p) { w(p, 7); }', []],
    [
      'in #if 0',
      `${W}#if 0\nvoid f(void *p) { w(p, 7); }\n#endif`,
      ['w: mprotect(?, (4096), 7) broken'],
    ],
    ['a syntax error', `${W}void f(void *p) { w(p, 7; }`, ['w: mprotect(?, (4096), 7) broken']],
  ])('%s', (_, text, expected) => {
    expect(through(text)).toEqual(expected);
  });

  const V = 'static int v(void *q, int x) { return w(q, x | 1); }\n';
  it.each([
    ['two deep', `${W}${V}void f(void *p) { v(p, 2); }`, ['v: mprotect(?, (4096), 3)']],
    [
      'three deep, in any order',
      `void f(void *p) { u(p); }\nstatic int u(void *q) { return v(q, 4); }\n${V}${W}`,
      ['u: mprotect(?, (4096), (5))', 'v: mprotect(?, (4096), 5)'],
    ],
    [
      'no deeper',
      `${W}${V}static int u(void *q, int x) { return v(q, x); }
static int t(void *q, int x) { return u(q, x); }\nvoid f(void *p) { t(p, 2); }`,
      [],
    ],
    [
      'two that call each other',
      'int a(int x) { return b(x); }\nint b(int x) { return a(x); }',
      [],
    ],
  ])('wrappers of wrappers: %s', (_, text, expected) => {
    expect(through(text).filter((line) => !line.includes('?)'))).toEqual(expected);
  });

  it('tells what comes of the result, two deep', () => {
    const M = 'static void *m(int prot) { return mmap(0, 1, prot, MAP_PRIVATE, -1, 0); }\n';
    const { file } = open(
      `${M}static void *n(int x) { void *p = m(x); if (p == MAP_FAILED) return 0; return p; }
void f(void) { void *p = n(1); if (!p) return; }`,
    );
    const placed = [...file.calls()].find((c) => c.call.wrapper?.name === 'n');
    expect(placed?.call.wrapper?.forward.returns).toBe('null');
    expect(placed && file.facts(placed).result(placed.call).tests[0]?.kind).toBe('failed');
  });

  const F = 'void f(void *p) { w(p, 7); }';
  it.each([
    ['a free function', `${W}${F}`, ['w: mprotect(?, (4096), 7)']],
    ['called in a method', `${W}struct S { ${F} };`, ['w: mprotect(?, (4096), 7)']],
    ['a method', `struct S { int w(void *p, int x) { return mprotect(p, 1, x); } ${F} };`, []],
    ['a method of the name', `${W}struct S { int w(void *p, int x); ${F} };`, []],
    ['a method of the name, defined', `${W}int S::w(void *p, int x) { return 0; }\n${F}`, []],
    ['in a namespace', `namespace n {\n${W}}\n${F}`, []],
    ['overloaded', `${W}static int w(char *p, int x) { return 0; }\n${F}`, []],
    ['qualified', `${W}void f(void *p) { n::w(p, 7); }`, []],
  ])('in C++: %s', (_, text, expected) => {
    expect(through(text, 'cpp')).toEqual(expected);
  });

  it('follows an edit of the wrapper, wherever its callers stand', () => {
    const filler = 'int filler(int a)\n{\n  return a + 1;\n}\n'.repeat(200);
    const caller = 'void f(void *p)\n{\n  w(p, 7);\n}\n';
    const { file } = open(`${W.replace('{', '\n{').replace('; }', ';\n}')}${filler}${caller}`);
    const last = (): bigint | undefined => {
      const placed = [...file.calls()].find((c) => c.call.via === 'wrapper');
      const arg = placed?.call.args[1];
      return placed && arg && constantOf(file.facts(placed).value(arg.expr));
    };
    expect(last()).toBe(4096n);
    const at = file.text().indexOf('4096');
    file.update([{ span: { start: at, end: at + 4 }, newText: '8192' }]);
    expect(last()).toBe(8192n);
  });
});
