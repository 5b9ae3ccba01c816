import { beforeAll, describe, expect, it } from 'vitest';
import { constantOf } from '../../server/src/core/c/value.ts';
import { opener } from '../support/source.ts';

let open: Awaited<ReturnType<typeof opener>>;
beforeAll(async () => {
  open = await opener();
});

const f = (body: string): string => `void f(int x, void *p)\n{\n  ${body}\n}\n`;

/** Calls as `name(arguments)`, with `!` for those that are not to be judged. */
function calls(text: string): string[] {
  const { file } = open(text);
  return [...file.calls()].map(({ call, base }) => {
    const args = call.args.map((a) =>
      file.slice(base + a.start, base + a.end).replace(/\s+/g, ' '),
    );
    return `${call.broken ? '!' : ''}${call.name}(${args.join(', ')})`;
  });
}

/** What is known of the protection that the one mmap() of a text asks for: number, `ones/zeros` in hex, or `?`. */
function prot(text: string, arch = 'x86_64'): string {
  const { file } = open(text, { arch });
  const found = [...file.calls()].find(({ call }) => call.name === 'mmap');
  const arg = found?.call.args[2];
  if (!found || !arg || found.call.broken) return 'not judged';
  const value = file.facts(found).value(arg.expr);
  const n = constantOf(value);
  if (n !== undefined) return n.toString();
  return value.ones === 0n && value.zeros === 0n
    ? '?'
    : `${value.ones.toString(16)}/${(value.zeros & 0xffn).toString(16)}`;
}

describe('code that is never compiled is not judged', () => {
  it.each<[string, string, string[]]>([
    ['#if 0', `#if 0\n${f('munmap(p, 1);')}#endif\n`, ['!munmap(p, 1)']],
    ['#if 0 in a function', f('\n#if 0\n  munmap(p, 1);\n#endif\n'), ['!munmap(p, 1)']],
    [
      'the #else of #if 0 is',
      f('\n#if 0\n  munmap(p, 1);\n#else\n  mlock(p, 1);\n#endif\n'),
      ['!munmap(p, 1)', 'mlock(p, 1)'],
    ],
    [
      'the #else of #if 1',
      f('\n#if 1\n  munmap(p, 1);\n#else\n  mlock(p, 1);\n#endif\n'),
      ['munmap(p, 1)', '!mlock(p, 1)'],
    ],
    [
      '#elif 0',
      f('\n#ifdef A\n  munmap(p, 1);\n#elif 0\n  mlock(p, 1);\n#endif\n'),
      ['munmap(p, 1)', '!mlock(p, 1)'],
    ],
    [
      '#if 0 around another condition',
      `#if 0\n#ifdef A\n${f('munmap(p, 1);')}#endif\n#endif\n`,
      ['!munmap(p, 1)'],
    ],
    [
      'another condition around #if 0',
      `#ifdef A\n#if 0\n${f('munmap(p, 1);')}#endif\n${f('mlock(p, 1);')}#endif\n`,
      ['!munmap(p, 1)', 'mlock(p, 1)'],
    ],
    ['#if 0 with a comment', `#if 0 /* later */\n${f('munmap(p, 1);')}#endif\n`, ['!munmap(p, 1)']],
    [
      '#if 0 with an unclosed quote inside',
      `#if 0\ndon't\n#endif\n${f('munmap(p, 1);')}`,
      ['munmap(p, 1)'],
    ],
    ['behind the #endif it is', `#if 0\n#endif\n${f('munmap(p, 1);')}`, ['munmap(p, 1)']],
    ['white space in the directive', `#  if 0\n${f('munmap(p, 1);')}#  endif\n`, ['!munmap(p, 1)']],
    [
      'a branch of both platforms is',
      `#ifdef __x86_64__\n${f('munmap(p, 1);')}#else\n${f('mlock(p, 1);')}#endif\n`,
      ['munmap(p, 1)', 'mlock(p, 1)'],
    ],
    [
      'a function with two heads',
      `#ifdef A\nint f(int x)\n#else\nint f(long x)\n#endif\n{\n  return munmap(p, 1);\n}\n`,
      ['!munmap(p, 1)'],
    ],
    [
      'an if with two heads',
      f('\n#ifdef A\n  if (x) {\n#else\n  if (!x) {\n#endif\n    munmap(p, 1);\n  }\n'),
      ['!munmap(p, 1)'],
    ],
    [
      'extern "C" for C++ alone',
      `#ifdef __cplusplus\nextern "C" {\n#endif\n${f('munmap(p, 1);')}#ifdef __cplusplus\n}\n#endif\n`,
      ['munmap(p, 1)'],
    ],
    ['an #endif without #if', `#endif\n${f('munmap(p, 1);')}`, ['munmap(p, 1)']],
    ['an #if without #endif', `#ifdef A\n${f('munmap(p, 1);')}`, ['munmap(p, 1)']],
    ['the body of a macro', '#define FREE(p) munmap(p, 1)\n', ['!munmap(p, 1)']],
    [
      'the body of a macro over lines',
      '#define FREE(p) do { \\\n    munmap(p, 1); \\\n  } while (0)\n',
      ['!munmap(p, 1)'],
    ],
    [
      'every call of a macro',
      '#define BOTH(p) (mlock(p, 1), munmap(p, 1))\n',
      ['!mlock(p, 1)', '!munmap(p, 1)'],
    ],
    [
      'the argument of a macro is',
      `#define CHECK(x) assert((x) == 0)\n${f('CHECK(munmap(p, 1));')}`,
      ['munmap(p, 1)'],
    ],
  ])('%s', (_, text, expected) => {
    expect(calls(text)).toEqual(expected);
  });
});

