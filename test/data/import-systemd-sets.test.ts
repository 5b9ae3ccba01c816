/** systemd's groups of calls, from both forms in which they can be had. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importSystemdSets, systemdRelease } from '../../data/tools/import/systemd-sets.ts';
import { formatTable } from '../../data/tools/lib/generated.ts';

const folder = join(import.meta.dirname, 'import');
const input = (name: string): string => readFileSync(join(folder, name), 'utf8');

test.each(['systemd-source.txt', 'systemd-listing.txt'])('%s gives the groups', async (name) => {
  const records = importSystemdSets(input(name));
  await expect(
    formatTable({ header: { what: 'fixture', inputs: [] }, records }),
  ).toMatchFileSnapshot(join(folder, 'systemd-sets.table'));
});

test('a text without groups, or with one that is nowhere, is refused', () => {
  expect(() => importSystemdSets('')).toThrow(/no group/);
  expect(() => importSystemdSets('@tide\n    @shore\n')).toThrow(/@tide includes @shore/);
});

test('a list says of which release it is, the source does not', () => {
  expect(systemdRelease(input('systemd-listing.txt'))).toBe('300.2-1');
  expect(systemdRelease(input('systemd-source.txt'))).toBeUndefined();
});
