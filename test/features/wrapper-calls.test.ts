import { describe, expect, it } from 'vitest';
import {
  checkCompletion,
  checkHover,
  checkSignature,
  contextOf,
  links,
  testService,
} from '../support/feature.ts';
import { openProject } from '../support/workspace.ts';

const XOPEN = `static int xopen(const char *path, int how)
{
  int fd = open(path, how | O_CLOEXEC);
  if (fd < 0) exit(1);
  return fd;
}
`;
const SETFL = 'static int set(int fd, int x)\n{\n  return fcntl(fd, F_SETFL, x);\n}\n';
const inside = (call: string): string => `int f(char *p, int n)\n{\n  return ${call};\n}\n`;

describe('hover in the call of a wrapper', () => {
  it.each([
    ['a flag', `${XOPEN}${inside('xopen(p, MAP_SHA$0RED | O_WRONLY)')}`, /open\(\)/],
    ['a number', `${XOPEN}${inside('xopen(p, 0x2$041)')}`, /O_CREAT/],
    ['a variable', `${XOPEN}${inside('xopen(p, n$0)')}`, /argument 2 of `open\(\)`/],
    ['says through what', `${XOPEN}${inside('xopen(p, n$0)')}`, /through `xopen\(\)`/],
    ['in parentheses', `${XOPEN}${inside('xopen(p, (MAP_SHA$0RED))')}`, /open\(\)/],
    [
      'another order',
      `static int w(int x, char *p)\n{\n  return open(p, x);\n}\n${inside('w(n$0, p)')}`,
      /argument 2 of `open\(\)`/,
    ],
    [
      'a raw call',
      `static int w(int n)\n{\n  return syscall(SYS_close, n);\n}\n${inside('w(n$0)')}`,
      /argument 1 of `close\(\)`/,
    ],
    ['a macro', `#define W(p, x) open(p, x)\n${inside('W(p, n$0)')}`, /argument 2 of `open\(\)`/],
    [
      'an argument that the wrapper decides',
      `${SETFL}${inside('set(n, O_NON$0BLOCK)')}`,
      /file status flags/,
    ],
    [
      'a wrapper of a wrapper',
      `${XOPEN}static int y(char *p, int x)\n{\n  return xopen(p, x);\n}\n${inside('y(p, n$0)')}`,
      /argument 2 of `open\(\)`/,
    ],
    [
      'defined behind it',
      `int xopen(char *, int);\n${inside('xopen(p, n$0)')}${XOPEN}`,
      /argument 2/,
    ],
    ['C++', `//- /a.cc lang:cpp\n${XOPEN}${inside('xopen(p, n$0)')}`, /argument 2 of `open\(\)`/],
  ])('%s', async (_, text, expected) => {
    expect(await checkHover(text)).toMatch(expected);
  });

  it('leaves out the bits that the wrapper adds', async () => {
    expect(
      await checkHover(
        `${XOPEN}int f(char *p)\n{\n  int n = O_APPEND;\n  return xopen(p, n$0);\n}`,
      ),
    ).not.toContain('O_CLOEXEC');
  });

  it.each([
    ['a function that only shares the word', `${XOPEN}${inside('o->xopen(p, n$0)')}`],
    ['two definitions', `${XOPEN}${XOPEN}${inside('xopen(p, n$0)')}`],
    ['too many arguments', `${XOPEN}${inside('xopen(p, 1, n$0)')}`],
    ['a call inside of it', `${XOPEN}${inside('xopen(p, g(n$0))')}`],
    [
      'a local function pointer',
      `${XOPEN}int f(int (*xopen)(char *, int), char *p)\n{\n  return xopen(p, n$0);\n}`,
    ],
    [
      'a wrapper that may not call',
      `static int w(char *p, int x)\n{\n  if (x) return open(p, x);\n  return 0;\n}\n${inside('w(p, n$0)')}`,
    ],
    ['itself', 'static int w(char *p, int x)\n{\n  return open(p, x) + w(p, x$0);\n}\n'],
    [
      'two that call each other',
      'int a(int x)\n{\n  return b(x);\n}\nint b(int x)\n{\n  return a(x$0);\n}\n',
    ],
    [
      'a method',
      `//- /a.cc lang:cpp\n${XOPEN}struct S { int xopen(char *p, int x); };\n${inside('xopen(p, n$0)')}`,
    ],
  ])('is silent in %s', async (_, text) => {
    expect(await checkHover(text)).toBe('nothing');
  });
  it('knows a local variable with the name of a constant', async () => {
    const text = `${XOPEN}int f(char *p, int O_TRUNC)\n{\n  return xopen(p, O_TR$0UNC);\n}`;
    expect(await checkHover(text)).toContain('argument 2 of `open()`');
  });
});

