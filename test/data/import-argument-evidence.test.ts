/** What strace's decoders and syzkaller's descriptions tell, from small ones in the form of theirs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { argumentEvidence } from '../../data/tools/import/steps/argument-evidence.ts';
import { importStraceArguments } from '../../data/tools/import/strace-arguments.ts';
import { importSyzkaller } from '../../data/tools/import/syzkaller.ts';
import { readFacts } from '../../data/tools/lib/facts.ts';
import { formatTable } from '../../data/tools/lib/generated.ts';
import { filesOf } from '../support/files-of.ts';

const folder = join(import.meta.dirname, 'import');
const strace = filesOf(readFileSync(join(folder, 'strace-decoders.txt'), 'utf8'));
const syzkaller = filesOf(readFileSync(join(folder, 'syzkaller.txt'), 'utf8'));
const read = (path: string): string | undefined => strace.get(path);
const calls = new Set(['open_thing', 'control', 'control64', 'advise64', 'share']);
const header = { what: 'fixture', inputs: [] };

test('tables that decoders print arguments and fields with', async () => {
  const text = formatTable({ header, records: importStraceArguments(calls, read) });
  await expect(text).toMatchFileSnapshot(join(folder, 'strace-arguments.table'));
});

test('a folder that is no tree of strace is refused', () => {
  expect(() => importStraceArguments(calls, () => undefined)).toThrow(/Makefile\.am is missing/);
});

test('names that syzkaller passes', async () => {
  const text = formatTable({ header, records: importSyzkaller(calls, syzkaller) });
  await expect(text).toMatchFileSnapshot(join(folder, 'syzkaller.table'));
});

test('the source that is not read keeps its rows, and structures that no call has are left out', () => {
  const kept = { call: 'share', index: 1, source: 'syzkaller', constants: ['THING_A'] };
  const tables: Readonly<Record<string, readonly unknown[]>> = {
    numbers: [...calls].map((name) => ({ name, arches: {} })),
    structs: [{ name: 'record', header: 'linux/thing.h', fields: [] }],
    'argument-evidence': [kept, { ...kept, source: 'strace' }],
  };
  const facts = readFacts((name) => formatTable({ header, records: tables[name] ?? [] }));
  const rows = argumentEvidence.run({ strace: read }, facts)['argument-evidence'] ?? [];
  expect(rows.filter((row) => row.source === 'syzkaller')).toEqual([kept]);
  expect(rows).not.toContainEqual({ ...kept, source: 'strace' });
  const fresh = argumentEvidence.run({ syzkaller }, facts)['argument-evidence'] ?? [];
  expect(new Set(fresh.map((row) => row.struct))).toEqual(new Set([undefined, 'record']));
});
