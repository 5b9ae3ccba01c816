/** Each importer against a small input written for the purpose, byte for byte with the table that was read and found right. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importConstants } from '../../data/tools/import/constants.ts';
import { importAll } from '../../data/tools/import/import-all.ts';
import { importErrors, importSince } from '../../data/tools/import/man-pages.ts';
import { importPrototypes } from '../../data/tools/import/prototypes.ts';
import { importConditional, importDefines } from '../../data/tools/import/syscall-defines.ts';
import { importNumbers } from '../../data/tools/import/syscall-tables.ts';
import { importWrappers } from '../../data/tools/import/wrappers.ts';
import { formatTable, parseTableText } from '../../data/tools/lib/generated.ts';
import { readFacts } from '../../data/tools/lib/facts.ts';

const folder = join(import.meta.dirname, 'import');
const input = (name: string): string => readFileSync(join(folder, name), 'utf8');

/** Files of a text that holds several, by path. */
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
const kernel = filesOf(input('kernel.txt'));
const read = (path: string): string | undefined => kernel.get(path);
const header = { what: 'fixture', inputs: [] };

/** Compares with `import/<name>.table`. */
async function expectTable(name: string, records: readonly unknown[]): Promise<void> {
  await expect(formatTable({ header, records })).toMatchFileSnapshot(join(folder, `${name}.table`));
}

test('numbers, ABI columns and entry points', async () => {
  await expectTable('numbers', importNumbers(read));
});

test('numbers of a folder that is no kernel tree are refused', () => {
  expect(() => importNumbers(() => undefined)).toThrow(/missing in the kernel tree/);
});

test('prototypes of the kernel', async () => {
  await expectTable('defines', importDefines(kernel));
  expect([...importConditional(read('kernel/sys_ni.c') ?? '')]).toEqual([
    'sys_uselib',
    'sys_map_shadow_stack',
  ]);
});

test('constants and their values per architecture', async () => {
  await expectTable('constants', importConstants(read));
});

test('releases and errno candidates', async () => {
  const pages = new Map([
    ['syscalls', input('syscalls.2')],
    ['older_twin', input('twins.2')],
    ['younger_twin', '.so man2/older_twin.2\n'],
  ]);
  const names = [
    '_llseek',
    'accept',
    'fgetxattr',
    'hidden',
    'mmap',
    'mlock2',
    'membarrier',
    'older_twin',
    'younger_twin',
  ];
  await expectTable(
    'since',
    importSince(names, (page) => pages.get(page)),
  );
  await expectTable(
    'errors',
    importErrors(names, (page) => pages.get(page)),
  );
});

test('prototypes of the C library', async () => {
  const pages = filesOf(input('synopses.txt'));
  const names = [...pages.keys()].map((path) => path.slice(2));
  await expectTable(
    'prototypes',
    importPrototypes([...new Set(names), 'mseal'], (section, page) =>
      pages.get(`${section}/${page}`),
    ),
  );
});

test('C library wrappers', async () => {
  const names = ['brk', 'memfd_create', 'timer_create', 'uselib', 'time', 'exit', 'mseal'];
  await expectTable(
    'wrappers',
    importWrappers(names, input('symbols-glibc.txt'), input('symbols-musl.txt')),
  );
});

describe('an import with some inputs missing', () => {
  const old = readFacts((name) =>
    name === 'since'
      ? formatTable({
          header,
          records: [{ name: 'mmap', version: '1.0', precision: 'atOrBefore', source: 'x' }],
        })
      : undefined,
  );
  const pins = [{ id: 'linux', package: 'linux-source', version: '7.2' }];

  test('keeps the committed tables of those inputs', () => {
    const facts = importAll({ linux: { read, sources: kernel } }, old, pins);
    expect(facts.since).toEqual(old.since);
    expect(facts.numbers.records.length).toBeGreaterThan(5);
    expect(facts.numbers.header.inputs).toEqual(['linux-source 7.2']);
  });
});

test('a generated table reads back as it was written', () => {
  const table = { header, records: [{ name: 'a', value: 1 }, { name: 'b' }] };
  expect(parseTableText(formatTable(table))).toEqual(table);
  expect(parseTableText(undefined).records).toEqual([]);
});
