/** The index of a project: what a file gets from its headers and from the other files. */
import { describe, expect, it } from 'vitest';
import { normalised, resolveInclude } from '../../server/src/core/workspace/resolve.ts';
import type { SourceFile } from '../../server/src/core/c/source-file.ts';
import { constantOf } from '../../server/src/core/c/value.ts';
import { openProject } from '../support/workspace.ts';

/** What the third argument of each call of mprotect() is: `7`, or `?`; calls through wrappers with their name. */
function prots(file: SourceFile): string[] {
  return [...file.calls()]
    .filter(({ call }) => call.name === 'mprotect')
    .map((placed) => {
      const arg = placed.call.args[2];
      const n = arg && constantOf(file.facts(placed).value(arg.expr));
      const via = placed.call.wrapper === undefined ? '' : `${placed.call.wrapper.name}: `;
      return `${via}${n === undefined ? '?' : String(n)}`;
    });
}
const use = (prot: string, ...headers: readonly string[]): string =>
  `${headers.map((h) => `#include ${h}\n`).join('')}void f(void *p) { mprotect(p, 1, ${prot}); }\n`;

describe('constants of headers', () => {
  const value = async (texts: Readonly<Record<string, string>>): Promise<string> =>
    prots((await openProject(texts)).file('src/a.c')).join();
  it.each([
    ['a macro', '#define P 5\n', '5'],
    ['a macro of macros', '#define Q (PROT_READ | 4)\n#define P (Q | 2)\n', '7'],
    ['an enumerator', 'enum p { O = 1, P = O << 2 };\n', '4'],
    ['a constant', 'static const int P = 3;\n', '3'],
    ['one of two values', '#ifdef X\n#define P 1\n#else\n#define P 2\n#endif\n', '?'],
    ['the same in both branches', '#ifdef X\n#define P 1\n#else\n#define P 1\n#endif\n', '1'],
    ['behind a guard', '#ifndef A_H\n#define A_H\n#define P 1\n#endif\n', '1'],
    ['not defined', '#define Q 1\n', '?'],
  ])('%s', async (_, header, expected) => {
    expect(await value({ 'src/a.c': use('P', '"a.h"'), 'src/a.h': header })).toBe(expected);
  });

  it.each([
    ['through two headers', { 'src/a.h': '#include "b.h"\n', 'src/b.h': '#define P 1\n' }, '1'],
    ['in a circle', { 'src/a.h': '#include "a.h"\n#include "a.c"\n#define P 1\n' }, '1'],
    ['the one beside it', { 'src/a.h': '#define P 1\n', 'lib/a.h': '#define P 2\n' }, '1'],
    ['a folder away', { 'include/a.h': '#define P 1\n' }, '1'],
    ['the nearer one', { 'src/x/a.h': '#define P 1\n', 'lib/a.h': '#define P 2\n' }, '1'],
    ['two as near', { 'x/a.h': '#define P 1\n', 'y/a.h': '#define P 2\n' }, '?'],
    ['two as near that agree', { 'x/a.h': '#define P 1\n', 'y/a.h': '#define P 1\n' }, '1'],
    [
      'included under a condition',
      { 'src/a.h': '#ifdef X\n#include "b.h"\n#endif\n', 'src/b.h': '#define P 1\n' },
      '1',
    ],
    [
      'included for another system',
      { 'src/a.h': '#ifdef _WIN32\n#include "b.h"\n#endif\n', 'src/b.h': '#define P 1\n' },
      '?',
    ],
    [
      'defined for another system',
      { 'src/a.h': '#ifdef __APPLE__\n#define P 2\n#else\n#define P 1\n#endif\n' },
      '1',
    ],
    ['not included', { 'src/b.h': '#define P 1\n' }, '?'],
    [
      'its own wins',
      { 'src/a.h': '#define P 1\n', 'src/a.c': `#define P 2\n${use('P', '"a.h"')}` },
      '2',
    ],
  ])('%s', async (_, texts, expected) => {
    expect(await value({ 'src/a.c': use('P', '"a.h"'), ...texts })).toBe(expected);
  });

  it.each([
    ['a stand-in', '#ifndef PROT_READ\n#define PROT_READ 9\n#endif\n', '1'],
    ['for another system', '#ifdef __sun\n#define PROT_READ 9\n#endif\n', '1'],
    ['the same', '#define PROT_READ 0x1\n', '1'],
    ['another value', '#define PROT_READ 9\n', '?'],
  ])('a constant of the kernel in a header: %s', async (_, header, expected) => {
    expect(await value({ 'src/a.c': use('PROT_READ', '"a.h"'), 'src/a.h': header })).toBe(expected);
  });
});

