/** gcc has no complaint about the C of fixtures and rule pages: a finding in code that never compiled proves nothing. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../../server/src/core/rules/index.ts';
import { folder } from '../support/folder.ts';
import { readFixture } from '../support/fixture.ts';

const here = new URL('.', import.meta.url);
const gcc = spawnSync('gcc', ['--version']).status === 0;
if (!gcc) console.log('gcc is absent: fixtures and examples of rules were not compiled');

/** What gcc says about the files (name → text); empty when it accepts them all. */
function compile(files: Readonly<Record<string, string>>): string {
  const root = folder(files);
  const names = Object.keys(files).map((name) => join(root, name));
  const { stderr, status } = spawnSync('gcc', ['-std=gnu17', '-fsyntax-only', '-w', ...names], {
    encoding: 'utf8',
  });
  return status === 0 ? '' : stderr.replaceAll(root, '');
}

test('where a build must prove it, gcc is there', () => {
  expect(gcc || process.env.CI === undefined).toBe(true);
});

describe.runIf(gcc)('gcc', () => {
  test('refuses what is no C', () => {
    expect(compile({ 'a.c': 'int f(void) { return }' })).toMatch(/a\.c:1/);
  });

  test('accepts every fixture', () => {
    const files: Record<string, string> = {};
    for (const name of readdirSync(here).filter((n) => n.endsWith('.c'))) {
      for (const part of readFixture(readFileSync(new URL(name, here), 'utf8'))) {
        files[join(name.replace(/\.c$/, ''), part.name)] = part.text;
      }
    }
    expect(compile(files)).toBe('');
  });

  test('accepts every example of a rule page', () => {
    const files: Record<string, string> = {};
    for (const { meta } of rules) {
      meta.docs.bad.forEach((text, i) => (files[join(meta.id, `bad${i}.c`)] = text));
      meta.docs.good.forEach((text, i) => (files[join(meta.id, `good${i}.c`)] = text));
    }
    expect(compile(files)).toBe('');
  });
});
