import { describe, expect, it } from 'vitest';
import type { Resource } from '../../server/src/core/c/path-facts.ts';
import { signedOf } from '../../server/src/core/c/value.ts';
import { usePaths } from '../support/paths.ts';

const open = usePaths();

/** States of the result of the first call of `name` at `here()`, sorted. */
function tested(code: string, name: string): string {
  const f = open(code);
  const states = f.paths.testedBefore(f.call(name), f.here());
  return states ? [...states].sort().join(' ') || 'not reached' : 'unknown';
}

const MAP = 'char *p = mmap(0, 4096, 3, 2, a, 0);';

describe('how a result was tested', () => {
  it.each([
    ['no test', `${MAP} here(p);`, 'untested'],
    ['the failing branch', `${MAP} if (p == MAP_FAILED) here(p);`, 'failed'],
    ['behind an early return', `${MAP} if (p == MAP_FAILED) return 1; here(p);`, 'ok'],
    ['written the other way round', `${MAP} if (MAP_FAILED != p) here(p);`, 'ok'],
    ['with a cast -1', `${MAP} if (p == (void *)-1) return 1; here(p);`, 'ok'],
    ['else', `${MAP} if (p != MAP_FAILED) a = 1; else here(p);`, 'failed'],
    ['the wrong test', `${MAP} if (p == NULL) return 1; here(p);`, 'tested'],
    ['the wrong test, in its branch', `${MAP} if (!p) here(p);`, 'ok'],
    ['after both branches meet', `${MAP} if (p == MAP_FAILED) a = 1; here(p);`, 'failed ok'],
    [
      'tested on one way only',
      `${MAP} if (a) { if (p == MAP_FAILED) return 1; } here(p);`,
      'ok untested',
    ],
    [
      'a second test cannot fail',
      `${MAP} if (p == MAP_FAILED) return 1; if (p == MAP_FAILED) here(p);`,
      'not reached',
    ],
    [
      'in an assignment inside the test',
      'char *p; if ((p = mmap(0, 1, 1, 1, a, 0)) == MAP_FAILED) return 1; here(p);',
      'ok',
    ],
    ['&&', `${MAP} if (a && p == MAP_FAILED) return 1; here(p);`, 'ok untested'],
    ['||', `${MAP} if (p == MAP_FAILED || a) return 1; here(p);`, 'ok'],
    ['inside &&', `${MAP} p != MAP_FAILED && here(p);`, 'ok'],
    ['inside ?:', `${MAP} a = p == MAP_FAILED ? here(p) : 0;`, 'failed'],
    ['unlikely()', `${MAP} if (unlikely(p == MAP_FAILED)) return 1; here(p);`, 'ok'],
    ['!! and parentheses', `${MAP} if (!!((p) == (MAP_FAILED))) return 1; here(p);`, 'ok'],
    ['exit', `${MAP} if (p == MAP_FAILED) exit(1); here(p);`, 'ok'],
    ['err', `${MAP} if (p == MAP_FAILED) err(1, "mmap"); here(p);`, 'ok'],
    ['error with a status', `${MAP} if (p == MAP_FAILED) error(1, 0, "mmap"); here(p);`, 'ok'],
    [
      'error without one returns',
      `${MAP} if (p == MAP_FAILED) error(0, 0, "mmap"); here(p);`,
      'failed ok',
    ],
    ['a function that may return', `${MAP} if (p == MAP_FAILED) complain(); here(p);`, 'failed ok'],
    ['assert', `${MAP} assert(p != MAP_FAILED); here(p);`, 'ok'],
    ['IS_ERR', `${MAP} if (IS_ERR(p)) return PTR_ERR(p); here(p);`, 'ok'],
    ['a macro named so', `${MAP} if (MAP_FAILED_P(p)) return 1; here(p);`, 'tested'],
    ['MMAP_FAILED(p)', `${MAP} if (MMAP_FAILED(p)) here(p);`, 'failed'],
    ['goto out', `${MAP} if (p == MAP_FAILED) goto out; return 0; out: here(p);`, 'failed'],
    [
      'goto over the test',
      `${MAP} if (a) goto out; if (p == MAP_FAILED) return 1; out: here(p);`,
      'ok untested',
    ],
    ['given to a function of the program', `${MAP} check(p); here(p);`, 'handed-on'],
    ['given to a library function', `${MAP} memset(p, 0, 4); here(p);`, 'untested'],
    ['copied', `${MAP} char *q = p; here(q);`, 'handed-on'],
    [
      'in a member',
      's->p = mmap(0, 1, 1, 1, a, 0); if (s->p == MAP_FAILED) return 1; here(s->p);',
      'ok',
    ],
    [
      'assigned anew before the test',
      `${MAP} p = 0; if (p == MAP_FAILED) return 1; here(p);`,
      'untested',
    ],
    [
      'a comparison kept in a variable',
      `${MAP} int bad = p == MAP_FAILED; if (bad) return 1; here(p);`,
      'tested',
    ],
    ['while', 'char *p; while ((p = mmap(0, 1, 1, 1, a, 0)) == MAP_FAILED) a++; here(p);', 'ok'],
    [
      'for ever',
      'char *p; for (;;) { p = mmap(0, 1, 1, 1, a, 0); if (p != MAP_FAILED) break; } here(p);',
      'ok',
    ],
    ['do while(0)', `${MAP} do { if (p == MAP_FAILED) return 1; } while (0); here(p);`, 'ok'],
    [
      '#ifdef around the test',
      `${MAP}\n#ifdef X\n if (p == MAP_FAILED) return 1;\n#endif\n here(p);`,
      'ok untested',
    ],
    [
      '#if 0 around the test',
      `${MAP}\n#if 0\n if (p == MAP_FAILED) return 1;\n#endif\n here(p);`,
      'untested',
    ],
    [
      'both branches of #ifdef',
      `${MAP}\n#ifdef X\n if (p == MAP_FAILED) return 1;\n#else\n if (p == (void *)-1) return 2;\n#endif\n here(p);`,
      'ok',
    ],
  ])('%s', (_title, code, expected) => {
    expect(tested(code, 'mmap')).toBe(expected);
  });

  it.each([
    ['< 0', 'int d = open(param, 0); if (d < 0) return 1; here(d);', 'open', 'ok'],
    ['== -1', 'int d = open(param, 0); if (d == -1) here(d);', 'open', 'failed'],
    [
      '> 0 misses a descriptor',
      'int d = open(param, 0); if (d > 0) return 1; here(d);',
      'open',
      'tested',
    ],
    ['>= 0', 'int d = open(param, 0); if (d >= 0) here(d);', 'open', 'ok'],
    ['> -1', 'int d = open(param, 0); if (d > -1) here(d);', 'open', 'ok'],
    ['bare descriptor', 'int d = open(param, 0); if (!d) return 1; here(d);', 'open', 'tested'],
    ['a call that returns 0 or -1', 'if (chdir("/")) here(0);', 'chdir', 'failed'],
    ['the same, with !', 'if (!chdir("/")) here(0);', 'chdir', 'ok'],
    ['the same, != 0', 'int r; if ((r = chdir("/")) != 0) return 1; here(r);', 'chdir', 'ok'],
    [
      'another variable',
      'int d = open(param, 0); if (a < 0) return 1; here(d);',
      'open',
      'untested',
    ],
    [
      'retried',
      'int d = TEMP_FAILURE_RETRY(open(param, 0)); if (d < 0) return 1; here(d);',
      'open',
      'ok',
    ],
    ['switch', 'int d = open(param, 0); switch (d) { case -1: here(d); }', 'open', 'failed'],
    [
      'switch default',
      'int d = open(param, 0); switch (d) { case -1: return 1; default: here(d); }',
      'open',
      'ok',
    ],
    [
      'switch falls through',
      'int d = open(param, 0); switch (d) { case -1: a = 1; default: here(d); }',
      'open',
      'failed ok',
    ],
    ['NULL of fopen', 'FILE *s = fopen(param, "r"); if (!s) return 1; here(s);', 'fopen', 'ok'],
    [
      'an error number',
      'int r = posix_fadvise(a, 0, 0, 0); if (r) here(r);',
      'posix_fadvise',
      'failed',
    ],
    ['an unknown function', 'int r = helper(); if (r < 0) here(r);', 'helper', 'tested'],
    [
      'count compared with a length',
      'if (read(a, param, 4) != 4) return 1; here(a);',
      'read',
      'ok',
    ],
    [
      'address taken',
      'int d = open(param, 0); fix(&d); if (d < 0) return 1; here(d);',
      'open',
      'tested',
    ],
    [
      'again in a loop',
      'while (a) { int d = open(param, 0); here(d); if (d < 0) break; }',
      'open',
      'untested',
    ],
    [
      'FOREACH without a semicolon',
      'int d = open(param, 0); FOREACH(x, y) { if (d < 0) return 1; } here(d);',
      'open',
      'ok untested',
    ],
  ])('%s', (_title, code, name, expected) => {
    expect(tested(code, name)).toBe(expected);
  });

  it('learns from assertions that the file defines', () => {
    const define = '#define must(x) do { if (!(x)) abort(); } while (0)\n';
    const body = `${MAP} must(p != MAP_FAILED); here(p);`;
    expect(tested(`${define}int f(int a) {\n${body}\n}\n`, 'mmap')).toBe('ok');
  });

  it('knows functions of the file that never return', () => {
    const die = '_Noreturn void die(void);\n';
    const body = `${MAP} if (p == MAP_FAILED) die(); here(p);`;
    expect(tested(`${die}int f(int a) {\n${body}\n}\n`, 'mmap')).toBe('ok');
  });

  it.each([
    ['a function', 'static void err(int x, char *t)\n{\n  puts(t);\n}', 'err(1, "x")', 'failed ok'],
    ['a macro', '#define err(x, t) puts(t)', 'err(1, "x")', 'failed ok'],
    [
      'an error() that returns',
      'void error(int s, int e, char *t)\n{\n  puts(t);\n}',
      'error(1, 0, "x")',
      'failed ok',
    ],
    [
      'an unreachable() that returns',
      'static int unreachable(void)\n{\n  return 1;\n}',
      'unreachable()',
      'failed ok',
    ],
    ['one that exits', 'static void err(int x)\n{\n  exit(x);\n}', 'err(1)', 'ok'],
    ['none', '', 'err(1, "x")', 'ok'],
  ])('takes a well-known name that never returns as the file has it: %s', (_, own, call, state) => {
    const body = `${MAP} if (p == MAP_FAILED) ${call}; here(p);`;
    expect(tested(`${own}\nint f(int a) {\n${body}\n}\n`, 'mmap')).toBe(state);
  });

  it.each([
    ['a pointer', 'void (*exit)(int) = g;', 'exit(1)', 'failed ok'],
    ['a parameter', '', 'abort()', 'failed ok'],
  ])('does not take a variable for a function that never returns: %s', (_, own, call, state) => {
    const body = `${own} ${MAP} if (p == MAP_FAILED) ${call}; here(p);`;
    expect(tested(`int f(int a, void (*abort)(void)) {\n${body}\n}\n`, 'mmap')).toBe(state);
  });

  it('does not take a function of the file for the assertion of its name', () => {
    const own = 'static void assert_se(int x)\n{\n  puts(x ? "" : "no");\n}\n';
    const body = `${MAP} assert_se(p != MAP_FAILED); here(p);`;
    expect(tested(`${own}int f(int a) {\n${body}\n}\n`, 'mmap')).toBe('tested');
  });

  it('does not know what a macro with a jump does', () => {
    const define = '#define TRY(x) if ((x) < 0) goto out\n';
    const body = 'int d = open("x", 0); TRY(chdir("/")); if (d < 0) return 1; out: here(d);';
    expect(tested(`${define}int f(int a) {\n${body}\n}\n`, 'open')).toBe('unknown');
  });
});

