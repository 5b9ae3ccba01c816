/** Fixtures of several files: alone, or one project. */
import { expect, test } from 'vitest';
import { readFixture } from '../support/fixture.ts';
import { fixedText, lintText } from '../support/lint.ts';

const fixture = (options: string): string => `//- /src/a.c${options}
#include "map.h"
void *f(unsigned long n) { return map(n, PROT_WRITE | PROT_EXEC); }
//- /src/b.c
#include "map.h"
void *g(unsigned long n) { return mmap(0, n, RWX, MAP_PRIVATE, -1, 0); }
//- /include/map.h
#include <sys/mman.h>
#define RWX (PROT_WRITE | PROT_EXEC)
void *map(unsigned long n, int prot);
//- /src/map.c
#include "map.h"
void *map(unsigned long n, int prot)
{
  return mmap(0, n, prot, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}
`;
const found = async (options: string): Promise<readonly string[]> => {
  const parts = readFixture(fixture(options));
  const all = await Promise.all(
    parts.map(async (part) =>
      (await lintText(part.text, part)).map(
        (f) =>
          `${part.name}:${String(part.text.slice(0, f.span.start).split('\n').length)} ${f.rule}`,
      ),
    ),
  );
  return all.flat().filter((line) => line.endsWith('mem/write-exec'));
};

test('the files of a fixture stand alone', async () => {
  expect(await found('')).toEqual([]);
});

test('with the option they are one project', async () => {
  expect(await found(' workspace')).toEqual([
    'src/a.c:2 mem/write-exec',
    'src/b.c:2 mem/write-exec',
  ]);
});

test('a fix is made in the file that it belongs to', async () => {
  const [, part] = readFixture(fixture(' workspace'));
  const fixed = part && (await fixedText(part, 'mem/missing-anonymous'));
  expect(fixed).toContain('RWX, MAP_PRIVATE | MAP_ANONYMOUS, -1');
});

/** Findings of `port/libc-too-new` in a file for musl, with a header of the project that holds `text`. */
async function missingIn(text: string, include = '#include "missing.h"\n'): Promise<number> {
  const [part] = readFixture(`//- /src/a.c libc:musl workspace
${include}#include <sys/pidfd.h>
int watch(int pid) { return pidfd_open(pid, 0); }
//- /src/missing.h
#include <sys/syscall.h>
#include <unistd.h>
${text}
`);
  if (!part) throw new Error('no file');
  return (await lintText(part.text, part)).filter((f) => f.rule === 'port/libc-too-new').length;
}

test.each([
  ['nothing', 'int other(int pid);', 1],
  ['a declaration', 'int pidfd_open(pid_t pid, unsigned flags);', 1],
  [
    'a stand-in',
    `#if !HAVE_PIDFD_OPEN
static inline int pidfd_open(int pid, unsigned flags) { return syscall(SYS_pidfd_open, pid, flags); }
#endif`,
    0,
  ],
  [
    'a macro for one',
    `#ifndef HAVE_PIDFD_OPEN
#define pidfd_open(pid, flags) syscall(SYS_pidfd_open, pid, flags)
#endif`,
    0,
  ],
  [
    'another name for one',
    `#if !HAVE_PIDFD_OPEN
static inline int missing_pidfd_open(int pid, unsigned flags) { return syscall(SYS_pidfd_open, pid, flags); }
#define pidfd_open missing_pidfd_open
#endif`,
    0,
  ],
])('a function that the library lacks, and a header with %s', async (_, text, count) => {
  expect(await missingIn(text)).toBe(count);
});
