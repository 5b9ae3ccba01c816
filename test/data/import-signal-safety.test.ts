/** The list of signal-safety(7), read from a small page written for the purpose. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importSignalSafety } from '../../data/tools/import/signal-safety.ts';
import { formatTable } from '../../data/tools/lib/generated.ts';

const folder = join(import.meta.dirname, 'import');

test('functions, standards and remarks of the table', async () => {
  const records = importSignalSafety(readFileSync(join(folder, 'signal-safety.7'), 'utf8'));
  const text = formatTable({ header: { what: 'fixture', inputs: [] }, records });
  await expect(text).toMatchFileSnapshot(join(folder, 'signal-safety.table'));
});

test('a page without the table has no functions', () => {
  expect(importSignalSafety('.SH NAME\nwrite(2)\n')).toEqual([]);
});
