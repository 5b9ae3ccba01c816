/** Input nobody wishes for: it is said what is wrong, everything else is reported, nothing crashes. */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LoadOptions } from '../../server/src/project/platform.ts';
import { cli } from '../support/cli.ts';
import { folder } from '../support/folder.ts';
import { platform } from '../support/platform.ts';

const writeExec =
  '#include <sys/mman.h>\nvoid *f(unsigned long n) {\n' +
  '  return mmap(0, n, PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);\n}\n';

describe('files that cannot be linted', () => {
  it('are named with the reason; the others are reported; the exit code is 2', async () => {
    const cwd = folder({ 'a.c': writeExec, 'b.c': Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1]) });
    const { code, out, err } = await cli(['lint', 'gone.c', 'b.c', 'a.c'], { cwd });
    expect(code).toBe(2);
    expect(err).toBe('gone.c: no such file\nb.c: binary file\n');
    expect(out).toContain('a.c:3:34: warning:');
  });

  it('may vanish between being found and being read', async () => {
    const cwd = folder({ 'a.c': writeExec, 'b.c': writeExec });
    const vanishing = {
      ...platform,
      load: (options: LoadOptions) => {
        rmSync(join(cwd, 'a.c'));
        return platform.load(options);
      },
    };
    const { code, out, err } = await cli(['lint', '.'], { cwd, platform: vanishing });
    expect({ code, err }).toEqual({ code: 2, err: 'a.c: no such file\n' });
    expect(out).toContain('b.c:3:34: warning:');
  });
});

describe('texts', () => {
  it.each([
    ['an empty file', ''],
    ['no line break at the end', 'int x;'],
    ['an unfinished call', 'int f(void) { mmap('],
    ['openers only', '((([[[{{{"\'/*'],
    ['a stray surrogate in UTF-16', Buffer.from([0xff, 0xfe, 0x3d, 0xd8, 0x0a, 0x00])],
    ['bytes of no encoding', Buffer.from([0x80, 0xff, 0xfe, 0x0a, 0xc3, 0x28])],
    ['deep nesting', `int f(void) { return ${'('.repeat(20_000)}0${')'.repeat(20_000)}; }`],
    ['deep blocks', `int f(void) ${'{'.repeat(5000)} mmap(0, 0, 0, 0, 0, 0); ${'}'.repeat(5000)}`],
    ['endless conditionals', '#if X\n'.repeat(5000)],
  ])('%s is linted without a crash', async (_, contents) => {
    const cwd = folder({ 'a.c': contents, 'b.c': writeExec });
    const { code, out, err } = await cli(['lint', '.'], { cwd });
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toContain('b.c:3:34: warning:');
  });

  it('of 10 MB on one line are linted as far as they can be', async () => {
    const call = 'void *g(unsigned long n) { return mmap(0, n, 6, MAP_PRIVATE, -1, 0); } ';
    const pad = 'int a(int x) { return x + 1; } '.repeat(340_000);
    const cwd = folder({ 'big.c': `${pad}${call}`, 'b.c': writeExec });
    const { code, out, err } = await cli(['lint', '--format', 'json', '.'], { cwd });
    expect({ code, err }).toEqual({ code: 1, err: '' });
    const { findings } = JSON.parse(out) as { findings: { file: string; line: number }[] };
    expect(findings.filter(({ file }) => file === 'b.c')).toHaveLength(1);
    expect(findings.filter(({ file, line }) => file === 'big.c' && line === 1)).not.toEqual([]);
  }, 120_000);

  it('of broken C keep the findings of what is whole', async () => {
    const cwd = folder({ 'a.c': `int broken( { mmap(0, ;;; }}}\n\n${writeExec}` });
    const { out } = await cli(['lint', 'a.c'], { cwd });
    expect(out).toContain('a.c:5:34: warning:');
  });
});

describe('an error of ours', () => {
  it('is told and leaves the other files', async () => {
    const { parser, kb } = await platform.load({});
    const broken = {
      ...platform,
      load: () =>
        Promise.resolve({
          kb,
          parser: {
            ...parser,
            functionsAt(text: string, language: 'c' | 'cpp', offsets: readonly number[]) {
              if (text.includes('BOOM')) throw new Error('boom');
              return parser.functionsAt(text, language, offsets);
            },
          },
        }),
    };
    const cwd = folder({ 'a.c': writeExec.replace('*f', '*BOOM'), 'b.c': writeExec });
    const { code, err, out } = await cli(['lint', '.'], { cwd, platform: broken });
    expect(code).toBe(2);
    expect(err).toContain('a.c: internal error: boom\n');
    expect(out).toContain('b.c:3:34: warning:');
  });
});

describe('a reader that goes away', () => {
  it('ends the work quietly', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 50 }, (_, i) => [`a${String(i)}.c`, writeExec]),
    );
    const { out, err } = await cli(['lint', '.'], { cwd: folder(files), closeAfter: 1 });
    expect(err).toBe('');
    expect(out.match(/warning/g)).toHaveLength(1);
  });

  it('is no error of the built command line', () => {
    const files = Object.fromEntries(
      Array.from({ length: 300 }, (_, i) => [`a${String(i)}.c`, writeExec]),
    );
    const command = `"${process.execPath}" "${join(import.meta.dirname, '../../dist/cli.js')}" lint --no-color . | head -n 1`;
    const { stdout, stderr } = spawnSync('sh', ['-c', command], {
      cwd: folder(files),
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^a0\.c:3:34: warning:/);
  });
});
