/** The committed data itself: no check finds anything, and what is compiled from it is complete. */
import { describe, expect, test } from 'vitest';
import { compileKb, readCompileInputs } from '../../data/tools/compile.ts';
import { expandSnippet } from '../../data/tools/checks/snippets.ts';
import { readCheckContext, runChecks } from '../../data/tools/lint.ts';
import { formatProblem } from '../../data/tools/lib/problem.ts';
import { compiledKb } from '../support/kb.ts';
import { testParser } from '../support/parser.ts';

test('no check finds a problem', { timeout: 180_000 }, () => {
  const notes: string[] = [];
  const problems = runChecks(readCheckContext((text) => notes.push(text)));
  for (const note of notes) console.log(`not checked: ${note}`);
  // `.ci/run` has what the checks need, so there nothing may be left out.
  expect(process.env.DATA_CHECKS === 'all' ? notes : []).toEqual([]);
  expect(problems.map(formatProblem)).toEqual([]);
});

test('the same inputs give the same bytes', () => {
  const inputs = readCompileInputs();
  const [first, second] = [compileKb(inputs), compileKb(inputs)].map((kb) => JSON.stringify(kb));
  expect(first).toBe(second);
});

test('index and pages belong together', () => {
  const { index, pages } = compiledKb();
  expect(index.hash).toMatch(/^[0-9a-f]{16}$/);
  expect(pages.hash).toBe(index.hash);
  expect(index.kernel).toMatch(/^\d+\.\d+$/);
});

describe('the index', () => {
  const { index } = compiledKb();

  test('knows every call of the big tables', () => {
    const count = (arch: string): number =>
      Object.values(index.calls).filter((call) => call.numbers[arch] !== undefined).length;
    // Figures of the 7.2 tables; an import may only add.
    for (const [arch, least] of [
      ['x86_64', 365],
      ['i386', 435],
      ['aarch64', 320],
      ['riscv64', 318],
      ['mips64', 345],
      ['s390x', 360],
    ] as const) {
      expect([arch, count(arch) >= least]).toEqual([arch, true]);
    }
  });

  test('has a profile verdict and a release for every call', () => {
    for (const call of Object.values(index.calls)) {
      for (const runtime of ['docker', 'podman'] as const) {
        const { status, errno, conditions } = call.containers[runtime];
        expect([call.name, runtime, status === 'allowed', errno === undefined]).toEqual([
          call.name,
          runtime,
          status === 'allowed',
          status === 'allowed',
        ]);
        expect([call.name, conditions !== undefined]).toEqual([
          call.name,
          status === 'conditional',
        ]);
      }
      expect(call.since.version).toMatch(/^\d+\.\d+/);
    }
  });

  test('leads from every flag group to constants, and back', () => {
    for (const group of Object.values(index.groups)) {
      for (const { name } of group.members) {
        expect([name, index.constants[name]?.groups.includes(group.id)]).toEqual([name, true]);
      }
    }
  });

  test('lists a group for every parameter that takes one', () => {
    for (const call of Object.values(index.calls)) {
      for (const param of [...call.params, ...(call.raw ?? [])]) {
        if (param.group !== undefined) expect(Object.keys(index.groups)).toContain(param.group);
      }
    }
  });
});

describe('pages', () => {
  const { pages, index } = compiledKb();
  test.each(Object.entries(pages.calls))('%s has no empty section', (name, page) => {
    const empty = Object.entries(page)
      .filter(
        ([key]) =>
          key !== 'params' &&
          key !== 'flagGroups' &&
          key !== 'capabilities' &&
          key !== 'tracepoints',
      )
      .filter(([, value]) => value === '' || (Array.isArray(value) && value.length === 0))
      .map(([key]) => key);
    expect(empty).toEqual([]);
    expect([...new Set(page.containers.map((row) => row.runtime))]).toEqual(['docker', 'podman']);
    expect(page.architectures.length).toBe(index.arches.length);
    expect(index.calls[name]?.page).toBe(true);
  });

  test.each(Object.entries(pages.calls))(
    '%s: its snippet and signatures are C',
    async (name, page) => {
      const parser = await testParser();
      const body = expandSnippet(page.snippet);
      const code = [`void f(void) {\n${typeof body === 'string' ? body : ''}\n}`];
      for (const { text } of page.signatures)
        code.push(text.replace(/\[(\.\w+)\]/g, '[]').replace(/\[\.[^\]]*\]/g, '[]'));
      for (const text of code)
        expect([name, text, parser.tree(text, 'c').broken]).toEqual([name, text, false]);
    },
  );
});
