/** `lint`: findings, formats, fixes and exit codes. */
import { chmodSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Log } from 'sarif';
import { cli } from '../support/cli.ts';
import { folder } from '../support/folder.ts';

const clean = '#include <stdio.h>\nint main(void) { return puts("x") < 0; }\n';
const writeExec =
  '#include <sys/mman.h>\nvoid *f(unsigned long n) {\n' +
  '\treturn mmap(0, n, PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);\n}\n';
/** A safe fix: the missing flag is added. */
const fixable =
  '#include <sys/mman.h>\nvoid *f(unsigned long n) {\n' +
  '  return mmap(0, n, PROT_READ, MAP_PRIVATE, -1, 0);\n}\n';

const fixed = (text: string): string => text.replace('MAP_PRIVATE', 'MAP_PRIVATE | MAP_ANONYMOUS');

interface Report {
  readonly version: number;
  readonly findings: readonly Record<string, unknown>[];
  readonly stats: Record<string, number>;
}
async function json(args: readonly string[], options: Parameters<typeof cli>[1]): Promise<Report> {
  const { out } = await cli(['lint', '--format', 'json', ...args], options);
  return JSON.parse(out) as Report;
}

describe('exit codes', () => {
  it.each([
    ['0 for a clean file', ['a.c'], clean, 0],
    ['1 for a warning', ['a.c'], writeExec, 1],
    ['0 for a warning when only errors count', ['--fail-on', 'error', 'a.c'], writeExec, 0],
    ['1 for a hint when hints count', ['--fail-on', 'hint', 'a.c'], writeExec, 1],
    ['2 for a file that is not there', ['a.c', 'gone.c'], clean, 2],
    ['2 for an unknown option', ['--no-such-option', 'a.c'], clean, 2],
    ['2 for an unknown format', ['--format', 'xml', 'a.c'], clean, 2],
    ['2 for an unknown severity', ['--fail-on', 'fatal', 'a.c'], clean, 2],
    ['2 for no path at all', [], clean, 2],
    ['2 for paths beside --stdin', ['--stdin', 'a.c'], clean, 2],
    ['2 for a name of nothing', ['--stdin-filename', 'x.c', 'a.c'], clean, 2],
    ['2 for a project file that is not there', ['--config', 'gone.json', 'a.c'], clean, 2],
  ])('%s', async (_, args, text, expected) => {
    const cwd = folder({ 'a.c': text });
    expect(await cli(['lint', ...args], { cwd })).toMatchObject({ code: expected });
  });

  it('2 without a command, 0 for help and version', async () => {
    expect(await cli([])).toMatchObject({ code: 2, out: '' });
    expect(await cli(['--help'])).toMatchObject({ code: 0, err: '' });
    expect(await cli(['--version'])).toMatchObject({ code: 0, err: '' });
    expect(await cli(['nonsense'])).toMatchObject({ code: 2 });
  });
});

describe('text', () => {
  it('shows place, message, rule, source line and fix', async () => {
    const cwd = folder({ 'a.c': writeExec });
    const { out } = await cli(['lint', 'a.c'], { cwd });
    expect(out).toMatch(/^a\.c:3:33: warning: PROT_WRITE .* \[mem\/write-exec\]\n/);
    expect(out.split('\n').slice(1, 3)).toEqual([
      '    3 | \treturn mmap(0, n, PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);',
      `      | \t${' '.repeat(31)}^~~~~~~~~`,
    ]);
    expect(out.split('\n').at(-2)).toBe('1 file, 1 system call: 1 warning');
  });

  it('says that there is nothing to say', async () => {
    const cwd = folder({ 'a.c': clean });
    expect(await cli(['lint', 'a.c'], { cwd })).toEqual({
      code: 0,
      out: '1 file, 0 system calls: nothing to report\n',
      err: '',
    });
  });

  it('cuts a long line around the finding', async () => {
    const line = `int pad[] = {${'1,'.repeat(500)}}; ${writeExec.replaceAll(/[\n\t]/g, ' ').slice(22)}`;
    const cwd = folder({ 'a.c': line });
    const { out } = await cli(['lint', 'a.c'], { cwd });
    const [, source, mark] = out.split('\n');
    expect(source?.length).toBeLessThan(220);
    const at = mark?.indexOf('^') ?? -1;
    expect(source?.slice(at, at + 9)).toBe('PROT_EXEC');
  });

  it('shows no control characters of the file', async () => {
    const cwd = folder({ 'a.c': writeExec.replace('\treturn', '/* \u001b[2J */ return') });
    const { out } = await cli(['lint', 'a.c'], { cwd });
    expect(out).not.toContain('\u001b');
  });

  it('is coloured when asked', async () => {
    const cwd = folder({ 'a.c': writeExec });
    expect((await cli(['lint', '--color', 'a.c'], { cwd })).out).toContain('\u001b[33mwarning:');
    expect((await cli(['lint', '--no-color', 'a.c'], { cwd })).out).not.toContain('\u001b');
  });
});

