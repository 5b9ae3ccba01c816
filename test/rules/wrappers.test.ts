/** What rules say where a wrapper of the file is called, and what they leave alone there. */
import { describe, expect, test } from 'vitest';
import { lintText } from '../support/lint.ts';

const head = '#include <stddef.h>\n#include <sys/mman.h>\n';
const map = 'mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)';
const found = async (text: string): Promise<string[]> =>
  (await lintText(head + text)).map(
    (f) => `${f.rule} at ${(head + text).slice(f.span.start, f.span.end)}`,
  );

describe('the result of a wrapper', () => {
  const use = 'int f(size_t n) { void *p = w(n); if (p == NULL) return 1; return 0; }';
  test.each([
    [
      'that is the call’s',
      `static void *w(size_t n) { return ${map}; }`,
      ['mem/mmap-null-check at p == NULL'],
    ],
    [
      'that is NULL on failure',
      `static void *w(size_t n) { void *p = ${map}; return p == MAP_FAILED ? NULL : p; }`,
      [],
    ],
    [
      'that never fails',
      `static void *w(size_t n) { void *p = ${map}; if (p == MAP_FAILED) err(1, "mmap"); return p; }`,
      [],
    ],
    [
      'that nobody can tell',
      `static void *w(size_t n) { void *p = ${map}; if (p == MAP_FAILED) p = again(n); return p; }`,
      [],
    ],
  ])('%s', async (_, wrapper, rules) => {
    expect(await found(`${wrapper}\n${use}\n`)).toEqual(rules);
  });
});

describe('what is passed to a wrapper', () => {
  const w = 'static int w(void *p, size_t n, int prot) { return mprotect(p, n, prot); }\n';
  test('offers to change only what stands there', async () => {
    const text = `${head}${w}int f(void *p, size_t n) { return w(p, n, PROT_WRITE | PROT_EXEC); }\n`;
    const [first] = await lintText(text);
    const edits = first?.fixes.map((fix) => [fix.safety, fix.edits.length]);
    expect(edits).toEqual([
      ['unsafe', 1],
      ['unsafe', 1],
    ]);
  });
  test('can be suppressed there', async () => {
    const call = 'return w(p, n, PROT_WRITE | PROT_EXEC);';
    const text = `${w}int f(void *p, size_t n) {\n  ${call} // syscall-lens-ignore mem/write-exec\n}\n`;
    expect(await found(text)).toEqual([]);
  });
});