describe('hover on the name of a wrapper', () => {
  it.each([
    ['where it is called', `${XOPEN}${inside('xop$0en(p, n)')}`],
    ['where it is defined', XOPEN.replace('xopen', 'xop$0en')],
    ['where it is called with too few arguments', `${XOPEN}${inside('xop$0en(p)')}`],
  ])('says which call it makes: %s', async (_, text) => {
    expect(await checkHover(text, { links })).toBe(
      '[xopen]\n`xopen()` calls [open(2)](command:page?syscall/open).',
    );
  });
  it('says it without a link', async () => {
    expect(await checkHover(`${XOPEN}${inside('xop$0en(p, n)')}`)).toBe(
      '[xopen]\n`xopen()` calls open(2).',
    );
  });
  it('names several calls', async () => {
    const text = 'int w$0(int a, int b)\n{\n  int c = dup2(a, b);\n  return c | close(a);\n}\n';
    expect(await checkHover(text)).toBe('[w]\n`w()` calls dup2(2) and close(2).');
  });
  it.each([
    ['a method', `${XOPEN}${inside('o->xop$0en(p, n)')}`],
    ['a variable of the name', `${XOPEN}int f(int xopen)\n{\n  return xop$0en;\n}`],
    [
      'a function that makes none',
      'int w(int a)\n{\n  return a;\n}\nint f(int a)\n{\n  return w$0(a);\n}',
    ],
  ])('is silent on %s', async (_, text) => {
    expect(await checkHover(text)).toBe('nothing');
  });
});

describe('completion and signature help in the call of a wrapper', () => {
  it('offers the flags of the call', async () => {
    const items = await checkCompletion(`${XOPEN}int f(char *p)\n{\n  return xopen(p, O_$0`);
    expect(items).toContain('O_TRUNC | 0x200');
    expect(items).not.toContain('MAP_');
  });
  it('knows what the wrapper decides', async () => {
    expect(await checkCompletion(`${SETFL}int f(int n)\n{\n  return set(n, O_$0`)).toContain(
      'O_NONBLOCK',
    );
  });
  it.each([
    ['xopen($0', '*int open([const char *path], int flags'],
    ['xopen(p, O_RDONLY | $0', '*int open(const char *path, [int flags]'],
    ['xopen(p, $0)', '*int open(const char *path, [int flags]'],
  ])('shows the parameter of the call: %s', async (call, expected) => {
    expect(await checkSignature(`${XOPEN}int f(char *p)\n{\n  return ${call}`)).toContain(
      expected.slice(1),
    );
  });
  it.each([
    ['behind the last one', 'xopen(p, 1, $0'],
    ['of a method', 'o->xopen(p, $0'],
  ])('is silent %s', async (_, call) => {
    expect(await checkSignature(`${XOPEN}int f(char *p)\n{\n  return ${call}`)).toBe('nothing');
  });
});

describe('a wrapper of another file', () => {
  it('is seen through the project', async () => {
    const text = '#include "x.h"\nint f(char *p, int n)\n{\n  return xopen(p, n);\n}\n';
    const project = await openProject({
      '/p/x.h': 'int xopen(const char *path, int how);\n',
      '/p/x.c': XOPEN.replace('static ', ''),
      '/p/a.c': text,
    });
    const service = await testService();
    const ctx = contextOf();
    const file = project.file('/p/a.c');
    const at = text.indexOf('xopen');
    expect(service.hover(file, at, ctx)?.markdown).toBe('`xopen()` calls open(2).');
    expect(service.hover(file, text.indexOf('n);'), ctx)?.markdown).toContain(
      'argument 2 of `open()`',
    );
    expect(service.signatureHelp(file, text.indexOf('n);'), ctx)?.active).toBe(1);
    project.put('/p/x.c', 'int xopen(const char *path, int how)\n{\n  return how;\n}\n');
    expect(service.hover(file, at, ctx)).toBeUndefined();
  });
});