describe('conditionals between the parentheses of a call', () => {
  const mmap = (middle: string): string => f(`mmap(0, 1,\n${middle}\n  , MAP_PRIVATE, -1, 0);`);
  it.each<[string, string, string]>([
    [
      'two branches',
      mmap('#ifdef A\n  PROT_READ\n#else\n  PROT_READ | PROT_WRITE\n#endif'),
      '1/fc',
    ],
    ['two branches of one value', mmap('#ifdef A\n  PROT_READ\n#else\n  1\n#endif'), '1'],
    [
      'three branches',
      mmap(
        '#if A\n  PROT_READ\n#elif B\n  PROT_READ | PROT_WRITE\n#else\n  PROT_READ | PROT_EXEC\n#endif',
      ),
      '1/f8',
    ],
    [
      'a branch that may be left out',
      mmap('  PROT_READ\n#ifdef A\n  | PROT_WRITE\n#endif'),
      '1/fc',
    ],
    [
      '#elif without #else',
      mmap('  PROT_READ\n#if A\n  | PROT_WRITE\n#elif B\n  | PROT_EXEC\n#endif'),
      '1/f8',
    ],
    ['#if 0', mmap('  PROT_READ\n#if 0\n  | PROT_WRITE\n#endif'), '1'],
    ['the #else of #if 0', mmap('#if 0\n  PROT_EXEC\n#else\n  PROT_READ\n#endif'), '1'],
    ['the #else of #if 1', mmap('#if 1\n  PROT_READ\n#else\n  PROT_EXEC\n#endif'), '1'],
    [
      'commas in the branches',
      f('mmap(0, 1,\n#ifdef A\n  PROT_READ,\n#else\n  PROT_WRITE,\n#endif\n  MAP_PRIVATE, -1, 0);'),
      '0/fc',
    ],
    [
      'a comma first',
      f(
        'mmap(0, 1\n#ifdef A\n  , PROT_READ\n#else\n  , PROT_WRITE\n#endif\n  , MAP_PRIVATE, -1, 0);',
      ),
      '0/fc',
    ],
    [
      'a comment in the branch',
      mmap('#ifdef A /* x */\n  PROT_READ /* , */\n#else // y\n  PROT_WRITE\n#endif /* A */'),
      '0/fc',
    ],
    [
      'another argument has branches',
      f('mmap(0, 1, PROT_READ, MAP_PRIVATE\n#ifdef A\n  | MAP_POPULATE\n#endif\n  , -1, 0);'),
      '1',
    ],
    [
      'in a condition',
      f(
        'if (mmap(0, 1,\n#ifdef A\n  PROT_READ,\n#else\n  PROT_WRITE,\n#endif\n  2, -1, 0) == MAP_FAILED) return;',
      ),
      '0/fc',
    ],
    [
      'a local in the other branch',
      f(
        'int q = PROT_READ;\n  mmap(0, 1,\n#ifdef A\n  PROT_READ,\n#else\n  q,\n#endif\n  2, -1, 0);',
      ),
      '?',
    ],
    [
      'branches with other counts of arguments',
      f(
        'mmap(0, 1,\n#ifdef A\n  PROT_READ,\n#else\n  PROT_WRITE, 2,\n#endif\n  MAP_PRIVATE, -1, 0);',
      ),
      'not judged',
    ],
    [
      'two groups',
      f(
        'mmap(0, 1,\n#ifdef A\n  PROT_READ,\n#else\n  PROT_WRITE,\n#endif\n#ifdef B\n  2,\n#else\n  1,\n#endif\n  -1, 0);',
      ),
      '0/fc',
    ],
    [
      'an assignment in a branch',
      f('mmap(0, 1,\n#ifdef A\n  x = PROT_READ,\n#else\n  PROT_WRITE,\n#endif\n  2, -1, 0);'),
      'not judged',
    ],
    [
      'the end of the call in a branch',
      f('mmap(0, 1, PROT_READ,\n#ifdef A\n  2, -1, 0);\n#else\n  1, -1, 0);\n#endif\n'),
      'not judged',
    ],
  ])('%s', (_, text, expected) => {
    expect(prot(text)).toBe(expected);
  });

  it('leaves the calls behind it alone', () => {
    const text = f(
      'mmap(0, 1,\n#ifdef A\n  PROT_READ,\n#else\n  PROT_WRITE,\n#endif\n  2, -1, 0);\n  munmap(p, 1);',
    );
    expect(calls(text)[1]).toBe('munmap(p, 1)');
  });
});

