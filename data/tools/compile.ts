/** `tsx data/tools/compile.ts --out DIR`: joins generated facts and authored pages into `kb-index.json` and `kb-pages.json`. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { KbIndex, KbPages } from '../../server/src/core/kb/kb.types.ts';
import { mergeArgmaps } from './compile/argmap.ts';
import { compileStraceClasses, compileSystemdSets } from './compile/call-sets.ts';
import { compileCallFacts } from './compile/call-facts.ts';
import { compileCalls } from './compile/calls.ts';
import { compileCapabilities } from './compile/capabilities.ts';
import { profileHistories } from './compile/containers.ts';
import {
  compileArches,
  compileConstants,
  compileErrnos,
  compileGroups,
} from './compile/constants.ts';
import { compileDistributions, compileLibcCalls, compileSignals } from './compile/platform.ts';
import { packIndex } from './compile/pack.ts';
import { compileStructPages, compileStructs } from './compile/structs.ts';
import { compileErrnoProse, compileFlagProse, compilePage } from './compile/pages.ts';
import type { AuthoredData } from './lib/authored-data.ts';
import { readFacts, type Facts, type Input } from './lib/facts.ts';
import { parseTableText } from './lib/generated.ts';
import { isMain } from './lib/is-main.ts';
import { compareText } from './lib/problem.ts';
import { readAuthored, ROOT } from './lib/read-authored.ts';

export interface CompileInputs {
  readonly facts: Facts;
  readonly data: AuthoredData;
  /** What the facts were read from. */
  readonly inputs: readonly Input[];
}

export interface CompiledKb {
  readonly index: KbIndex;
  readonly pages: KbPages;
}

/** Pure: equal inputs give equal output, byte for byte once written. Files with a YAML error are left out. */
export function compileKb({ facts, data, inputs }: CompileInputs): CompiledKb {
  const calls = data.calls.flatMap((file) => file.value ?? []);
  const sets = data.flagSets
    .flatMap((file) => file.value ?? [])
    .sort((a, b) => compareText(a.id, b.id));
  const argmaps = data.argmaps.flatMap((file) => (file.value === undefined ? [] : [file.value]));
  const structs = data.structs.flatMap((file) => file.value ?? []);
  const errnos = data.errnos?.value ?? {};
  const libcCalls = data.platform.libcCalls?.value;
  calls.sort((a, b) => compareText(a.name, b.name));
  const written = new Map(calls.map((call) => [call.name, call]));
  const constants = compileConstants(facts.constants.records, sets);
  const kernel = releaseOf(inputs.find((input) => input.id === 'linux')?.version ?? '0.0');
  const content = {
    kernel,
    arches: compileArches(facts.constants.records),
    calls: compileCalls(facts, written, mergeArgmaps(argmaps), kernel),
    aliases: aliasesOf(calls),
    groups: compileGroups(sets, constants, facts['flag-since'].records),
    structs: compileStructs(structs, facts.structs.records),
    constants,
    errnos: compileErrnos(facts.constants.records, errnos),
    signalSafe: facts['signal-safety'].records.map((record) => record.name),
    distributions: compileDistributions(data.platform.distributions?.value ?? {}),
  };
  const prose = {
    calls: Object.fromEntries(calls.map((call) => [call.name, compilePage(call, facts)])),
    facts: compileCallFacts(facts, new Set(written.keys())),
    flags: Object.fromEntries(sets.map((set) => [set.id, compileFlagProse(set)])),
    errnos: compileErrnoProse(errnos),
    structs: compileStructPages(facts.structs.records, content.calls, content.structs),
    profiles: profileHistories(facts),
    capabilities: compileCapabilities(
      data.platform.capabilities?.value ?? {},
      new Set(written.keys()),
    ),
    systemdSets: compileSystemdSets(facts['systemd-sets'].records),
    straceClasses: compileStraceClasses(facts['strace-classes'].records),
    signals: compileSignals(data.platform.signals?.value ?? {}),
    ...(libcCalls === undefined ? {} : { libcCalls: compileLibcCalls(libcCalls) }),
  };
  const hash = createHash('sha256')
    .update(JSON.stringify([content, prose]))
    .digest('hex')
    .slice(0, 16);
  return {
    index: { formatVersion: 1, hash, ...content },
    pages: { formatVersion: 1, hash, ...prose },
  };
}

/** Reads everything that goes in, below the root of the repository. */
export function readCompileInputs(root: string = ROOT): CompileInputs {
  const read = (name: string): string | undefined => {
    const path = join(root, 'data/generated', `${name}.json`);
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  };
  const inputs = parseTableText<Input>(read('provenance')).records;
  return { facts: readFacts(read), data: readAuthored(root), inputs };
}

/** `7.2.13-1` → `7.2`. */
function releaseOf(version: string): string {
  return /^\d+\.\d+/.exec(version)?.[0] ?? version;
}

function aliasesOf(
  calls: readonly { readonly name: string; readonly aliases?: readonly string[] }[],
): Record<string, string> {
  const pairs = calls.flatMap((call) =>
    (call.aliases ?? []).map((alias) => [alias, call.name] as const),
  );
  return Object.fromEntries([...pairs].sort((a, b) => compareText(a[0], b[0])));
}

function main(args: readonly string[]): number {
  const { values } = parseArgs({
    args: [...args],
    options: { out: { type: 'string' } },
    strict: true,
  });
  if (values.out === undefined) {
    console.error('usage: compile --out DIR');
    return 2;
  }
  const { index, pages } = compileKb(readCompileInputs());
  mkdirSync(values.out, { recursive: true });
  writeFileSync(join(values.out, 'kb-index.json'), JSON.stringify(packIndex(index)));
  writeFileSync(join(values.out, 'kb-pages.json'), JSON.stringify(pages));
  return 0;
}

if (isMain(import.meta.url)) process.exitCode = main(process.argv.slice(2));
