/** Suppression comments: what each form covers, and which of them are said to be unused. */
import { describe, expect, test } from 'vitest';
import { applySafeFixes } from '../../server/src/core/rules/support/apply-fixes.ts';
import { lintText } from '../support/lint.ts';

/** Findings of a function body in words: `rule@line`, lines of the body from 1. */
async function check(body: string, settings = {}): Promise<string[]> {
  const head = '#include <sys/mman.h>\nvoid f(void *p, unsigned long n)\n{\n';
  const text = `${head}${body}\n}\n`;
  // What the calls of these tests also are, and not what they are about.
  const found = await lintText(text, { settings: { 'err/unchecked-return': 'off', ...settings } });
  return found.map((f) => {
    const line = text.slice(0, f.span.start).split('\n').length - 3;
    return `${f.rule}@${line}`;
  });
}
const BAD = 'munmap(p, 0);';

describe('a directive covers', () => {
  test.each([
    ['the line it stands on', `${BAD} // syscall-lens-ignore mem/zero-length: why`],
    ['the next statement', `// syscall-lens-ignore mem/zero-length: why\n${BAD}`],
    ['the next statement, in a block comment', `/* syscall-lens-ignore mem/zero-length */\n${BAD}`],
    [
      'all lines of the next statement',
      '// syscall-lens-ignore mem/zero-length: why\nmunmap(\n  p,\n  0);',
    ],
    [
      'a call further down in its statement',
      '// syscall-lens-ignore mem/zero-length: why\nint r =\n    munmap(p, 0);',
    ],
    [
      'the head of an if',
      '// syscall-lens-ignore mem/zero-length: why\nif (munmap(p, 0) != 0) {\n  ;\n}',
    ],
    [
      'a statement behind more comments',
      `// syscall-lens-ignore mem/zero-length: why\n// and so on\n\n${BAD}`,
    ],
    [
      'an argument from inside the call',
      'munmap(p,\n  // syscall-lens-ignore mem/zero-length: why\n  0);',
    ],
    ['a line inside the call', 'munmap(p, // syscall-lens-ignore mem/zero-length: why\n  0);'],
    [
      'several rules',
      `mprotect(p, 0, 3); ${BAD} // syscall-lens-ignore port/magic-flags, mem/zero-length: why`,
    ],
    ['every rule when it names none', `${BAD} // syscall-lens-ignore`],
    [
      'a stretch',
      `// syscall-lens-ignore-start mem/zero-length: why\n${BAD}\n${BAD}\n// syscall-lens-ignore-end`,
    ],
    [
      'the rest when a stretch has no end',
      `// syscall-lens-ignore-start mem/zero-length: why\n${BAD}\n${BAD}`,
    ],
    ['the file', `${BAD}\n${BAD}\n// syscall-lens-ignore-file mem/zero-length: why`],
    ['its line, as NOLINT', `${BAD} // NOLINT(mem/zero-length)`],
    [
      'the next line, as NOLINTNEXTLINE',
      `// NOLINTNEXTLINE(bugprone-x, mem/zero-length): why\n${BAD}`,
    ],
    [
      'a stretch, as NOLINTBEGIN',
      `// NOLINTBEGIN(mem/zero-length)\n${BAD}\n${BAD}\n// NOLINTEND(mem/zero-length)`,
    ],
    [
      "clang-tidy's own name of the check",
      'mprotect(p, n, PROT_WRITE | PROT_EXEC); // NOLINT(clang-analyzer-security.MmapWriteExec)',
    ],
  ])('%s', async (_, body) => {
    expect(await check(body)).toEqual([]);
  });
});

describe('a directive does not cover', () => {
  test.each([
    [
      'another rule',
      `${BAD} // syscall-lens-ignore mem/anon-fd: why`,
      ['mem/zero-length@1', 'lint/unused-suppression@1'],
    ],
    [
      'the statement after the next',
      `// syscall-lens-ignore mem/zero-length: why\n${BAD}\n${BAD}`,
      ['mem/zero-length@3'],
    ],
    [
      'the body of an if',
      '// syscall-lens-ignore mem/zero-length: why\nif (munmap(p, 0)) {\nmunmap(p, 0);\n}',
      ['mem/zero-length@3'],
    ],
    [
      'what follows a stretch',
      `// syscall-lens-ignore-start mem/zero-length: why\n${BAD}\n// syscall-lens-ignore-end\n${BAD}`,
      ['mem/zero-length@4'],
    ],
    ['anything, as a bare NOLINT', `${BAD} // NOLINT`, ['mem/zero-length@1']],
    [
      'anything, from the middle of a comment',
      `${BAD} // see syscall-lens-ignore mem/zero-length`,
      ['mem/zero-length@1'],
    ],
    [
      'anything, from a string',
      `char *s = "// syscall-lens-ignore mem/zero-length"; ${BAD}`,
      ['mem/zero-length@1'],
    ],
    [
      'anything, as a longer word',
      `${BAD} // syscall-lens-ignored mem/zero-length`,
      ['mem/zero-length@1'],
    ],
  ])('%s', async (_, body, findings) => {
    expect(await check(body)).toEqual(findings);
  });
});

describe('an unused directive', () => {
  test('is not reported while the code it covers is broken', async () => {
    expect(await check('// syscall-lens-ignore mem/zero-length: why\nmunmap(p, 0 0);')).toEqual([]);
  });

  test('is not reported for a rule that is off, nor when the report is off', async () => {
    const body = '// syscall-lens-ignore mem/zero-length: why\nmunmap(p, n);';
    expect(await check(body)).toEqual(['lint/unused-suppression@1']);
    expect(await check(body, { 'mem/zero-length': 'off' })).toEqual([]);
    expect(await check(body, { 'lint/unused-suppression': 'off' })).toEqual([]);
  });

  test('is never reported for another tool', async () => {
    expect(await check('munmap(p, n); // NOLINT(mem/zero-length)')).toEqual([]);
  });

  test.each([
    [
      'a line of its own goes',
      'a();\n    // syscall-lens-ignore mem/anon-fd: x\n    b();',
      'a();\n    b();',
    ],
    ['the end of a line goes', 'a(); // syscall-lens-ignore mem/anon-fd: x\nb();', 'a();\nb();'],
    [
      'code behind a comment stays',
      'a(); /* syscall-lens-ignore mem/anon-fd */ b();',
      'a();  b();',
    ],
    [
      'the first name goes',
      'munmap(p, 0); // syscall-lens-ignore mem/anon-fd, mem/zero-length: x',
      'munmap(p, 0); // syscall-lens-ignore mem/zero-length: x',
    ],
    [
      'the last name goes',
      'munmap(p, 0); // syscall-lens-ignore mem/zero-length, mem/anon-fd: x',
      'munmap(p, 0); // syscall-lens-ignore mem/zero-length: x',
    ],
  ])('is taken out: %s', async (_, body, fixed) => {
    const wrap = (text: string): string => `void f(void *p, unsigned long n)\n{\n    ${text}\n}\n`;
    const findings = await lintText(wrap(body));
    expect(applySafeFixes(wrap(body), findings).text).toBe(wrap(fixed));
  });

  test('lines may end in CRLF', async () => {
    const text =
      'void f(void)\r\n{\r\n    // syscall-lens-ignore mem/anon-fd: x\r\n    g();\r\n}\r\n';
    expect(applySafeFixes(text, await lintText(text)).text).toBe(
      'void f(void)\r\n{\r\n    g();\r\n}\r\n',
    );
  });
});
