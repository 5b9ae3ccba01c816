/** The index as lookups, whichever form it came in: entries of a packed one are made when somebody asks. Pure. */
import { own } from './constants.ts';
import type {
  CallInfo,
  ConstantInfo,
  ErrnoInfo,
  FlagGroup,
  KbIndex,
  StructInfo,
} from './kb.types.ts';
import type { PackedIndex } from './packed.ts';
import { readCalls } from './unpack-calls.ts';
import { constantPlaces, readConstant, readGroup } from './unpack-groups.ts';
import { readParams } from './unpack-params.ts';
import { readValues } from './unpack-values.ts';

/** Entries by name. */
export interface Table<T> {
  readonly get: (name: string) => T | undefined;
  readonly names: () => readonly string[];
}

export interface Catalog {
  readonly calls: Table<CallInfo>;
  readonly groups: Table<FlagGroup>;
  readonly structs: Table<StructInfo>;
  readonly constants: Table<ConstantInfo>;
  readonly errnos: Table<ErrnoInfo>;
  /** True when some argument of a call takes named values, in some case. */
  takesNames(call: string): boolean;
  /** What calls return on failure, each once. */
  failures(): readonly CallInfo['fails'][];
  /** Every call that has a number on an architecture (canonical name), or has one reserved there. */
  numbersOn(arch: string): Iterable<readonly [name: string, number: number]>;
  /** As it was compiled; each record is made whole when somebody reads it. */
  readonly index: KbIndex;
}

/** Lookups over an index as compiled or as shipped. */
export function catalogOf(given: KbIndex | PackedIndex): Catalog {
  return 'packed' in given ? packedCatalog(given) : plainCatalog(given);
}

/** Unfolds what `packIndex` folded; an index that is not packed comes back as it is. */
export function unpackIndex(given: KbIndex | PackedIndex): KbIndex {
  return catalogOf(given).index;
}

function plainCatalog(index: KbIndex): Catalog {
  return {
    calls: tableOf(index.calls),
    groups: tableOf(index.groups),
    structs: tableOf(index.structs),
    constants: tableOf(index.constants),
    errnos: tableOf(index.errnos),
    takesNames(name) {
      const call = own(index.calls, name);
      return [...(call?.params ?? []), ...(call?.raw ?? [])].some(
        (p) => p.group !== undefined || p.cases !== undefined,
      );
    },
    failures: () => [...new Set(Object.values(index.calls).map((call) => call.fails))],
    *numbersOn(arch) {
      for (const { name, numbers, reserved } of Object.values(index.calls)) {
        const number = own(numbers, arch) ?? own(reserved, arch);
        if (number !== undefined) yield [name, number];
      }
    },
    index,
  };
}

function packedCatalog(given: PackedIndex): Catalog {
  const places = once(() => constantPlaces(given));
  const groupIds = Object.keys(given.groups);
  const params = {
    types: given.types,
    groups: groupIds,
    cases: given.cases,
    constants: once(() => [...places().keys()]),
  };
  const { calls, takesNames, numbersOn } = readCalls(given, params);
  const failures = (): readonly CallInfo['fails'][] => given.calls.shared.fails.values;
  const constants = lazyTable(
    () => [...new Set([...places().keys(), ...Object.keys(given.constants)])].sort(),
    (name): ConstantInfo | undefined => {
      const odd = own(given.constants, name);
      if (odd !== undefined) return odd;
      const place = places().get(name);
      return place && readConstant(place, given);
    },
  );
  const groups = lazyTable(
    () => groupIds,
    (id): FlagGroup | undefined => {
      const packed = own(given.groups, id);
      return packed && readGroup(id, packed, given, constants.get);
    },
  );
  const structs = lazyTable(
    () => Object.keys(given.structs),
    (name): StructInfo | undefined => {
      const packed = own(given.structs, name);
      return packed && { name, header: packed[0], fields: readParams(packed[1], params) };
    },
  );
  const errnos = lazyTable(
    () => Object.keys(given.errnos),
    (name): ErrnoInfo | undefined => readErrno(name, given),
  );
  const { formatVersion, kernel, hash, arches, aliases, signalSafe, distributions = [] } = given;
  const whole = {
    calls: once(() => recordOf(calls)),
    groups: once(() => recordOf(groups)),
    structs: once(() => recordOf(structs)),
    constants: once(() => recordOf(constants)),
    errnos: once(() => recordOf(errnos)),
  };
  const index: KbIndex = {
    ...{ formatVersion, kernel, hash, arches, aliases, distributions },
    signalSafe: signalSafe === undefined || signalSafe === '' ? [] : signalSafe.split(' '),
    get calls() {
      return whole.calls();
    },
    get groups() {
      return whole.groups();
    },
    get structs() {
      return whole.structs();
    },
    get constants() {
      return whole.constants();
    },
    get errnos() {
      return whole.errnos();
    },
  };
  return {
    ...{ calls, groups, structs, constants, errnos },
    ...{ takesNames, failures, numbersOn, index },
  };
}

function readErrno(name: string, given: PackedIndex): ErrnoInfo | undefined {
  const packed = own(given.errnos, name);
  if (packed === undefined) return undefined;
  const [text, meaning, aliasOf] = packed;
  const { value, differs, having } = readValues(text, given.archSets);
  return {
    number: Number(value),
    ...(having === undefined ? {} : { arches: having }),
    ...(differs === undefined ? {} : { differs: differs as Readonly<Record<string, number>> }),
    ...(aliasOf === undefined ? {} : { aliasOf }),
    meaning,
  };
}

function tableOf<T>(record: Readonly<Record<string, T>>): Table<T> {
  const names = once(() => Object.keys(record));
  return { get: (name) => own(record, name), names };
}

/** A table whose entries are made once, when asked for. */
export function lazyTable<T>(
  names: () => readonly string[],
  make: (name: string) => T | undefined,
): Table<T> {
  const made = new Map<string, T | undefined>();
  return {
    get: (name) => {
      const known = made.get(name);
      if (known !== undefined || made.has(name)) return known;
      const entry = make(name);
      // What nobody knows is asked for under many names: only entries are kept.
      if (entry !== undefined) made.set(name, entry);
      return entry;
    },
    names: once(names),
  };
}

function recordOf<T>(table: Table<T>): Record<string, T> {
  const record: Record<string, T> = {};
  for (const name of table.names()) {
    const entry = table.get(name);
    if (entry !== undefined) record[name] = entry;
  }
  return record;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
