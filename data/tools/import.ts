/**
 * `npm run data:import [-- --linux DIR --man DIR --docker FILE --podman FILE --glibc FILE --musl FILE
 * --strace DIR --muslSource DIR]`: writes
 * `data/generated`. Without options it takes what `npm run data:fetch` brought; an input that is missing keeps its tables.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import type { Profile } from './import/containers.ts';
import { importAll } from './import/import-all.ts';
import type { SectionReader } from './import/prototypes.ts';
import type { Inputs } from './import/step.ts';
import { FACT_FILES, readFacts, type Facts, type Input } from './lib/facts.ts';
import { formatTable, parseTableText } from './lib/generated.ts';
import { isMain } from './lib/is-main.ts';
import { INPUTS_FOLDER, type Manifest } from './lib/manifest.ts';
import { listFiles, ROOT } from './lib/read-authored.ts';

const GENERATED = join(ROOT, 'data/generated');
/** How each input is read from the folder or file it is given as. A new input is a line here. */
const OPEN: { readonly [K in keyof Inputs]-?: (path: string) => Inputs[K] } = {
  linux: (path) => ({ read: fileReader(path), sources: defineSources(path) }),
  man: manReader,
  docker: readProfile,
  podman: readProfile,
  glibc: symbols,
  musl: symbols,
  strace: fileReader,
  muslSource: fileReader,
};
const KEYS = Object.keys(OPEN) as (keyof Inputs)[];

/** The committed tables. */
export function readCommittedFacts(): Facts {
  return readFacts((name) => readOptional(join(GENERATED, `${name}.json`)));
}

function main(args: readonly string[]): number {
  const options = Object.fromEntries(KEYS.map((key) => [key, { type: 'string' }])) as Record<
    keyof Inputs,
    { type: 'string' }
  >;
  const { values } = parseArgs({ args: [...args], options, strict: true });
  const manifest = readManifest();
  const where = (key: keyof Inputs): string | undefined =>
    values[key] ?? (Object.keys(values).length === 0 ? manifest?.places[key] : undefined);
  const facts = importAll(
    readInputs(where),
    readCommittedFacts(),
    manifest?.inputs ?? committedPins(),
  );
  for (const name of FACT_FILES) {
    writeFileSync(join(GENERATED, `${name}.json`), formatTable<unknown>(facts[name]));
    console.log(`data/generated/${name}.json: ${String(facts[name].records.length)} records`);
  }
  if (manifest !== undefined) {
    const header = { what: 'what the tables beside this file were read from', inputs: [] };
    writeFileSync(
      join(GENERATED, 'provenance.json'),
      formatTable({ header, records: manifest.inputs }),
    );
  }
  return 0;
}

function readInputs(where: (key: keyof Inputs) => string | undefined): Inputs {
  const opened = KEYS.flatMap((key) => {
    const path = where(key);
    return path === undefined ? [] : [[key, OPEN[key](path)] as const];
  });
  return Object.fromEntries(opened);
}

function fileReader(root: string): (path: string) => string | undefined {
  return (path) => readOptional(join(root, path));
}

/** Every C file of the kernel that can define a call. */
function defineSources(root: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const folder of [
    'arch',
    'block',
    'drivers/char',
    'drivers/pci',
    'fs',
    'io_uring',
    'ipc',
    'kernel',
    'mm',
    'net',
    'security',
  ]) {
    for (const entry of listFiles(join(root, folder))) {
      if (!entry.endsWith('.c')) continue;
      const text = readFileSync(join(root, folder, entry), 'utf8');
      if (/SYSCALL(?:32)?_DEFINE\d/.test(text)) files.set(`${folder}/${entry}`, text);
    }
  }
  return files;
}

/** Pages below a man folder, compressed or not. */
function manReader(root: string): SectionReader {
  return (section, page) => {
    const plain = join(root, `man${section}`, `${page}.${section}`);
    if (existsSync(plain)) return readFileSync(plain, 'utf8');
    return existsSync(`${plain}.gz`)
      ? gunzipSync(readFileSync(`${plain}.gz`)).toString('utf8')
      : undefined;
  };
}

function readProfile(path: string): Profile {
  return JSON.parse(readFileSync(path, 'utf8')) as Profile;
}

function symbols(library: string): string {
  return execFileSync('nm', ['-D', '--with-symbol-versions', library], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
}

function readManifest(): Manifest | undefined {
  const text = readOptional(join(INPUTS_FOLDER, 'manifest.json'));
  return text === undefined ? undefined : (JSON.parse(text) as Manifest);
}

function committedPins(): readonly Input[] {
  return parseTableText<Input>(readOptional(join(GENERATED, 'provenance.json'))).records;
}

function readOptional(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

if (isMain(import.meta.url)) process.exitCode = main(process.argv.slice(2));
