/** `npm run gen`: writes every generated file that is committed. `-- --check` writes nothing and fails on a stale one. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Generator } from './gen/generator.ts';
import { ruleIndex } from './gen/rule-index.ts';
import { rulePages } from './gen/rule-pages.ts';
import { argumentTypes, authoredTypes, kbTypes, platformTypes } from './gen/schema-types.ts';
import { ruleSettings } from './gen/settings.ts';

/** Every generator; a new one is a file in `gen/` and a line here. */
export const generators: readonly Generator[] = [
  ruleIndex,
  kbTypes,
  authoredTypes,
  argumentTypes,
  platformTypes,
  ruleSettings,
  ...rulePages,
];

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Paths of generated files whose text on disk is not what their generator writes now. */
export async function staleFiles(root: string = ROOT): Promise<string[]> {
  const stale: string[] = [];
  for (const { path, render } of generators) {
    if (readOrEmpty(join(root, path)) !== (await render())) stale.push(path);
  }
  return stale;
}

async function main(args: readonly string[]): Promise<number> {
  const stale = await staleFiles();
  if (args.includes('--check')) {
    for (const path of stale) console.error(`${path}: stale, run \`npm run gen\``);
    return stale.length === 0 ? 0 : 1;
  }
  for (const { path, render } of generators.filter((generator) => stale.includes(generator.path))) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true });
    writeFileSync(join(ROOT, path), await render());
    console.log(`wrote ${path}`);
  }
  if (stale.length === 0) console.log('all generated files are up to date');
  return 0;
}

function readOrEmpty(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

if (process.argv[1] !== undefined && fileURLToPath(import.meta.url) === process.argv[1]) {
  void main(process.argv.slice(2)).then((code) => (process.exitCode = code));
}
