/** `npm run new`: what a scaffold writes is in the form that the checks ask for, so that only content is missing. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { newFeature } from '../server/tools/new/feature.ts';
import { newRule } from '../server/tools/new/rule.ts';
import { withLine, type Scaffold, type Scaffolded } from '../server/tools/new/scaffold.ts';
import { newSyscall } from '../server/tools/new/syscall.ts';
import { root } from './support/imports.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

function scaffold(make: Scaffold, name: string): Scaffolded {
  const answer = make(name, read);
  if ('problem' in answer) throw new Error(answer.problem);
  return answer;
}
function fileOf({ files }: Scaffolded, path: string): string {
  const file = files.find((f) => f.path === path);
  if (file === undefined)
    throw new Error(`${path} is not among ${files.map((f) => f.path).join(', ')}`);
  return file.text;
}
/** Syntax errors of a TypeScript text. */
const syntax = (text: string): readonly unknown[] =>
  ts.transpileModule(text, { reportDiagnostics: true }).diagnostics ?? [];

describe('rule', () => {
  const made = scaffold(newRule, 'mem/leak-fd');

  test('writes rule and fixture', () => {
    expect(made.files.map((f) => [f.path, f.fresh])).toEqual([
      ['server/src/core/rules/mem-leak-fd.ts', true],
      ['test/rules/mem-leak-fd.c', true],
    ]);
    expect(fileOf(made, 'server/src/core/rules/mem-leak-fd.ts')).toContain("id: 'mem/leak-fd'");
  });

  test('what it writes is TypeScript', () => {
    for (const { path, text } of made.files.filter((f) => f.path.endsWith('.ts'))) {
      expect({ path, errors: syntax(text) }).toEqual({ path, errors: [] });
    }
  });

  test.each(['leak', 'Mem/leak', 'mem/leak_fd', 'mem/a/b'])('refuses %s', (name) => {
    expect(newRule(name, read)).toHaveProperty('problem');
  });
});

describe('feature', () => {
  test.each(['completion', 'code-actions', 'inlay-hints'])('adds a source to %s', (room) => {
    const made = scaffold(newFeature, `${room}/in-structs`);
    const source = fileOf(made, `server/src/core/features/${room}/in-structs.ts`);
    const list = fileOf(made, `server/src/core/features/${room}.ts`);
    expect(source).toContain('export const inStructsSource');
    expect(list).toContain(`from './${room}/in-structs.ts'`);
    expect([...syntax(source), ...syntax(list)]).toEqual([]);
  });

  test.each(['hover/x', 'completion', 'completion/X'])('refuses %s', (name) => {
    expect(newFeature(name, read)).toHaveProperty('problem');
  });
});

describe('syscall', () => {
  test('has every key that the schema asks for, in the order of the schema', () => {
    const made = scaffold(newSyscall, 'files/openat');
    const page = parse(fileOf(made, 'data/syscalls/files/openat.yaml')) as Record<string, unknown>;
    const schema = JSON.parse(read('data/schema/syscall.schema.json')) as {
      readonly required: readonly string[];
      readonly properties: Readonly<Record<string, unknown>>;
    };
    expect(Object.keys(page)).toEqual(expect.arrayContaining([...schema.required]));
    const order = Object.keys(schema.properties);
    expect(Object.keys(page)).toEqual(order.filter((key) => Object.hasOwn(page, key)));
  });

  test('fills in what the imported facts know', () => {
    const made = scaffold(newSyscall, 'files/openat');
    const page = parse(fileOf(made, 'data/syscalls/files/openat.yaml')) as {
      readonly params: readonly { readonly name: string }[];
      readonly errors: Readonly<Record<string, unknown>>;
    };
    expect(page.params.map((p) => p.name)).toEqual(['dfd', 'filename', 'flags', 'mode']);
    expect(Object.keys(page.errors)).toContain('ENOENT');
  });

  test('refuses a call that no architecture has', () => {
    expect(newSyscall('files/opennat', read)).toEqual({
      problem: 'opennat: no architecture has a call of this name',
    });
  });
});

test('a line goes where it is in order', () => {
  const sorted = (text: string, line: string): string => withLine(text, /^ {2}\w+,$/, line);
  expect(sorted('[\n  b,\n  d,\n]', '  c,')).toBe('[\n  b,\n  c,\n  d,\n]');
  expect(sorted('[\n  b,\n  d,\n]', '  a,')).toBe('[\n  a,\n  b,\n  d,\n]');
  expect(sorted('[\n  b,\n  d,\n]', '  e,')).toBe('[\n  b,\n  d,\n  e,\n]');
});
