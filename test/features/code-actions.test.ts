import { describe, expect, it } from 'vitest';
import { checkAction, checkActions } from '../support/feature.ts';

const WX = `#include <sys/mman.h>
void *f(unsigned long n) {
  // room for code
  return mmap(0, n, PROT_READ | PROT_WRITE | PROT_EX$0EC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}
`;
const QUIET =
  '#include <sys/mman.h>\nint f(void *p, unsigned long n) {\n  return mprotect(p, n, 3$0);\n}\n';

describe('code actions', () => {
  it('offer the fixes of a finding, then suppression', async () => {
    const text = await checkActions(WX);
    expect(text).toContain('Ignore mem/write-exec here (quickfix)');
    expect(text).toContain('Ignore mem/write-exec in this file (quickfix)');
    expect(text.indexOf('Ignore')).toBeGreaterThan(0);
  });
  it('are none where nothing is found', async () => {
    expect(
      await checkActions(
        '#include <sys/mman.h>\nint f(void *p) {\n  return munmap($0p, 4096);\n}\n',
      ),
    ).toBe('');
  });
  it('can be switched off', async () => {
    expect(
      await checkActions(WX, undefined, { settings: { codeActions: { enabled: false } } }),
    ).toBe('');
  });
  it('keep to the kinds that are wanted', async () => {
    expect(await checkActions(WX, ['refactor'])).toBe('');
    expect(await checkActions(WX, ['source.organizeImports'])).toBe('');
    expect(await checkActions(WX, ['quickfix'])).toContain('Ignore mem/write-exec here');
  });
});

describe('suppression', () => {
  const here = 'Ignore mem/write-exec here';
  it('is written above the statement, indented like it', async () => {
    expect(await checkAction(WX, here)).toContain(
      '  // room for code\n  // syscall-lens-ignore mem/write-exec: reason\n  return mmap(',
    );
  });
  it('silences the finding', async () => {
    const after = (await checkAction(WX, here)).replace('PROT_EXEC', 'PROT_EX$0EC');
    expect(await checkActions(after)).not.toContain('mem/write-exec');
  });
  it('goes above a statement of several lines', async () => {
    const text =
      'void *f(unsigned long n) {\n\tvoid *p =\n\t\tmmap(0, n,\n\t\t     PROT_WRITE | PROT_EX$0EC,\n\t\t     MAP_PRIVATE, 3, 0);\n\treturn p;\n}\n';
    const after = await checkAction(text, here);
    expect(after).toContain('{\n\t// syscall-lens-ignore mem/write-exec: reason\n\tvoid *p =\n');
    expect(await checkActions(after.replace('PROT_EXEC', 'PROT_EX$0EC'))).not.toContain(
      'Ignore mem/write-exec',
    );
  });
  it('is a block comment in a file that has only those', async () => {
    const after = await checkAction(WX.replace('// room for code', '/* room for code */'), here);
    expect(after).toContain('  /* syscall-lens-ignore mem/write-exec: reason */\n  return');
  });
  it('keeps the line ends of the file', async () => {
    expect(await checkAction(WX.replaceAll('\n', '\r\n'), here)).toContain(
      '// syscall-lens-ignore mem/write-exec: reason\r\n  return',
    );
  });
  it('can cover the file', async () => {
    const after = await checkAction(WX, 'Ignore mem/write-exec in this file');
    expect(after).toMatch(/^\/\/ syscall-lens-ignore-file mem\/write-exec: reason\n#include/);
    expect(await checkActions(after.replace('PROT_EXEC', 'PROT_EX$0EC'))).not.toContain(
      'mem/write-exec',
    );
  });
});

describe('numbers', () => {
  const quiet = { settings: { rules: { 'port/magic-flags': 'off' } } } as const;
  it('are written as names', async () => {
    expect(await checkActions(QUIET, ['refactor'], quiet)).toBe(
      'Write 3 as PROT_READ | PROT_WRITE (refactor.rewrite)',
    );
  });
  it('are offered once, by the rule where it is on', async () => {
    expect(await checkActions(QUIET, ['refactor'])).toBe('');
    expect(await checkActions(QUIET)).toContain('PROT_READ | PROT_WRITE');
  });
  it('become names in the text', async () => {
    expect(await checkAction(QUIET, 'Write PROT_READ | PROT_WRITE')).toContain(
      'mprotect(p, n, PROT_READ | PROT_WRITE);',
    );
  });
  it('with bits that have no name stay', async () => {
    expect(await checkActions(QUIET.replace('3$0', '0x40000003$0'), ['refactor'], quiet)).toBe('');
  });
});

describe('missing headers', () => {
  it.each([
    ['rea$0d(0, p, 4)', 'Add #include <unistd.h> (quickfix)'],
    ['sys$0log(3, p)', ''],
    ['ex$0it(0)', ''],
    ['syscall(SYS_ex$0it, 0)', 'Add #include <sys/syscall.h> and #include <unistd.h> (quickfix)'],
  ])('knows the headers of a call without a page: %s', async (call, title) => {
    const text = `#include <stdio.h>\nint f(char *p) {\n  return ${call};\n}\n`;
    expect(await checkActions(text)).toBe(title);
  });
  it('are added at a call', async () => {
    const text = '#include <stdio.h>\nint f(void *p) {\n  return mun$0map(p, 4096);\n}\n';
    expect(await checkActions(text)).toBe('Add #include <sys/mman.h> (quickfix)');
    expect(await checkAction(text, 'Add #include <sys/mman.h>')).toMatch(
      /^#include <stdio.h>\n#include <sys\/mman.h>\nint f/,
    );
  });
  it('may come from a header of the project', async () => {
    expect(
      await checkActions('#include "all.h"\nint f(void *p) {\n  return mun$0map(p, 4096);\n}\n'),
    ).toBe('');
  });
});

describe('fix all', () => {
  const kind = ['source.fixAll.syscallLens'];
  it('applies every safe fix of the file at once', async () => {
    const text =
      '#include <sys/mman.h>\nint f(void *p, void *q) {$0\n  return mprotect(p, 4096, 3) + mprotect(q, 4096, 1);\n}\n';
    const after = await checkAction(text, 'Fix all safe Syscall Lens findings', kind);
    expect(after).toContain(
      'mprotect(p, 4096, PROT_READ | PROT_WRITE) + mprotect(q, 4096, PROT_READ)',
    );
  });
  it('is offered when asked for, and only then', async () => {
    expect(await checkActions(QUIET, ['source.fixAll'])).toContain('source.fixAll.syscallLens');
    expect(await checkActions(QUIET)).not.toContain('source.fixAll');
    expect(await checkActions('int x;$0', kind)).toBe('');
  });
});
