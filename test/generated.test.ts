/** Files that a generator writes and the repository keeps: none is stale, none is left over. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generators, staleFiles } from '../server/tools/gen.ts';
import { folder } from './support/folder.ts';
import { root } from './support/imports.ts';

test('generated files are what their generators write', async () => {
  expect(await staleFiles()).toEqual([]);
});

test('a missing file is stale', async () => {
  expect(await staleFiles(folder())).toEqual(generators.map((g) => g.path));
});

test('no page is left of a rule that is gone', () => {
  const pages = readdirSync(join(root, 'server/docs/rules'), { recursive: true, encoding: 'utf8' });
  const paths = pages.filter((p) => p.endsWith('.md')).map((p) => `server/docs/rules/${p}`);
  const known = generators.map((g) => g.path).filter((p) => p.startsWith('server/docs/rules/'));
  expect(paths.sort()).toEqual([...known].sort());
  expect(existsSync(join(root, 'server/docs/rules/README.md'))).toBe(true);
});