describe('values under conditions', () => {
  const use = f('mmap(0, 1, P, MAP_PRIVATE, -1, 0);');
  it.each<[string, string, string]>([
    [
      'two definitions of one name',
      `#ifdef A\n#define P PROT_READ\n#else\n#define P PROT_WRITE\n#endif\n${use}`,
      '0/fc',
    ],
    ['a fallback of an unknown name', `#ifndef P\n#define P 5\n#endif\n${use}`, '5'],
    [
      'two definitions of one value',
      `#ifdef A\n#define P 1\n#else\n#define P PROT_READ\n#endif\n${use}`,
      '1',
    ],
    ['a macro of a macro', `#define Q PROT_READ\n#define P (Q | PROT_WRITE)\n${use}`, '3'],
    ['a macro over lines', `#define P (PROT_READ | \\\n           PROT_WRITE)\n${use}`, '3'],
    ['a macro with a comment', `#define P PROT_READ /* and no more */\n${use}`, '1'],
    ['a macro of itself', `#define P P\n${use}`, '?'],
    ['a macro without a value', `#define P\n${use}`, '?'],
  ])('%s', (_, text, expected) => {
    expect(prot(text)).toBe(expected);
  });

  const anonymous = (define: string): string =>
    `${define}\n${f('mmap(0, 1, MAP_ANONYMOUS, MAP_PRIVATE, -1, 0);')}`;
  it.each<[string, string, string, string]>([
    [
      'a fallback that agrees',
      anonymous('#ifndef MAP_ANONYMOUS\n#define MAP_ANONYMOUS 0x20\n#endif'),
      'x86_64',
      '32',
    ],
    [
      'a fallback for another architecture',
      anonymous('#ifndef MAP_ANONYMOUS\n#define MAP_ANONYMOUS 0x20\n#endif'),
      'mips',
      '2048',
    ],
    [
      'a fallback under !defined',
      anonymous('#if !defined(MAP_ANONYMOUS)\n#define MAP_ANONYMOUS 0x40\n#endif'),
      'x86_64',
      '32',
    ],
    [
      'a fallback in an #else',
      anonymous('#ifdef MAP_ANONYMOUS\n#else\n#define MAP_ANONYMOUS 0x40\n#endif'),
      'x86_64',
      '32',
    ],
    ['a definition of its own', anonymous('#define MAP_ANONYMOUS 0x40'), 'x86_64', '64'],
    [
      'a definition behind #undef',
      anonymous('#undef MAP_ANONYMOUS\n#define MAP_ANONYMOUS 0x40'),
      'x86_64',
      '64',
    ],
    [
      'one of each',
      anonymous(
        '#ifdef A\n#define MAP_ANONYMOUS 0x40\n#endif\n#ifndef MAP_ANONYMOUS\n#define MAP_ANONYMOUS 0x40\n#endif',
      ),
      'x86_64',
      '64',
    ],
  ])('of a known name: %s', (_, text, arch, expected) => {
    expect(prot(text, arch)).toBe(expected);
  });
});

