/**
 * `npm run data:import [-- --linux DIR --man DIR --docker FILE --moby DIR --podman FILE --glibc FILE --musl FILE
 * --strace DIR --muslSource DIR --systemd FILE --syzkaller DIR]`: writes
 * `data/generated`. Without options it takes what `npm run data:fetch` brought; an input that is missing keeps its tables.
 * With `--uapi DIR`, kernel headers of several architectures, a compiler then compares every constant with them.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { compareTrees } from './checks/constants-uapi.ts';
import { DOCKER_PROFILE_PATHS, dockerReleases } from './import/docker-releases.ts';
import { importAll } from './import/import-all.ts';
import type { Profile, ReleasedProfile } from './import/profiles.ts';
import type { SectionReader } from './import/prototypes.ts';
import type { Inputs } from './import/step.ts';
import { systemdRelease } from './import/systemd-sets.ts';
import { FACT_FILES, readFacts, type Facts, type Input } from './lib/facts.ts';
import { formatTable, parseTableText } from './lib/generated.ts';
import { withLicences } from './lib/licences.ts';
import { filesAtTags, filesBelow, gitCommit, gitDate, gitTags } from './lib/git.ts';
import { isMain } from './lib/is-main.ts';
import { INPUTS_FOLDER, type Manifest } from './lib/manifest.ts';
import { compareText } from './lib/problem.ts';
import { pinStrace, straceLog, straceReader, straceXlat } from './lib/strace-tree.ts';
import { listFiles, ROOT } from './lib/read-authored.ts';

const GENERATED = join(ROOT, 'data/generated');
/** How each input is read from the folder or file it is given as. A new input is a line here. */
const OPEN: {
  readonly [K in keyof Inputs]-?: (path: string, pin: Input | undefined) => Inputs[K];
} = {
  linux: (path) => ({ read: fileReader(path), sources: defineSources(path) }),
  man: manReader,
  manPages,
  docker: readProfile,
  moby: readReleases,
  podman: readProfile,
  glibc: symbols,
  musl: symbols,
  strace: straceReader,
  straceXlat,
  straceLog,
  muslSource: fileReader,
  systemd: readText,
  syzkaller: (path) => filesBelow(path, 'HEAD', SYZKALLER_FOLDER, '.txt'),
};
/** Inputs that say themselves what they are: git directories, lists with a first line about their origin. */
const PIN: { readonly [K in keyof Inputs]?: (path: string) => Omit<Input, 'id'> | undefined } = {
  moby: pinMoby,
  strace: pinStrace,
  systemd: pinSystemd,
  syzkaller: pinSyzkaller,
};
/** Where syzkaller describes the calls of Linux. */
const SYZKALLER_FOLDER = 'sys/linux';
/** Inputs that are opened from the folder of another. */
const PART_OF: { readonly [K in keyof Inputs]?: keyof Inputs } = {
  manPages: 'man',
  straceXlat: 'strace',
  straceLog: 'strace',
};
const KEYS = Object.keys(OPEN) as (keyof Inputs)[];

/** The committed tables. */
export function readCommittedFacts(): Facts {
  return readFacts((name) => readOptional(join(GENERATED, `${name}.json`)));
}

function main(args: readonly string[]): number {
  const given = KEYS.filter((key) => PART_OF[key] === undefined);
  const options = Object.fromEntries(given.map((key) => [key, { type: 'string' }])) as Record<
    keyof Inputs,
    { type: 'string' }
  >;
  const { values } = parseArgs({
    args: [...args],
    options: { ...options, uapi: { type: 'string' } },
    strict: true,
  });
  const manifest = readManifest();
  const where = (key: keyof Inputs): string | undefined =>
    values[key] ?? (Object.keys(values).length === 0 ? manifest?.places[key] : undefined);
  const pins = pinned([...committedPins(), ...(manifest?.inputs ?? []), ...gitPins(where)]);
  const facts = importAll(readInputs(where, pins), readCommittedFacts(), pins);
  for (const name of FACT_FILES) {
    writeFileSync(join(GENERATED, `${name}.json`), formatTable<unknown>(facts[name]));
    console.log(`data/generated/${name}.json: ${String(facts[name].records.length)} records`);
  }
  const header = { what: 'what the tables beside this file were read from', inputs: [] };
  const records = withLicences(pins);
  writeFileSync(join(GENERATED, 'provenance.json'), formatTable({ header, records }));
  return values.uapi === undefined ? 0 : prove(facts, values.uapi);
}