describe('which file an include means', () => {
  const files = (...paths: readonly string[]) =>
    paths.map((path) => ({ path, folder: path.slice(0, path.lastIndexOf('/')) }));
  it.each([
    ['beside it', 'a.h', true, 'x/y', ['x/y/a.h', 'x/a.h'], ['x/y/a.h']],
    ['above it', '../a.h', true, 'x/y', ['x/y/a.h', 'x/a.h'], ['x/a.h']],
    ['by its end', 'n/a.h', true, 'x/y', ['z/n/a.h', 'z/m/a.h'], ['z/n/a.h']],
    ['no part of a name', 'n/a.h', true, 'x/y', ['z/nn/a.h', 'z/bn/a.h'], []],
    ['a header of the system', 'sys/mman.h', false, 'x', ['x/sys/mman.h'], []],
    ['the name of one, in quotes', 'sys/mman.h', true, 'x', ['x/sys/mman.h'], ['x/sys/mman.h']],
    ['in brackets', 'a/b.h', false, 'x', ['inc/a/b.h'], ['inc/a/b.h']],
  ])('%s', (_, name, quoted, folder, paths, expected) => {
    const named = (base: string) => files(...paths).filter((f) => f.path.endsWith(`/${base}`));
    const found = resolveInclude({ name, quoted, conditional: false }, folder, named);
    expect(found.map((f) => f.path)).toEqual(expected);
  });

  it('takes dots out of paths', () => {
    expect(normalised('/a/./b/../c.h')).toBe('/a/c.h');
    expect(normalised('../a.h')).toBe('../a.h');
  });
});

describe('what headers say of names', () => {
  const calls = async (header: string, body: string): Promise<readonly string[]> => {
    const project = await openProject({ 'a.c': `#include "a.h"\n${body}`, 'a.h': header });
    return [...project.file('a.c').calls()].map(({ call }) => call.name);
  };
  const body = 'void f(int d) { accept(d, 0, 0); }\n';
  it.each([
    ['a function', 'static int accept(int a, int b, int c)\n{\n  return a;\n}\n', []],
    ['a macro', '#define accept(a, b, c) my_accept(a)\n', []],
    ['a declaration', 'int accept(int a, void *b, void *c);\n', ['accept']],
    [
      'a function for other systems',
      '#ifndef HAVE_ACCEPT\nint accept(int a)\n{\n  return a;\n}\n#endif\n',
      ['accept'],
    ],
    [
      'a macro for other systems',
      '#ifdef NO_ACCEPT\n#define accept(a, b, c) my_accept(a)\n#endif\n',
      ['accept'],
    ],
  ])('%s', async (_, header, expected) => {
    expect(await calls(header, body)).toEqual(expected);
  });

  it('a macro of a header that may not be included', async () => {
    const project = await openProject({
      'a.c': `#include "a.h"\n${body}`,
      'a.h': '#ifdef NO_NET\n#include "b.h"\n#endif\n',
      'b.h': '#define accept(a, b, c) my_accept(a)\n',
    });
    expect([...project.file('a.c').calls()].map(({ call }) => call.name)).toEqual(['accept']);
  });

  it('another spelling of the same call', async () => {
    expect(await calls('#define lseek lseek64\n', 'void f(int d) { lseek(d, 0, 0); }\n')).toEqual([
      'lseek',
    ]);
  });

  it('functions that never return', async () => {
    const text =
      '#include "a.h"\nvoid f(void *p, int x) { int q = 1; if (x) { q = 2; oops(); } mprotect(p, 1, q); }\n';
    const header = 'void oops(void) __attribute__((noreturn));\n';
    expect(prots((await openProject({ 'a.c': text, 'a.h': header })).file('a.c'))).toEqual(['1']);
    expect(
      prots((await openProject({ 'a.c': text, 'a.h': 'void oops(void);\n' })).file('a.c')),
    ).toEqual(['?']);
  });
});

