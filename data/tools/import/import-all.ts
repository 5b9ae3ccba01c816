/** Runs every importer whose input is at hand and keeps the committed table of the others. Pure: readers in, tables out. */
import type { Facts, Input } from '../lib/facts.ts';
import { importConstants } from './constants.ts';
import {
  GO_ARCH,
  importContainers,
  type ContainerRecord,
  type ProfiledCall,
  type Profile,
} from './containers.ts';
import { importErrors, importSince } from './man-pages.ts';
import { importPrototypes, type SectionReader } from './prototypes.ts';
import { importConditional, importDefines } from './syscall-defines.ts';
import { importNumbers, type KernelReader } from './syscall-tables.ts';
import { importWrappers } from './wrappers.ts';
import { paramsOf } from '../lib/prototypes.ts';

/** Contents at hand; an absent one keeps the tables that come from it. */
export interface Inputs {
  readonly linux?: { readonly read: KernelReader; readonly sources: ReadonlyMap<string, string> };
  readonly man?: SectionReader;
  readonly docker?: Profile;
  readonly podman?: Profile;
  /** What `nm -D` prints for each library. */
  readonly libc?: { readonly glibc: string; readonly musl: string };
}

/** New tables; `pins` name the inputs in their headers. */
export function importAll(inputs: Inputs, old: Facts, pins: readonly Input[]): Facts {
  const named = (...ids: string[]): string[] =>
    pins.filter((pin) => ids.includes(pin.id)).map((pin) => `${pin.package} ${pin.version}`);
  const { linux, man, libc } = inputs;
  let facts = old;
  if (linux !== undefined) {
    const header = (what: string): Facts['numbers']['header'] => ({ what, inputs: named('linux') });
    const conditional = [...importConditional(linux.read('kernel/sys_ni.c') ?? '')].sort();
    facts = {
      ...facts,
      numbers: {
        header: header('call → architecture → number, ABI column, entry points'),
        records: importNumbers(linux.read),
      },
      defines: {
        header: header('entry point → file, parameters'),
        records: importDefines(linux.sources),
      },
      conditional: {
        header: header('entry points that answer ENOSYS where nothing defines them'),
        records: conditional.map((entry) => ({ entry })),
      },
      constants: {
        header: header('constant → value, exceptions per architecture'),
        records: importConstants(linux.read),
      },
    };
  }
  const names = facts.numbers.records.map((record) => record.name);
  if (man !== undefined) {
    const header = (what: string): Facts['since']['header'] => ({ what, inputs: named('man') });
    const calls = (page: string): string | undefined => man('2', page);
    facts = {
      ...facts,
      since: { header: header('call → release it arrived in'), records: importSince(names, calls) },
      errors: {
        header: header('call → errno names of its page, candidates only'),
        records: importErrors(names, calls),
      },
      prototypes: {
        header: header('call → what a C program writes for it: libc function or syscall()'),
        records: importPrototypes(names, man),
      },
    };
  }
  if (libc !== undefined) {
    const records = importWrappers(names, libc.glibc, libc.musl);
    facts = {
      ...facts,
      wrappers: {
        header: {
          what: 'call → C libraries that have a function for it',
          inputs: named('glibc', 'musl'),
        },
        records,
      },
    };
  }
  if (inputs.docker === undefined && inputs.podman === undefined) return facts;
  const fresh = importContainers(profiledCalls(facts), inputs.docker, inputs.podman);
  const header = {
    what: 'call → what the default seccomp profile does',
    inputs: named('docker', 'podman'),
  };
  return { ...facts, containers: { header, records: keepMissing(fresh, old.containers.records) } };
}

function profiledCalls(facts: Facts): ProfiledCall[] {
  return facts.numbers.records.map(({ name, arches }) => ({
    name,
    arches: Object.keys(arches).flatMap((arch) => GO_ARCH[arch] ?? []),
    params: paramsOf(name, facts)?.map(([, param]) => param) ?? [],
  }));
}

/** The runtime that was not read this time keeps its committed verdict. */
function keepMissing(
  fresh: readonly ContainerRecord[],
  old: readonly ContainerRecord[],
): ContainerRecord[] {
  const before = new Map(old.map((record) => [record.name, record]));
  return fresh.map((record) => ({ ...before.get(record.name), ...record }));
}
