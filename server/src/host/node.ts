/** Reads what the bundles need from the folder they lie in. Node only; knows no protocol. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import v8 from 'node:v8';
import { loadParser } from '../core/c/parser.ts';
import { createKb } from '../core/kb/kb.ts';
import type { KbIndex, KbPages } from '../core/kb/kb.types.ts';
import { knownNames } from '../project/known-names.ts';
import type { Engine, LoadOptions, Platform } from '../project/platform.ts';
import { createProjectSource } from './project-files.ts';
import { createSourceTree } from './source-tree.ts';

/**
 * The platform over the files of `folder` (wasm and knowledge, as the build lays them out). Nothing is read
 * before `load`.
 */
export function createNodePlatform(folder: string): Platform {
  let engine: Promise<Engine> | undefined;
  const load = ({ much = false }: LoadOptions): Promise<Engine> =>
    (engine ??= loadEngine(folder, much));
  const projects = createProjectSource(async () => knownNames((await load({})).kb));
  return {
    get version() {
      return packageVersion(folder);
    },
    load,
    projects,
    tree: createSourceTree(projects),
  };
}

async function loadEngine(folder: string, much: boolean): Promise<Engine> {
  if (!much) quickWasm();
  // Read at once, so that the runtime is compiled in the background while the caller loads its own code.
  const loading = loadParser({
    runtimeWasm: readFileSync(join(folder, 'web-tree-sitter.wasm')),
    grammarWasm: readFileSync(join(folder, 'tree-sitter-c.wasm')),
    grammarCppWasm: () => readFileSync(join(folder, 'tree-sitter-cpp.wasm')),
  });
  const kb = createKb(
    JSON.parse(readFileSync(join(folder, 'kb-index.json'), 'utf8')) as KbIndex,
    () => JSON.parse(readFileSync(join(folder, 'kb-pages.json'), 'utf8')) as KbPages,
  );
  const parser = await loading;
  // The first parse compiles the parser's code: better now than under somebody's first key.
  parser.tree('int f(void) { return 0; }\n', 'c');
  return { parser, kb };
}

/**
 * Compiles wasm once and quickly instead of twice: parsing gets slower, a start three times faster and smaller.
 * From Node 24 on the flag must stand on the command line.
 */
function quickWasm(): void {
  if (Number.parseInt(process.versions.node, 10) < 24) v8.setFlagsFromString('--liftoff-only');
}

/** Version of the package the folder belongs to; empty when there is none. */
function packageVersion(folder: string): string {
  try {
    const text = readFileSync(join(folder, '..', 'package.json'), 'utf8');
    const { version } = JSON.parse(text) as { readonly version?: unknown };
    return typeof version === 'string' ? version : '';
  } catch {
    return '';
  }
}