describe('guards around a call', () => {
  const told = (text: string): string => {
    const { file } = open(text);
    const placed = [...file.calls()].find(({ call }) => call.name === 'munmap');
    if (!placed) throw new Error('no munmap in the fixture');
    const g = file.facts(placed).guards(placed.call);
    return [
      ...[...g.defined].map((n) => `+${n}`),
      ...[...g.absent].map((n) => `-${n}`),
      ...(g.kernel === undefined
        ? []
        : [`kernel ${(g.kernel >> 16).toString()}.${((g.kernel >> 8) & 255).toString()}`]),
      ...(g.glibc ? [`glibc ${g.glibc.major}.${g.glibc.minor}`] : []),
    ].join(' ');
  };
  const under = (condition: string): string => f(`\n#${condition}\n  munmap(p, 1);\n#endif\n`);
  it.each<[string, string]>([
    ['ifdef MAP_FIXED_NOREPLACE', '+MAP_FIXED_NOREPLACE'],
    ['ifndef MAP_FIXED_NOREPLACE', '-MAP_FIXED_NOREPLACE'],
    ['if defined(SYS_memfd_create)', '+SYS_memfd_create'],
    ['if defined SYS_memfd_create', '+SYS_memfd_create'],
    ['if defined ( __NR_memfd_create )', '+__NR_memfd_create'],
    ['if !defined(SYS_memfd_create)', '-SYS_memfd_create'],
    ['if ! defined SYS_memfd_create', '-SYS_memfd_create'],
    ['if defined(A) && defined(__x86_64__)', '+A +__x86_64__'],
    ['if defined(A) && !defined(B)', '+A -B'],
    ['if defined(A) || defined(B)', ''],
    ['if !(defined(A) || defined(B))', '-A -B'],
    ['if !(defined(A) && defined(B))', ''],
    ['if (defined(A) && (defined(B) && defined(C)))', '+A +B +C'],
    ['ifdef __linux__', '+__linux__'],
    ['if HAVE_MEMFD_CREATE', '+HAVE_MEMFD_CREATE'],
    ['if !HAVE_MEMFD_CREATE', ''],
    ['if HAVE_X && defined(Y)', '+HAVE_X +Y'],
    ['if defined(A) && A > 3', '+A'],
    ['if LINUX_VERSION_CODE >= KERNEL_VERSION(4, 17, 0)', 'kernel 4.17'],
    ['if LINUX_VERSION_CODE > KERNEL_VERSION(4,16,255)', 'kernel 4.17'],
    ['if KERNEL_VERSION(5,1,0) <= LINUX_VERSION_CODE', 'kernel 5.1'],
    ['if LINUX_VERSION_CODE < KERNEL_VERSION(5,1,0)', ''],
    ['if LINUX_VERSION_CODE >= KERNEL_VERSION(4,17,0) && defined(A)', '+A kernel 4.17'],
    ['if __GLIBC_PREREQ(2, 27)', 'glibc 2.27'],
    ['if defined(__GLIBC__) && __GLIBC_PREREQ(2, 27)', '+__GLIBC__ glibc 2.27'],
    ['if !__GLIBC_PREREQ(2, 27)', ''],
    ['if __GLIBC__ >= 2', 'glibc 2.0'],
    ['if A ? B : C', ''],
    ['if )(', ''],
    ['if', ''],
  ])('#%s', (condition, expected) => {
    expect(told(under(condition))).toBe(expected);
  });

  it.each<[string, string, string]>([
    ['the #else of #ifdef', f('\n#ifdef A\n#else\n  munmap(p, 1);\n#endif\n'), '-A'],
    ['the #else of #ifndef', f('\n#ifndef A\n#else\n  munmap(p, 1);\n#endif\n'), '+A'],
    [
      'the #else of a disjunction',
      f('\n#if defined(A) || defined(B)\n#else\n  munmap(p, 1);\n#endif\n'),
      '-A -B',
    ],
    [
      'the #else of an older kernel',
      f('\n#if LINUX_VERSION_CODE < KERNEL_VERSION(4,17,0)\n#else\n  munmap(p, 1);\n#endif\n'),
      'kernel 4.17',
    ],
    [
      'the #else of no glibc 2.27',
      f('\n#if !__GLIBC_PREREQ(2, 27)\n#else\n  munmap(p, 1);\n#endif\n'),
      'glibc 2.27',
    ],
    ['#elif', f('\n#ifdef A\n#elif defined(B)\n  munmap(p, 1);\n#endif\n'), '+B'],
    ['nested', f('\n#ifdef A\n#ifndef B\n  munmap(p, 1);\n#endif\n#endif\n'), '+A -B'],
    ['around the function', `#ifdef A\n${f('munmap(p, 1);')}#endif\n`, '+A'],
    ['closed before', `#ifdef A\n#endif\n${f('munmap(p, 1);')}`, ''],
    [
      'the newer of two kernels',
      f(
        '\n#if LINUX_VERSION_CODE >= KERNEL_VERSION(4,1,0)\n#if LINUX_VERSION_CODE >= KERNEL_VERSION(4,17,0)\n  munmap(p, 1);\n#endif\n#endif\n',
      ),
      'kernel 4.17',
    ],
    [
      'a continued line',
      f('\n#if defined(A) && \\\n    defined(B)\n  munmap(p, 1);\n#endif\n'),
      '+A +B',
    ],
    ['an include guard', `#ifndef X_H\n#define X_H\n${f('munmap(p, 1);')}#endif\n`, '-X_H'],
  ])('%s', (_, text, expected) => {
    expect(told(text)).toBe(expected);
  });
});