/** `name>index of kind`, or the kind with what is known. */
function show(r: Resource): string {
  switch (r.kind) {
    case 'call':
      return `${r.of} ${r.name}${r.via === 'out' ? ` out ${String(r.index)}` : ''}`;
    case 'stack':
    case 'static':
      return `${r.kind} ${r.variable} ${r.size?.toString() ?? '?'}`;
    case 'parameter':
      return `parameter ${r.name}`;
    case 'number':
      return `number ${r.value.toString()}`;
    default:
      return r.kind;
  }
}

describe('where something comes from', () => {
  it.each([
    ['open', 'int d = open(param, 0); here(d);', 'fd open'],
    ['directly', 'here(open(param, 0));', 'fd open'],
    ['a copy', 'int d = open(param, 0); int e = d; here(e);', 'fd open'],
    ['a cast', 'long d = socket(1, 1, 0); here((int)d);', 'fd socket'],
    ['retried', 'int d = TEMP_FAILURE_RETRY(open(param, 0)); here(d);', 'fd open'],
    [
      'assigned in a condition',
      'int d; if ((d = open(param, 0)) < 0) return 1; here(d);',
      'fd open',
    ],
    ['two calls', 'int d; if (a) d = open(param, 0); else d = dup(a); here(d);', 'unknown'],
    ['one of two ways', 'int d = -1; if (a) d = open(param, 0); here(d);', 'unknown'],
    [
      'the other way returns',
      'int d = -1; if (a) d = open(param, 0); else return 1; here(d);',
      'fd open',
    ],
    ['changed in a loop', 'int d = open(param, 0); while (a) { here(d); d = dup(a); }', 'unknown'],
    [
      'opened in the loop',
      'int d = -1; while (a) { d = open(param, 0); here(d); close(d); }',
      'fd open',
    ],
    ['goto back', 'int d = open(param, 0); again: here(d); d = dup(d); goto again;', 'unknown'],
    [
      'goto forward',
      'int d = open(param, 0); if (a) goto out; d = dup(d); out: here(d);',
      'unknown',
    ],
    [
      'switch, fallen through',
      'int d = open(param, 0); switch (a) { case 1: d = dup(0); case 2: here(d); }',
      'unknown',
    ],
    [
      'switch with break',
      'int d = open(param, 0); switch (a) { case 1: d = 3; break; case 2: here(d); }',
      'fd open',
    ],
    ['incremented', 'int d = open(param, 0); d++; here(d);', 'unknown'],
    ['address given away', 'int d = open(param, 0); fix(&d); here(d);', 'unknown'],
    ['pipe, both ends', 'int fds[2]; pipe(fds); here(fds[1]);', 'fd pipe out 1'],
    [
      'pipe2 by address',
      'int fds[2]; if (pipe2(&fds[0], 0) < 0) return 1; here(fds[0]);',
      'fd pipe2 out 0',
    ],
    ['pipe, replaced', 'int fds[2]; pipe(fds); fds[0] = a; here(fds[0]);', 'parameter a'],
    ['pipe, given away', 'int fds[2]; pipe(fds); change(fds); here(fds[0]);', 'unknown'],
    ['socketpair', 'int s[2]; socketpair(1, 1, 0, s); here(s[1]);', 'fd socketpair out 1'],
    ['memfd', 'int d = memfd_create("x", 0); here(d);', 'fd memfd_create'],
    ['epoll', 'int d = epoll_create1(0); here(d);', 'fd epoll_create1'],
    ['accept4', 'int d = accept4(a, 0, 0, 0); here(d);', 'fd accept4'],
    ['mapping', `${MAP} here(p);`, 'mapping mmap'],
    ['mapping plus something', `${MAP} here(p + 1);`, 'unknown'],
    ['pid', 'int p = fork(); here(p);', 'pid fork'],
    ['vfork', 'int p; p = vfork(); here(p);', 'pid vfork'],
    ['malloc', 'char *p = malloc(8); here(p);', 'memory malloc'],
    ['strdup', 'char *p = strdup(param); here(p);', 'memory strdup'],
    ['alloca', 'char *p = alloca(8); here(p);', 'memory alloca'],
    ['another function', 'char *p = lookup(1); here(p);', 'other lookup'],
    ['array', 'char buf[64]; here(buf);', 'stack buf 64'],
    ['array of int', 'int buf[4][2]; here(&buf[0]);', 'stack buf 32'],
    ['array of unknown size', 'char buf[a]; here(buf);', 'stack buf ?'],
    ['static array', 'static char buf[16]; here(buf);', 'static buf 16'],
    ['local object', 'long x; here(&x);', 'stack x 8'],
    ['string', 'here("text");', 'string'],
    ['parameter', 'here(param);', 'parameter param'],
    ['parameter, changed', 'if (a) param = "x"; here(param);', 'unknown'],
    ['number', 'int d = -1; here(d);', 'number -1'],
    ['global', 'here(somewhere);', 'unknown'],
    [
      'both branches of #ifdef',
      'int d;\n#ifdef X\nd = open(param, 0);\n#else\nd = dup(a);\n#endif\nhere(d);',
      'unknown',
    ],
    ['comma', 'int d; d = (a++, open(param, 0)); here(d);', 'fd open'],
    ['?:', 'int d = a ? open(param, 0) : -1; here(d);', 'unknown'],
    ['uninitialised on one way', 'int d; if (a) d = open(param, 0); here(d);', 'unknown'],
  ])('%s', (_title, code, expected) => {
    const f = open(code);
    expect(show(f.paths.resource(f.arg()))).toBe(expected);
  });

  it('tells the values of the call', () => {
    const f = open('int d = open(param, O_RDONLY | O_CLOEXEC); here(d);');
    const r = f.paths.resource(f.arg());
    const flags = r.kind === 'call' ? r.values.get('flags') : undefined;
    expect(flags && signedOf(flags)).toBe(0x80000n);
  });

  it('does not follow what a callee in C++ may change by reference', () => {
    const f = open('int d = open(param, 0); change(d); here(d);', { language: 'cpp' });
    expect(show(f.paths.resource(f.arg()))).toBe('unknown');
  });

  it('does not follow what a macro of the file changes unseen', () => {
    const code = '#define RESET d = -1\nint f(void) { int d = open("x", 0); RESET; here(d); }\n';
    const f = open(code);
    expect(show(f.paths.resource(f.arg()))).toBe('unknown');
  });

  it('follows what a macro of the file only looks at', () => {
    const code =
      '#define BAD(x) ((x) < 0)\nint f(void) { int d = open("x", 0); BAD(d); here(d); }\n';
    const f = open(code);
    expect(show(f.paths.resource(f.arg()))).toBe('fd open');
  });

  it('does not follow what a macro of the file may change', () => {
    const code =
      '#define DROP(x) ((x) = -1)\nint f(void) { int d = open("x", 0); DROP(d); here(d); }\n';
    const f = open(code);
    expect(show(f.paths.resource(f.arg()))).toBe('unknown');
  });
});