/** Has a compiler compare every constant with the kernel headers below `folder`; the exit status. */
function prove(facts: Facts, folder: string): number {
  const problems = [...compareTrees(facts.constants.records, folder, console.log)];
  for (const { message } of problems) console.log(message);
  return problems.length === 0 ? 0 : 1;
}

type Where = (key: keyof Inputs) => string | undefined;

function readInputs(where: Where, pins: readonly Input[]): Inputs {
  const opened = KEYS.flatMap((key) => {
    const path = where(PART_OF[key] ?? key);
    const pin = pins.find((input) => input.id === key);
    return path === undefined ? [] : [[key, OPEN[key](path, pin)] as const];
  });
  return Object.fromEntries(opened);
}

function gitPins(where: Where): Input[] {
  return KEYS.flatMap((id) => {
    const path = where(id);
    const pin = path === undefined ? undefined : PIN[id]?.(path);
    return pin === undefined ? [] : [{ id, ...pin }];
  });
}

/** One pin for each input, the last one; sorted by id. */
function pinned(pins: readonly Input[]): Input[] {
  const byId = new Map(pins.map((pin) => [pin.id, pin]));
  return [...byId.values()].sort((a, b) => compareText(a.id, b.id));
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
    const plain = join(root, `man${section.charAt(0)}`, `${page}.${section}`);
    if (existsSync(plain)) return readFileSync(plain, 'utf8');
    return existsSync(`${plain}.gz`)
      ? gunzipSync(readFileSync(`${plain}.gz`)).toString('utf8')
      : undefined;
  };
}

/** Pages about calls and constants, and overviews: the ones that say since when a constant exists. */
function manPages(root: string): Map<string, string> {
  const pages = new Map<string, string>();
  for (const folder of ['man2', 'man2const', 'man3', 'man3const', 'man7']) {
    for (const file of listFiles(join(root, folder))) {
      const [, page = '', section = ''] = /^(.*)\.(2|2const|3const|7)(?:\.gz)?$/.exec(file) ?? [];
      if (section === '') continue;
      const bytes = readFileSync(join(root, folder, file));
      pages.set(
        `${section}/${page}`,
        (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'),
      );
    }
  }
  return pages;
}

/** The pin says of which release it is: `28.5.2+dfsg4-5` is 28.5.2. */
function readProfile(path: string, pin: Input | undefined): ReleasedProfile {
  const release = (pin?.version ?? '').replace(/[-+~].*$/, '');
  return { release, profile: JSON.parse(readFileSync(path, 'utf8')) as Profile };
}

function readReleases(folder: string): ReleasedProfile[] {
  const releases = dockerReleases(gitTags(folder));
  const tags = releases.map(({ tag }) => tag);
  const texts = filesAtTags(folder, tags, DOCKER_PROFILE_PATHS);
  return releases.flatMap(({ tag, release }) => {
    const text = texts.get(tag);
    return text === undefined ? [] : [{ release, profile: JSON.parse(text) as Profile }];
  });
}

function readText(path: string): string {
  return readFileSync(path, 'utf8');
}

/** A list printed by `systemd-analyze`; the source file says nothing of its release. */
function pinSystemd(path: string): Omit<Input, 'id'> | undefined {
  const text = readText(path);
  const version = systemdRelease(text);
  if (version === undefined) return undefined;
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { package: 'systemd', version, path: 'systemd-analyze syscall-filter', sha256 };
}

function pinMoby(folder: string): Omit<Input, 'id'> {
  const newest = dockerReleases(gitTags(folder)).at(-1)?.tag ?? '';
  const [path] = DOCKER_PROFILE_PATHS;
  return { package: 'moby/moby', version: newest, commit: gitCommit(folder, newest), path };
}

/** syzkaller has no releases. */
function pinSyzkaller(folder: string): Omit<Input, 'id'> {
  const commit = gitCommit(folder, 'HEAD');
  const version = gitDate(folder, commit);
  return { package: 'google/syzkaller', version, commit, path: SYZKALLER_FOLDER };
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
