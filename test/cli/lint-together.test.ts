/** `lint` reads the files it is given together, and the headers of the project around them. */
import { describe, expect, it } from 'vitest';
import { cli } from '../support/cli.ts';
import { folder } from '../support/folder.ts';

const use =
  '#include <sys/mman.h>\n#include "prot.h"\nvoid *f(unsigned long n) {\n' +
  '  return mmap(0, n, PROT, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);\n}\n';
const header = '#define PROT (PROT_WRITE | PROT_EXEC)\n';

/** Findings as `file:line rule`, of the rule that the fixtures are about. */
async function findings(
  files: Readonly<Record<string, string>>,
  args: readonly string[],
  stdin = '',
): Promise<string[]> {
  const cwd = folder(files);
  const { out } = await cli(['lint', '--format', 'json', ...args], { cwd, stdin });
  const report = JSON.parse(out) as {
    readonly findings: readonly { file: string; line: number; rule: string }[];
  };
  return report.findings
    .filter((f) => f.rule === 'mem/write-exec')
    .map((f) => `${f.file}:${String(f.line)}`);
}

describe('constants of a header', () => {
  it.each([
    ['in the folder given', { 'a.c': use, 'prot.h': header }, ['.'], ['a.c:4']],
    [
      'for a file given alone',
      { 'src/a.c': use, 'inc/prot.h': header },
      ['src/a.c'],
      ['src/a.c:4'],
    ],
    ['beside the folder given', { 'src/a.c': use, 'inc/prot.h': header }, ['src'], ['src/a.c:4']],
    [
      'through a header beside it',
      { 'src/a.c': use, 'inc/prot.h': '#include "more.h"\n', 'inc/more.h': header },
      ['src'],
      ['src/a.c:4'],
    ],
    [
      'that git ignores',
      { 'src/a.c': use, 'inc/prot.h': header, '.gitignore': 'inc\n', '.git/HEAD': '' },
      ['src'],
      [],
    ],
    [
      'above the project file',
      { 'p/src/a.c': use, 'inc/prot.h': header, 'p/.syscall-lens.json': '{}' },
      ['p/src'],
      [],
    ],
  ])('%s', async (_, files, args, expected) => {
    expect(await findings(files, args)).toEqual(expected);
  });

  it('for standard input, by the name it is given', async () => {
    const args = ['--stdin', '--stdin-filename', 'src/a.c'];
    expect(await findings({ 'inc/prot.h': header }, args, use)).toEqual(['src/a.c:4']);
  });
});

it('sees calls through functions of other files, in whatever order they come', async () => {
  const wrapper =
    '#include <sys/mman.h>\nvoid *map(unsigned long n, int prot)\n{\n' +
    '  return mmap(0, n, prot, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);\n}\n';
  const caller =
    '#include <sys/mman.h>\nvoid *map(unsigned long n, int prot);\n' +
    'void *f(unsigned long n) { return map(n, PROT_WRITE | PROT_EXEC); }\n';
  const files = { 'a.c': caller, 'm.c': wrapper, 'z.c': caller };
  expect(await findings(files, ['.'])).toEqual(['a.c:3', 'z.c:3']);
  expect(await findings(files, ['z.c', 'm.c', 'a.c'])).toEqual(['z.c:3', 'a.c:3']);
});

it('--fix judges the fixed text as a file of the project', async () => {
  const cwd = folder({ 'a.c': use.replace(' | MAP_ANONYMOUS', ''), 'prot.h': header });
  const { out } = await cli(['lint', '--fix', 'a.c'], { cwd });
  expect(out).toContain('[mem/write-exec]');
  expect(out).not.toContain('[mem/missing-anonymous]');
});
