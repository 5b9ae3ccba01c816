/** Groups of constants and their releases, from small inputs in the form of strace's and of the manual's. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { joinReleases } from '../../data/tools/import/flag-since.ts';
import { readManReleases } from '../../data/tools/import/man-flag-since.ts';
import { compareReleases, readStraceLog } from '../../data/tools/import/strace-log.ts';
import { importXlat } from '../../data/tools/import/strace-xlat.ts';
import type { Inputs } from '../../data/tools/import/step.ts';
import { flagSince } from '../../data/tools/import/steps/flag-since.ts';
import { readFacts, type Facts } from '../../data/tools/lib/facts.ts';
import { formatTable } from '../../data/tools/lib/generated.ts';

const folder = join(import.meta.dirname, 'import');
const input = (name: string): string => readFileSync(join(folder, name), 'utf8');
const header = { what: 'fixture', inputs: [] };
const filesOf = (text: string): Map<string, string> =>
  new Map(
    text
      .split(/^==> /m)
      .slice(1)
      .map((part): [string, string] => {
        const [path = '', ...lines] = part.split('\n');
        return [path, lines.join('\n')];
      }),
  );

const KINDS = 'NONE PEELED CUT DRIED JUICE JAM PEAR APPLE FIG A B'.split(' ');
const names = KINDS.map((kind) => `FRUIT_${kind}`);
const known = new Set([...names, 'EFRUIT']);
const log = input('strace-log.txt').replaceAll('^0\n', '\0');
const pages = filesOf(input('man-since.txt'));
const xlat = filesOf(input('xlat.txt'));

function flagSinceFacts(inputs: Inputs, facts: Facts): Pick<Facts, 'flag-since'> {
  const records = flagSince.run(inputs, facts)['flag-since'] ?? [];
  return { 'flag-since': { header, records } };
}

async function expectTable(name: string, records: readonly unknown[]): Promise<void> {
  await expect(formatTable({ header, records })).toMatchFileSnapshot(join(folder, `${name}.table`));
}

test("strace's groups: members of every architecture, kind, numbers of names that are gone", async () => {
  await expectTable('xlat', importXlat(xlat, known));
});

test('releases in commit messages', () => {
  const found = readStraceLog(log, known).map(({ name, version }) => `${name} ${version}`);
  expect(found.sort()).toEqual([
    'FRUIT_CUT 6.10',
    'FRUIT_DRIED 3.10',
    'FRUIT_JAM 5.2',
    'FRUIT_JUICE 5.2',
    'FRUIT_PEAR 4.20',
    'FRUIT_PEELED 6.11',
  ]);
});

test('releases in manual pages', () => {
  const found = readManReleases(pages, known);
  expect(found.map(({ name, version, page }) => `${name} ${version} ${page}`)).toEqual([
    'FRUIT_CUT 6.9 fruit(2)',
    'FRUIT_PEELED 6.11 fruit(2)',
    'FRUIT_FIG 2.3.99 fruit(2)',
    'EFRUIT 2.2 fruit(2)',
    'FRUIT_A 2.6.23 fruit(2)',
    'FRUIT_B 2.6.23 fruit(2)',
    'FRUIT_FIG 4.2 vegetable(2)',
    'FRUIT_PEAR 4.21 FRUIT_PEAR(2const)',
  ]);
});

test('a commit counts more than a page, an older page more than a younger', async () => {
  await expectTable(
    'flag-since',
    joinReleases(readStraceLog(log, known), readManReleases(pages, known)),
  );
});

test('releases compare as numbers', () => {
  const sorted = ['3.10', '2.6.39', '3.9', '3.0', '2.6.4'].sort(compareReleases);
  expect(sorted).toEqual(['2.6.4', '2.6.39', '3.0', '3.9', '3.10']);
});

test('a step keeps what the source said that is missing this time', () => {
  const constants = [...known].map((name) => ({ name, value: 1, header: 'linux/fruit.h' }));
  const old = readFacts((name) =>
    name === 'constants' ? formatTable({ header, records: constants }) : undefined,
  );
  const both = { ...old, ...flagSinceFacts({ manPages: pages, straceLog: log }, old) };
  expect(both['flag-since'].records.map(({ name }) => name)).not.toContain('EFRUIT');
  expect(flagSinceFacts({ manPages: pages }, both)).toEqual(flagSinceFacts({}, both));
  expect(flagSinceFacts({ straceLog: log }, both)).toEqual(flagSinceFacts({}, both));
  expect(flagSinceFacts({}, both)['flag-since']).toEqual(both['flag-since']);
});