describe('wrappers of other files', () => {
  const W = 'int w(void *p, int prot)\n{\n  return mprotect(p, 1, prot);\n}\n';
  const F = 'void f(void *p) { w(p, 7); }\n';
  const through = async (
    texts: Readonly<Record<string, string>>,
    path = 'a.c',
  ): Promise<string[]> =>
    prots((await openProject(texts)).file(path)).filter((line) => line.includes(':'));
  it.each([
    ['of a header', { 'a.c': `#include "w.h"\n${F}`, 'w.h': `static inline ${W}` }, ['w: 7']],
    [
      'a macro of a header',
      { 'a.c': `#include "w.h"\n${F}`, 'w.h': '#define w(p, x) mprotect(p, 1, x)\n' },
      ['w: 7'],
    ],
    ['of a header that is not included', { 'a.c': F, 'w.h': `static inline ${W}` }, []],
    ['of another file', { 'a.c': F, 'w.c': W }, ['w: 7']],
    ['static in another file', { 'a.c': F, 'w.c': `static ${W}` }, []],
    ['of two files', { 'a.c': F, 'w.c': W, 'v.c': W }, []],
    ['of two files, one static', { 'a.c': F, 'w.c': W, 'v.c': `static ${W}` }, ['w: 7']],
    [
      'beside one of its own',
      { 'a.c': `static int w(void *p, int x) { return x; }\n${F}`, 'w.c': W },
      [],
    ],
    ['beside a macro of its own', { 'a.c': `#define w(p, x) v(x)\n${F}`, 'w.c': W }, []],
    [
      'of another number of parameters',
      { 'a.c': 'void f(void *p) { w(p, 7, 1); }\n', 'w.c': W },
      [],
    ],
    [
      'of two headers that agree',
      { 'a.c': `#include "v.h"\n#include "w.h"\n${F}`, 'v.h': `static ${W}`, 'w.h': `static ${W}` },
      ['w: 7'],
    ],
    [
      'of two headers that differ',
      {
        'a.c': `#include "v.h"\n#include "w.h"\n${F}`,
        'v.h': `static ${W.replace('1, prot', '1, prot | 8')}`,
        'w.h': `static ${W}`,
      },
      [],
    ],
    [
      'with constants of its own headers',
      {
        'a.c': F,
        'w.c': `#include "w.h"\n${W.replace('1, prot', '1, prot | Q')}`,
        'w.h': '#define Q 8\n',
      },
      ['w: 15'],
    ],
    [
      'of a wrapper',
      {
        'a.c': 'void f(void *p) { v(p, 2); }\n',
        'v.c': 'int v(void *q, int x)\n{\n  return w(q, x | 1);\n}\n',
        'w.c': W,
      },
      ['v: 3'],
    ],
    [
      'of a static wrapper beside it',
      {
        'a.c': 'void f(void *p) { v(p, 2); }\n',
        'v.c': `static ${W}int v(void *q, int x)\n{\n  return w(q, x | 1);\n}\n`,
      },
      ['v: 3'],
    ],
    [
      'of a header in C++',
      { 'a.cc': `#include "w.h"\n${F}`, 'w.h': `static inline ${W}` },
      ['w: 7'],
    ],
    ['of a C file in C++', { 'a.cc': F, 'w.c': W }, []],
    ['of a C++ file', { 'a.c': F, 'w.cc': W }, []],
  ])('%s', async (_, texts, expected) => {
    expect(await through(texts, 'a.cc' in texts ? 'a.cc' : 'a.c')).toEqual(expected);
  });
});