describe('whose errno', () => {
  it.each([
    ['the call before', 'open(param, 0); here(errno);', 'open'],
    ['in the failing branch', 'if (open(param, 0) < 0) { here(errno); }', 'open'],
    ['lost to printf', 'open(param, 0); printf("x"); here(errno);', 'printf'],
    ['lost to close', 'open(param, 0); close(a); here(errno);', 'close'],
    ['lost to perror', 'open(param, 0); perror("x"); here(errno);', 'perror'],
    ['lost to strerror', 'open(param, 0); strerror(a); here(errno);', 'strerror'],
    ['free, which differs by release', 'open(param, 0); free(param); here(errno);', 'unknown'],
    ['a function of the program', 'open(param, 0); log_it(); here(errno);', 'unknown'],
    ['kept by strlen', 'open(param, 0); strlen(param); here(errno);', 'open'],
    ['saved in time', 'open(param, 0); int e = errno; close(a); here(e);', 'open'],
    ['saved too late', 'open(param, 0); close(a); int e = errno; here(e);', 'close'],
    ['restored', 'open(param, 0); int e = errno; close(a); errno = e; here(errno);', 'open'],
    ['negated', 'open(param, 0); here(-errno);', 'open'],
    ['a negated copy', 'open(param, 0); int r = -errno; close(a); here(r);', 'open'],
    ['set to 0', 'open(param, 0); errno = 0; here(errno);', 'reset'],
    ['different ways', 'if (a) open(param, 0); else close(a); here(errno);', 'unknown'],
    ['nobody before', 'here(errno);', 'unknown'],
    ['the getpid that cannot fail', 'open(param, 0); getpid(); here(errno);', 'open'],
    ['lost on one way', 'open(param, 0); if (a) close(a); here(errno);', 'unknown'],
    [
      'lost on a way that ends',
      'open(param, 0); if (a) { close(a); return 1; } here(errno);',
      'open',
    ],
    [
      'cleanup behind goto',
      'if (open(param, 0) < 0) goto out; return 0; out: close(a); here(errno);',
      'close',
    ],
    [
      'a call that returns the error',
      'open(param, 0); posix_fadvise(a, 0, 0, 0); here(errno);',
      'unknown',
    ],
    ['a loop', 'while (read(a, param, 1) < 0) { if (here(errno)) break; }', 'read'],
    [
      'a loop that calls a stranger',
      'open(param, 0); do { here(errno); g(); } while (a);',
      'unknown',
    ],
    [
      'a call that leaves errno alone',
      'open(param, 0); clock_nanosleep(0, 0, 0, 0); here(errno);',
      'open',
    ],
    ['a loop, without the marking call', 'do { close(a); } while (a); here(errno);', 'close'],
  ])('%s', (_title, code, expected) => {
    const f = open(`char *s = 0;\n${code}`.replace('char *s = 0;\n', ''));
    const owner = f.paths.errnoOwner(f.arg());
    const name = owner?.kind === 'call' ? owner.call.name : owner?.kind;
    expect(name ?? 'unknown').toBe(expected);
  });
});

