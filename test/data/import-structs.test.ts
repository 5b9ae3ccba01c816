/** Structures from headers and pages written for the purpose. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { libcStructs } from '../../data/tools/import/libc-structs.ts';
import { manStruct } from '../../data/tools/import/man-structs.ts';
import { structHeaders } from '../../data/tools/import/struct-headers.ts';
import { importStructs } from '../../data/tools/import/structs.ts';
import { formatTable } from '../../data/tools/lib/generated.ts';
import { filesOf } from '../support/files-of.ts';

const folder = join(import.meta.dirname, 'import');
const headers = filesOf(readFileSync(join(folder, 'struct-headers.txt'), 'utf8'));
const pages = filesOf(readFileSync(join(folder, 'struct-pages.txt'), 'utf8'));
const header = { what: 'fixture', inputs: [] };

test('fields, types and sizes', async () => {
  const records = importStructs(
    (path) => headers.get(path),
    (section, page) => pages.get(`${section}/${page}`),
  );
  const text = formatTable({ header, records });
  await expect(text).toMatchFileSnapshot(join(folder, 'structs.table'));
});

test('a page that declares no such structure gives nothing', () => {
  expect(manStruct('flock', pages.get('2/sigaction') ?? '')).toBeUndefined();
});

test('each header and each structure is listed once', () => {
  const listed = structHeaders.flatMap((set) =>
    set.headers.map((name) => `${set.arch ?? ''} ${name}`),
  );
  expect(listed).toEqual([...new Set(listed)]);
  const names = libcStructs.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
});
