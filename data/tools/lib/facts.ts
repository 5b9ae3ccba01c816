/** All generated tables together. Pure: texts in, tables out. */
import type { EvidenceRecord } from '../import/evidence.ts';
import type { ConstantRecord } from '../import/constants.ts';
import type { ContainerRecord } from '../import/containers.ts';
import type { ErrorsRecord, SinceRecord } from '../import/man-pages.ts';
import type { NumberCheckRecord } from '../import/second-numbers.ts';
import type { ProfileRecord } from '../import/profiles.ts';
import type { PrototypeRecord } from '../import/prototypes.ts';
import type { SignalSafeRecord } from '../import/signal-safety.ts';
import type { StraceClassRecord } from '../import/strace-classes.ts';
import type { DefineRecord } from '../import/syscall-defines.ts';
import type { NumberRecord } from '../import/syscall-tables.ts';
import type { StructRecord } from '../import/structs.ts';
import type { SystemdSetRecord } from '../import/systemd-sets.ts';
import type { WrapperRecord } from '../import/wrappers.ts';
import type { FlagSinceRecord } from '../import/flag-since.ts';
import type { XlatRecord } from '../import/strace-xlat.ts';
import { parseTableText, type Table } from './generated.ts';

/** File names without `.json` → what their records are. */
export interface FactTables {
  readonly numbers: NumberRecord;
  readonly defines: DefineRecord;
  readonly prototypes: PrototypeRecord;
  readonly conditional: { readonly entry: string };
  readonly constants: ConstantRecord;
  readonly since: SinceRecord;
  readonly 'flag-since': FlagSinceRecord;
  readonly errors: ErrorsRecord;
  readonly profiles: ProfileRecord;
  readonly containers: ContainerRecord;
  readonly wrappers: WrapperRecord;
  readonly 'signal-safety': SignalSafeRecord;
  readonly structs: StructRecord;
  readonly 'argument-evidence': EvidenceRecord;
  readonly 'number-checks': NumberCheckRecord;
  readonly 'strace-classes': StraceClassRecord;
  readonly xlat: XlatRecord;
  readonly 'systemd-sets': SystemdSetRecord;
}

export type Facts = { readonly [K in keyof FactTables]: Table<FactTables[K]> };

/** An input of the importers, as pinned in `provenance.json`. */
export interface Input {
  /** Key that tools use: `linux`, `man`, `docker`, … */
  readonly id: string;
  /** As Debian or the project names it. */
  readonly package: string;
  readonly version: string;
  /** Of a git repository: what the version names. */
  readonly commit?: string;
  /** File that was read inside the package, where it is one file. */
  readonly path?: string;
  readonly sha256?: string;
  /** SPDX expression where there is one. */
  readonly licence?: string;
}

/** Table → what one record of it says, for its header. */
export const TABLES: Readonly<Record<keyof FactTables, string>> = {
  numbers: 'call → architecture → number, ABI column, entry points',
  defines: 'entry point → file, parameters',
  prototypes: 'call → what a C program writes for it: libc function or syscall()',
  conditional: 'entry points that answer ENOSYS where nothing defines them',
  constants: 'constant → value, exceptions per architecture',
  since: 'call → release it arrived in',
  'flag-since': 'constant → release it arrived in',
  errors: 'call → errno names of its page, candidates only',
  profiles: 'default seccomp profile of a run of releases, as what it changed in the run before',
  containers: 'call → what the newest default seccomp profile does',
  wrappers: 'call → C libraries that have a function for it',
  'signal-safety': 'function that a signal handler may call → standard that says so',
  structs: 'structure → header, fields with types, size in bytes',
  'argument-evidence':
    'call and argument, or structure and field → names that another project knows for it',
  'strace-classes': 'call → classes that strace selects it by',
  xlat: 'group of constants as strace has it → names; numbers of those that no header has',
  'systemd-sets': 'group of SystemCallFilter= → calls it names, groups it includes',
  'number-checks': 'what another source says of the numbers of an architecture',
};

/** Names of all tables. */
export const FACT_FILES = Object.keys(TABLES) as (keyof FactTables)[];

/** `read` gives the text of `data/generated/<name>.json`, or `undefined`. */
export function readFacts(read: (name: string) => string | undefined): Facts {
  const tables = FACT_FILES.map((name) => [name, parseTableText<unknown>(read(name))] as const);
  return Object.fromEntries(tables) as unknown as Facts;
}
