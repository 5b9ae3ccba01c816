/**
 * The real knowledge base for tests: compiled from the committed files, once for as long as none of them changes. Reading a
 * thousand files of YAML in every test file would take most of the time of all tests.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileKb, readCompileInputs, type CompiledKb } from '../../data/tools/compile.ts';
import { createKb, type Kb } from '../../server/src/core/kb/kb.ts';

const data = fileURLToPath(new URL('../../data/', import.meta.url));
const cache = fileURLToPath(new URL('../../out/test-kb/', import.meta.url));

let compiled: CompiledKb | undefined;
let kb: Kb | undefined;

/** Index and pages as `npm run build` ships them, before packing. */
export function compiledKb(): CompiledKb {
  return (compiled ??= fromCache() ?? intoCache(compileKb(readCompileInputs())));
}

/** Lookups over the real knowledge base. */
export function testKb(): Kb {
  return (kb ??= createKb(compiledKb().index, () => compiledKb().pages));
}

interface Cached {
  readonly key: string;
  readonly compiled: CompiledKb;
}

function fromCache(): CompiledKb | undefined {
  try {
    const kept = JSON.parse(readFileSync(join(cache, 'kb.json'), 'utf8')) as Cached;
    return kept.key === stateOfData() ? kept.compiled : undefined;
  } catch {
    return undefined;
  }
}

/** What it gives back is what the next process reads: the same text, parsed. */
function intoCache(fresh: CompiledKb): CompiledKb {
  const text = JSON.stringify({ key: stateOfData(), compiled: fresh } satisfies Cached);
  const own = join(cache, `kb.${process.pid}.json`);
  mkdirSync(cache, { recursive: true });
  writeFileSync(own, text);
  renameSync(own, join(cache, 'kb.json'));
  return (JSON.parse(text) as Cached).compiled;
}

/** Changes with every file under `data/`, its tools included. */
function stateOfData(): string {
  return readdirSync(data, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const { size, mtimeMs } = statSync(join(data, name));
      return `${name} ${String(size)} ${String(mtimeMs)}`;
    })
    .join('\n');
}
