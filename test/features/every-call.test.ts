/** Every call that some architecture implements has a hover and a page, whether anybody has written about it or not. */
import { expect, it } from 'vitest';
import type { CallExplanation } from '../../server/src/core/features/explain.ts';
import { contextOf, testService } from '../support/feature.ts';
import { testKb } from '../support/kb.ts';

const kb = testKb();
const service = await testService();
const calls = Object.values(kb.index.calls).filter((c) => Object.keys(c.numbers).length > 0);

/** A target that has the call: x86_64 where it does. */
const archOf = (numbers: Readonly<Record<string, number>>): string =>
  'x86_64' in numbers ? 'x86_64' : (Object.keys(numbers)[0] ?? '');

it('knows at least 520 of them', () => {
  expect(calls.length).toBeGreaterThanOrEqual(520);
});

it.each(calls.map((call) => [call.name, call] as const))('%s', (name, call) => {
  const arch = archOf(call.numbers);
  const number = call.numbers[arch]?.toString() ?? '';
  const ctx = contextOf(new Map([['arch', arch]]));

  const text = `int n = __NR_${name};\n`;
  const file = service.open(text, 'c', arch);
  const hover = service.hover(file, text.indexOf('__NR_') + 1, ctx)?.markdown ?? '';
  expect(hover.replace(/[\\`]/g, '')).toContain(`**${name}**`);
  expect(hover).toContain(`number ${number} on ${arch}`);

  const page = service.page(name, ctx, 'syscall')?.markdown ?? '';
  const empty = page.split(/^(?=##? )/m).filter((part) => part.trim().split('\n').length < 2);
  expect(empty).toEqual([]);
  expect(page).toContain(`\n| ${arch} | ${number} | `);
  expect(page).toMatch(/\n## Signature\n\n```c\n(?:#include <[^>]+>\n)*\n?[^\n]*\w\(/);
  expect(page).toMatch(/\n## Kernel history\n\nIn .*\d/);
  expect(page).toMatch(/\n## seccomp and containers\n/);
  expect(page).not.toMatch(/[`|] ?undefined|\[object Object\]|\bNaN\b/);
  for (const errno of call.errors) expect(page).toContain(`- \`${errno}\` (`);

  const data = service.explain(name, ctx, 'syscall') as CallExplanation;
  expect(data.signature).toContain('(');
  expect(data.since).toMatch(/^\d/);
  expect(data.parameters.every((p) => p.type !== '')).toBe(true);
  expect(data.errors.map((e) => e.name)).toEqual(call.errors);
  expect(data.containers.map((row) => row.runtime)).toEqual(
    expect.arrayContaining(['docker', 'podman']),
  );
  const rows = data.architectures.filter((row) => row.number !== undefined);
  expect(Object.fromEntries(rows.map((row) => [row.arch, row.number]))).toEqual(call.numbers);
  expect(rows.every((row) => row.abi !== undefined)).toBe(true);
  // The private calls of arm have no entry in a table.
  expect(rows.filter((row) => row.entryPoint === undefined && row.arch !== 'arm')).toEqual([]);
  for (const flag of data.flags) expect(kb.group(flag.group)?.members).toBeDefined();
});