describe('json', () => {
  it('has the public keys', async () => {
    const cwd = folder({ 'src/a.c': writeExec });
    expect(await json(['src'], { cwd })).toMatchObject({
      version: 1,
      findings: [
        {
          file: 'src/a.c',
          line: 3,
          column: 33,
          endLine: 3,
          endColumn: 42,
          rule: 'mem/write-exec',
          severity: 'warning',
          message: expect.stringContaining('PROT_WRITE') as string,
          fixes: [{ title: 'Drop PROT_EXEC', safety: 'unsafe', edits: [{ newText: '' }] }],
        },
      ],
      stats: { files: 1, bytes: writeExec.length, calls: 1, errors: 0, warnings: 1, fixable: 0 },
    });
  });

  it.each([
    ['UTF-8', Buffer.from(writeExec.replace('\treturn', '/* é💡 */ return'))],
    [
      'UTF-8 with a mark',
      Buffer.from(`\uFEFF${writeExec.replace('\treturn', '/* 123 */ return')}`),
    ],
    [
      'Latin-1',
      Buffer.from(writeExec.replace('\treturn', '/* \u00e9\u00e8\u00e0 */ return'), 'latin1'),
    ],
    [
      'CR LF',
      Buffer.from(writeExec.replace('\treturn', '/* 123 */ return').replaceAll('\n', '\r\n')),
    ],
    [
      'UTF-16',
      Buffer.from(`\uFEFF${writeExec.replace('\treturn', '/* é💡 */ return')}`, 'utf16le'),
    ],
  ])('counts places right in %s', async (_, bytes) => {
    const cwd = folder({ 'a.c': bytes });
    const { findings } = await json(['a.c'], { cwd });
    expect(
      findings.map(({ line, column, rule }) => `${String(line)}:${String(column)} ${String(rule)}`),
    ).toEqual(['3:42 mem/write-exec']);
  });
});

describe('github', () => {
  it('is one workflow command a finding, with everything escaped', async () => {
    const cwd = folder({ 'a,b%.c': writeExec });
    const { out } = await cli(['lint', '--format', 'github', '.'], { cwd });
    expect(out).toMatch(
      /^::warning file=a%2Cb%25\.c,line=3,endLine=3,col=33,endColumn=42,title=syscall-lens mem\/write-exec::PROT_WRITE [^\n]*\n$/,
    );
  });
});

describe('sarif', () => {
  it('has results, regions, fixes and the help of every rule', async () => {
    const cwd = folder({ 'sub dir/a.c': fixable });
    const { out } = await cli(['lint', '--format', 'sarif', 'sub dir', 'gone.c'], { cwd });
    const log = JSON.parse(out) as Log;
    const [run] = log.runs;
    expect(log.version).toBe('2.1.0');
    expect(run?.columnKind).toBe('utf16CodeUnits');
    const result = run?.results?.find(({ ruleId }) => ruleId === 'mem/missing-anonymous');
    expect(result).toMatchObject({ level: 'error' });
    expect(run?.tool.driver.rules?.[result?.ruleIndex ?? -1]).toMatchObject({
      id: 'mem/missing-anonymous',
      help: { markdown: expect.stringMatching(/.{40}/) as string },
    });
    expect(result?.locations?.[0]?.physicalLocation).toMatchObject({
      artifactLocation: { uri: 'sub%20dir/a.c', uriBaseId: 'SRCROOT' },
      region: { startLine: 3 },
    });
    expect(result?.fixes?.[0]?.artifactChanges[0]?.replacements).toHaveLength(1);
    expect(run?.invocations).toMatchObject([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [{ message: { text: 'no such file' } }],
      },
    ]);
  });
});