describe('signal handlers', () => {
  it.each([
    ['sa.sa_handler = f;', true],
    ['sa.sa_sigaction = &f;', true],
    ['signal(SIGINT, f);', true],
    ['signal(SIGINT, (void (*)(int))f);', true],
    ['struct sigaction sa = { .sa_handler = f };', true],
    ['signal(SIGINT, SIG_IGN);', false],
    ['queue->signal(SIGINT, f);', false],
    ['queue.signal(SIGINT, f);', false],
    ['// signal(SIGINT, f);', false],
    ['signal(SIGINT, table[f]);', false],
    ['sa.sa_handler = pick(f);', false],
  ])('%s', (install, expected) => {
    const code = `void f(int s) { write(1, "x", 1); }\nvoid start(void) {\n  ${install}\n}\n`;
    expect(open(code).paths.inHandler()).toBe(expected);
  });
});

describe('lengths the text fixes', () => {
  it.each([
    ['char buf[32]; here(sizeof(buf));', 32n],
    ['char buf[32]; here(sizeof buf - 1);', 31n],
    ['int v[] = { 1, 2, 3 }; here(sizeof(v) / sizeof(v[0]));', 3n],
    ['char t[] = "abc"; here(sizeof(t));', 4n],
    ['here(strlen("a\\n\\x41"));', 3n],
    ['here(sizeof("four"));', 5n],
    ['here(strlen("\u00fc"));', 2n],
    ['here(sizeof(struct open_how));', 24n],
    ['here(sizeof(struct of_mine));', undefined],
    ['char *p; here(sizeof(p));', 8n],
    ['char *p; here(sizeof(*p));', 1n],
    ['here(sizeof(param));', 8n],
    ['char buf[a]; here(sizeof(buf));', undefined],
    ['here(strlen(param));', undefined],
    ['here(2 * 4096);', 8192n],
    ['here(-1);', undefined],
    ['int v[] = { [5] = 1 }; here(sizeof(v));', undefined],
    ['{ char b[1]; } { char b[2]; here(sizeof(b)); }', undefined],
  ])('%s', (code, expected) => {
    const f = open(code);
    expect(f.paths.constantLength(f.arg())).toBe(expected);
  });
});

describe('cleanup', () => {
  it.each([
    ['__attribute__((cleanup(closep))) int d = open("x", 0); here(d);', 'closep'],
    ['int d __attribute__((__cleanup__(closep))) = open("x", 0); here(d);', 'closep'],
    ['_cleanup_close_ int d = open("x", 0); here(d);', '_cleanup_close_'],
    ['_cleanup_(closep) int d = open("x", 0); here(d);', 'closep'],
    ['_cleanup_free_ char *s = g(); int d = open("x", 0); here(d);', undefined],
    ['int d = open("x", 0); here(d);', undefined],
  ])('%s', (code, expected) => {
    const f = open(code);
    expect(f.paths.cleanupOf('d')).toBe(expected);
    expect(show(f.paths.resource(f.arg()))).toBe('fd open');
  });
});
