/**
 * What rules claim of the kernel, asked of the kernel: a rule at error level that names an errno has a program in
 * `recall/` that makes just that call. The rule must report it, and the kernel must answer as the rule says.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../../server/src/core/rules/index.ts';
import { folder } from '../support/folder.ts';
import { testKb } from '../support/kb.ts';
import { lintText } from '../support/lint.ts';

const here = new URL('recall/', import.meta.url);
const programs = readdirSync(here).filter((name) => name.endsWith('.c'));
const idOf = (file: string): string => file.replace(/\.c$/, '').replace('-', '/');
const linux = process.platform === 'linux' && spawnSync('gcc', ['--version']).status === 0;
/** Exit code of a program that this machine cannot put the question to: no permission, no such device. */
const CANNOT_TELL = 77;

test('every error that names an errno has its program', () => {
  const claim = rules
    .filter(({ meta }) => meta.severity === 'error')
    .filter(({ meta }) => Object.values(meta.messages).some(namesErrno))
    .map(({ meta }) => meta.id);
  expect(claim.filter((id) => !programs.map(idOf).includes(id))).toEqual([]);
});

test('where a build must prove it, the programs run', () => {
  expect(linux || process.env.CI === undefined).toBe(true);
});

describe.each(programs)('%s', (program) => {
  const text = readFileSync(new URL(program, here), 'utf8');

  test('the rule sees the call', async () => {
    const found = await lintText(text);
    expect(found.map((f) => f.rule)).toContain(idOf(program));
  });

  test.runIf(linux)('the kernel answers as the rule says', () => {
    const root = folder({ [program]: text });
    const binary = join(root, 'program');
    const built = spawnSync('gcc', ['-std=gnu17', '-w', '-o', binary, join(root, program)], {
      encoding: 'utf8',
    });
    expect(built.stderr).toBe('');
    const { status, signal } = spawnSync(binary, { timeout: 20_000 });
    if (status === CANNOT_TELL) console.log(`${program}: this machine cannot tell`);
    expect({ status: status === CANNOT_TELL ? 0 : status, signal }).toEqual({
      status: 0,
      signal: null,
    });
  });
});

function namesErrno(message: string): boolean {
  return (message.match(/\bE[A-Z0-9]{2,}\b/g) ?? []).some(
    (word) => testKb().errno(word) !== undefined,
  );
}