describe('--fix', () => {
  it('writes safe fixes, reports what is left, and finds nothing more to do', async () => {
    const cwd = folder({ 'a.c': fixable, 'b.c': writeExec });
    const path = join(cwd, 'a.c');
    chmodSync(path, 0o640);
    const first = await json(['--fix', '.'], { cwd });
    expect(readFileSync(path, 'utf8')).toBe(fixed(fixable));
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(readFileSync(join(cwd, 'b.c'), 'utf8')).toBe(writeExec);
    expect(first.stats).toMatchObject({ fixed: 1, fixable: 0 });
    expect(first.findings.map(({ rule }) => rule)).toEqual(['mem/write-exec']);
    expect((await json(['--fix', '.'], { cwd })).stats).toMatchObject({ fixed: 0 });
  });

  it('keeps encoding, byte order mark and line breaks', async () => {
    const before = `\uFEFF/* é */\n${fixable}`.replaceAll('\n', '\r\n');
    const cwd = folder({ 'a.c': Buffer.from(before, 'utf16le') });
    await cli(['lint', '--fix', 'a.c'], { cwd });
    expect(readFileSync(join(cwd, 'a.c'), 'utf16le')).toBe(fixed(before));
  });

  it('leaves a file without safe fixes untouched', async () => {
    const cwd = folder({ 'a.c': writeExec });
    const before = statSync(join(cwd, 'a.c'), { bigint: true });
    await cli(['lint', '--fix', 'a.c'], { cwd });
    const after = statSync(join(cwd, 'a.c'), { bigint: true });
    expect([after.ino, after.mtimeNs]).toEqual([before.ino, before.mtimeNs]);
  });
});

describe('--stdin', () => {
  it('reports under the given name', async () => {
    const report = await json(['--stdin', '--stdin-filename', 'a/b.c'], { stdin: writeExec });
    expect(report.findings).toMatchObject([{ file: 'a/b.c', rule: 'mem/write-exec' }]);
  });

  it('uses the project file nearest to that name', async () => {
    const cwd = folder({
      'a/.syscall-lens.json': '{"rules": {"mem/write-exec": "off"}}',
    });
    const args = ['--stdin', '--stdin-filename', 'a/b.c'];
    expect((await json(args, { cwd, stdin: writeExec })).findings).toEqual([]);
  });

  it('gives the fixed text on standard output and the findings on the other', async () => {
    const { out, err } = await cli(['lint', '--stdin', '--fix'], { stdin: fixable });
    expect(out).toBe(fixed(fixable));
    expect(err).toContain('1 fixed');
  });

  it('refuses binary input', async () => {
    expect(await cli(['lint', '--stdin'], { stdin: '\0\0' })).toMatchObject({
      code: 2,
      err: 'stdin.c: binary file\n',
    });
  });
});

describe('the project file', () => {
  it('is the nearest one upwards, with overrides', async () => {
    const cwd = folder({
      '.syscall-lens.json':
        '{"rules": {"mem/write-exec": "error"}, "overrides": [{"files": ["jit"], "rules": {"mem/write-exec": "off"}}]}',
      'a.c': writeExec,
      'jit/a.c': writeExec,
      'sub/.syscall-lens.json': '{"rules": {"mem/write-exec": "hint"}}',
      'sub/a.c': writeExec,
    });
    const { findings } = await json(['.'], { cwd });
    expect(findings.map(({ file, severity }) => [file, severity])).toEqual([
      ['a.c', 'error'],
      ['sub/a.c', 'hint'],
    ]);
  });

  it('can be named, and then holds for every path', async () => {
    const cwd = folder({
      'off.json': '{"rules": {"mem/write-exec": "off"}}',
      '.syscall-lens.json': '{"rules": {"mem/write-exec": "error"}}',
      'a.c': writeExec,
    });
    expect((await json(['--config', 'off.json', 'a.c'], { cwd })).findings).toEqual([]);
  });

  it('with an unknown rule id gives a warning and no error', async () => {
    const cwd = folder({
      '.syscall-lens.json': '{"rules": {\n"mem/write-exce": "off"}}',
      'a.c': clean,
    });
    expect(await cli(['lint', 'a.c'], { cwd })).toMatchObject({
      code: 0,
      err: ".syscall-lens.json:2: warning: unknown rule 'mem/write-exce', did you mean 'mem/write-exec'?\n",
    });
  });

  it('that is malformed is exit code 2, told once, and the files are reported all the same', async () => {
    const cwd = folder({ '.syscall-lens.json': '{"rules": 3', 'a.c': writeExec, 'b.c': writeExec });
    const { code, out, err } = await cli(['lint', '.'], { cwd });
    expect(code).toBe(2);
    expect(err).toMatch(/^\.syscall-lens\.json:1: not valid JSON \([a-z ]+\)\n$/);
    expect(out).toContain('2 files, 2 system calls: 2 warnings\n');
  });
});