describe('feature-test macros of a file', () => {
  const told = (text: string): string => {
    const { macros, late, configured } = open(text).file.features();
    return [
      ...[...macros].map(([n, v]) => (v === '' ? n : `${n}=${v}`)),
      ...[...late].map((n) => `late ${n}`),
      ...(configured ? ['configured'] : []),
    ].join(' ');
  };
  it.each<[string, string, string]>([
    ['none', '#include <stdio.h>\n', ''],
    ['_GNU_SOURCE', '#define _GNU_SOURCE\n#include <stdio.h>\n', '_GNU_SOURCE'],
    ['with a number', '#define _GNU_SOURCE 1\n', '_GNU_SOURCE=1'],
    [
      'several',
      '#define _XOPEN_SOURCE 700\n#define _FILE_OFFSET_BITS 64\n#include <a.h>\n',
      '_XOPEN_SOURCE=700 _FILE_OFFSET_BITS=64',
    ],
    [
      'guarded',
      '#ifndef _GNU_SOURCE\n#define _GNU_SOURCE\n#endif\n#include <a.h>\n',
      '_GNU_SOURCE',
    ],
    ['too late', '#include <stdio.h>\n#define _GNU_SOURCE\n', 'late _GNU_SOURCE'],
    ['never compiled', '#if 0\n#define _GNU_SOURCE\n#endif\n', ''],
    ['in a comment', '/* #define _GNU_SOURCE */\n', ''],
    ['behind config.h', '#include "config.h"\n#include <a.h>\n', 'configured'],
    ['behind another config', '#include <build/pkg-config.h>\n', 'configured'],
    ['another macro', '#define SOURCE_GNU\n#define _MY_SOURCE\n', ''],
    [
      'behind a function',
      `#include <a.h>\n${f('munmap(p, 1);')}#define _GNU_SOURCE\n${f('munmap(p, 1);')}`,
      'late _GNU_SOURCE',
    ],
  ])('%s', (_, text, expected) => {
    expect(told(text)).toBe(expected);
  });
});