describe('changes', () => {
  const header = '#define P 1\nstatic inline int g(int x)\n{\n  return x;\n}\n';
  const texts = { 'a.c': use('P', '"a.h"'), 'a.h': header, 'b.c': '#define P 9\n' };
  const edit = (file: SourceFile, from: string, to: string): void => {
    const start = file.text().indexOf(from);
    file.update([{ span: { start, end: start + from.length }, newText: to }]);
  };

  it('in a header are seen by those that include it, when they say something else', async () => {
    const { workspace, file } = await openProject(texts);
    const [a, h] = [file('a.c'), file('a.h')];
    const env = a.env();
    const { calls } = a.unitAt(0).unit;
    edit(h, 'return x', 'return x + 1');
    expect(workspace.touched('a.h')).toBe(false);
    expect(a.env()).toBe(env);
    edit(h, 'P 1', 'P 5');
    expect(workspace.touched('a.h')).toBe(true);
    expect(a.env()).not.toBe(env);
    expect(a.unitAt(0).unit.calls).not.toBe(calls);
    expect(prots(a)).toEqual(['5']);
  });

  it('in a file that nobody includes are seen by nobody', async () => {
    const { workspace, file } = await openProject(texts);
    const env = file('a.c').env();
    edit(file('b.c'), 'P 9', 'P 8');
    expect(workspace.touched('b.c')).toBe(false);
    expect(file('a.c').env()).toBe(env);
  });

  it('of includes are followed', async () => {
    const { file } = await openProject({ ...texts, 'b.h': '#define P 4\n' });
    edit(file('a.c'), '"a.h"', '"b.h"');
    expect(prots(file('a.c'))).toEqual(['4']);
  });

  it('of a wrapper reach its callers', async () => {
    const project = await openProject({
      'a.c': 'void f(void *p) { w(p, 1); }\n',
      'w.c': 'int w(void *p, int x)\n{\n  return mprotect(p, 1, x | 2);\n}\n',
    });
    const a = project.file('a.c');
    expect(prots(a)).toEqual(['w: 3']);
    edit(project.file('w.c'), '| 2', '| 4');
    project.workspace.touched('w.c');
    expect(prots(a)).toEqual(['w: 5']);
    edit(project.file('w.c'), 'int w(', 'int ww(');
    expect(project.workspace.touched('w.c')).toBe(true);
    expect(prots(a)).toEqual([]);
    project.put('w.c', 'static int w(void *p, int x)\n{\n  return mprotect(p, 1, x);\n}\n');
    expect(prots(a)).toEqual([]);
  });

  it('the same text put in again is the same', async () => {
    const project = await openProject(texts);
    const env = project.file('a.c').env();
    const { calls } = project.file('a.c').unitAt(0).unit;
    project.put('a.h', header);
    expect(prots(project.file('a.c'))).toEqual(['1']);
    expect(project.file('a.c').env()).toBe(env);
    expect(project.file('a.c').unitAt(0).unit.calls).toBe(calls);
  });

  it('a header that comes, goes and is another', async () => {
    const project = await openProject({ 'a.c': use('P', '"a.h"') });
    const values = (): string[] => prots(project.file('a.c'));
    expect(values()).toEqual(['?']);
    project.put('inc/a.h', '#define P 2\n');
    expect(values()).toEqual(['2']);
    project.put('a.h', '#define P 3\n');
    expect(values()).toEqual(['3']);
    project.workspace.remove('a.h');
    expect(values()).toEqual(['2']);
    project.workspace.remove('inc/a.h');
    expect(values()).toEqual(['?']);
  });
});

describe('what has not been read', () => {
  it('is asked for when somebody includes it', async () => {
    const { workspace, file, put } = await openProject({ 'a.c': use('P', '"a.h"') });
    workspace.list(['a.h', 'b.h', 'c.h']);
    expect(prots(file('a.c'))).toEqual(['?']);
    expect(workspace.missing()).toEqual(['a.h']);
    put('a.h', '#include "b.h"\n');
    expect(prots(file('a.c'))).toEqual(['?']);
    expect(workspace.missing()).toEqual(['b.h']);
    put('b.h', '#define P 6\n');
    expect(prots(file('a.c'))).toEqual(['6']);
    expect(workspace.missing()).toEqual([]);
  });

  it.each([
    ['files', { maxFiles: 1 }],
    ['text', { maxLength: 100 }],
  ])('has no room beyond a number of %s', async (_, limits) => {
    const texts = { 'a.c': use('P', '"a.h"'), 'a.h': '#define P 1\n'.padEnd(100, '\n') };
    const { workspace, file } = await openProject(texts, limits);
    expect(workspace.full).toBe(true);
    expect(prots(file('a.c'))).toEqual(['?']);
    expect(workspace.missing()).toEqual([]);
    expect(file('a.c').elsewhere('exec')).toBe('unknown');
    expect((await openProject(texts)).workspace.full).toBe(false);
  });
});

describe('what the program does', () => {
  const texts = { 'a.c': 'void f(void) { g(); }\n', 'b.c': 'void g(void) { fork(); }\n' };
  it('is known when all of it was read', async () => {
    const { file, put, workspace } = await openProject(texts);
    const told = (path: string): string =>
      `${file(path).elsewhere('fork')} ${file(path).elsewhere('exec')}`;
    expect(told('a.c')).toBe('yes no');
    put('b.c', 'void g(void) { execv(p, a); }\n');
    expect(told('a.c')).toBe('no yes');
    workspace.remove('b.c');
    expect(told('a.c')).toBe('no no');
  });

  it('is unknown before, where nothing shows it', async () => {
    const { file } = await openProject(texts, { complete: false });
    expect(file('a.c').elsewhere('fork')).toBe('yes');
    expect(file('a.c').elsewhere('exec')).toBe('unknown');
  });
});
