/** The knowledge base as the rest of the core sees it: lookups over the two compiled files. Pure; reads no file itself. */
import { pageFactsOf, type PageFacts } from './call-facts.ts';
import { catalogOf, type Catalog } from './catalog.ts';
import { constantOn, errnoOn, own } from './constants.ts';
import { callsOfSystemdSet, straceClassesOf, systemdSetsOf } from './call-sets.ts';
import type { PackedIndex } from './packed.ts';
import { nearestNames } from './suggest.ts';
import type {
  ArchInfo,
  CallInfo,
  CallPage,
  CapabilityUse,
  ConstantInfo,
  Distribution,
  ErrnoInfo,
  ErrnoProse,
  FlagGroup,
  FlagMember,
  FlagProse,
  KbIndex,
  KbPages,
  LibcCalls,
  ProfileHistory,
  SignalProse,
  StructInfo,
  StructPage,
} from './kb.types.ts';

/** Lookups; every one answers `undefined` for a name it does not know and never throws. */
export interface Kb {
  /** As compiled; reading a record of it makes every entry: a lookup is cheaper. */
  readonly index: KbIndex;
  /** A call by kernel name or by another spelling (`mmap64`). */
  call(name: string): CallInfo | undefined;
  /** Kernel names of all calls. */
  callNames(): readonly string[];
  /** True when some argument of a call (kernel name) takes named values, in some case. */
  takesNames(call: string): boolean;
  /** What calls return on failure, each once. */
  failures(): readonly CallInfo['fails'][];
  /** A constant of any group, or one that belongs to none (`AT_FDCWD`). */
  constant(name: string): ConstantInfo | undefined;
  group(id: string): FlagGroup | undefined;
  /** A structure with fields that take named values, by tag (`open_how`). */
  struct(tag: string): StructInfo | undefined;
  /** What the declaration of any known structure says; reads the cold file. */
  structPage(tag: string): StructPage | undefined;
  /** Member record of a constant inside a group. */
  member(group: string, name: string): FlagMember | undefined;
  errno(name: string): ErrnoInfo | undefined;
  /** Name of an errno number on an architecture; the preferred spelling where two share it (EAGAIN, not EWOULDBLOCK). */
  errnoByNumber(number: number, arch: string): string | undefined;
  /** Architecture by canonical name or alias (`arm64`, `amd64`). */
  arch(name: string): ArchInfo | undefined;
  /** Value of a constant or errno on an architecture (name or alias); `undefined` where it does not exist. */
  value(name: string, arch: string): bigint | undefined;
  /** System call number, ABI base included. */
  number(call: string, arch: string): number | undefined;
  /** Call with that number, ABI base included; also one whose number is only reserved there. */
  byNumber(arch: string, number: number): CallInfo | undefined;
  /** Authored page of a call; the first use reads the cold file. */
  page(name: string): CallPage | undefined;
  /** What a page shows of any call, written or not. */
  pageFacts(name: string): PageFacts | undefined;
  flagProse(group: string, name: string): FlagProse | undefined;
  errnoProse(name: string): ErrnoProse | undefined;
  /** What a signal does and means; its number on an architecture is `value`. */
  signal(name: string): SignalProse | undefined;
  /** May a signal handler call this function of the C library, after signal-safety(7)? */
  signalSafe(name: string): boolean;
  /** A preset for the target (`debian-12`). */
  distribution(id: string): Distribution | undefined;
  /** What `libc-calls.ts` reads. */
  libcCalls(): LibcCalls | undefined;
  /** Capabilities that a call looks at, with page or without; `undefined` for a call nothing is known of. */
  capabilities(call: string): readonly CapabilityUse[] | undefined;
  /** What `containers.ts` reads: the default profiles of a runtime. */
  profiles(runtime: 'docker' | 'podman'): ProfileHistory | undefined;
  /** Groups of `SystemCallFilter=` that hold a call; `@known` is left out. */
  systemdSets(call: string): readonly string[];
  /** Calls of such a group (with `@`), included groups expanded. */
  systemdSet(name: string): readonly string[] | undefined;
  /** Classes by which strace selects a call: `%file`. */
  straceClasses(call: string): readonly string[];
  /** Nearest known names (calls, constants, errnos, groups), best first, at most three. */
  suggest(name: string): readonly string[];
  /** Every spelling of every call, sorted. */
  names(): readonly string[];
}

/**
 * Builds the lookups over an index as compiled or as shipped. `loadPages` is called at most once, at the first question
 * that needs prose.
 */
export function createKb(given: KbIndex | PackedIndex, loadPages: () => KbPages): Kb {
  const catalog = catalogOf(given);
  const { calls, groups, structs, constants } = catalog;
  const { aliases, arches } = given;
  const pages = once(loadPages);
  const archNames = once(() => archTable(arches));
  const numbers = memo((arch: string) => numberTable(catalog, arch));
  const errnos = memo((arch: string) => errnoTable(catalog, arch));
  const members = memo((id: string) => memberTable(groups.get(id)));
  const safe = once(() => new Set(catalog.index.signalSafe));
  const callNames = once(() => [...calls.names(), ...Object.keys(aliases)].sort());
  const everyName = once(() => [
    ...callNames(),
    ...constants.names(),
    ...catalog.errnos.names(),
    ...groups.names(),
    ...structs.names(),
  ]);
  const kernelName = (name: string): string => own(aliases, name) ?? name;
  const canonical = (arch: string): string => archNames().get(arch)?.name ?? arch;

  return {
    index: catalog.index,
    call: (name) => calls.get(kernelName(name)),
    callNames: calls.names,
    takesNames: (name) => catalog.takesNames(name),
    failures: () => catalog.failures(),
    constant: constants.get,
    group: groups.get,
    struct: structs.get,
    structPage: (tag) => own(pages().structs, tag),
    member: (group, name) => members(group).get(name),
    errno: catalog.errnos.get,
    errnoByNumber: (number, arch) => errnos(canonical(arch)).get(number),
    arch: (name) => archNames().get(name),
    value(name, arch) {
      const constant = constants.get(name);
      if (constant !== undefined) return constantOn(constant, canonical(arch));
      const errno = catalog.errnos.get(name);
      const number = errno === undefined ? undefined : errnoOn(errno, canonical(arch));
      return number === undefined ? undefined : BigInt(number);
    },
    number: (call, arch) => own(calls.get(kernelName(call))?.numbers, canonical(arch)),
    byNumber(arch, number) {
      const name = numbers(canonical(arch)).get(number);
      return name === undefined ? undefined : calls.get(name);
    },
    page: (name) => own(pages().calls, kernelName(name)),
    pageFacts(name) {
      const call = calls.get(kernelName(name));
      const page = call && own(pages().calls, call.name);
      return page ?? (call && pageFactsOf(call, pages().facts, arches));
    },
    flagProse: (group, name) => own(own(pages().flags, group), name),
    errnoProse: (name) => own(pages().errnos, name),
    signal: (name) => own(pages().signals, name),
    signalSafe: (name) => safe().has(name),
    distribution: (id) => catalog.index.distributions?.find((preset) => preset.id === id),
    libcCalls: () => pages().libcCalls,
    capabilities(call) {
      const name = kernelName(call);
      const page = own(pages().calls, name);
      return (
        page?.capabilities.map((use) => ({ name: use.name, when: use.why })) ??
        own(pages().capabilities, name)
      );
    },
    profiles: (runtime) => pages().profiles?.[runtime],
    systemdSets: (call) => systemdSetsOf(pages(), kernelName(call)),
    systemdSet: (name) => callsOfSystemdSet(pages(), name),
    straceClasses: (call) => straceClassesOf(pages(), kernelName(call)),
    suggest: (name) => nearestNames(name, everyName()),
    names: callNames,
  };
}

function archTable(arches: readonly ArchInfo[]): Map<string, ArchInfo> {
  const table = new Map<string, ArchInfo>();
  for (const arch of arches) {
    for (const name of [arch.name, ...arch.aliases]) table.set(name, arch);
  }
  return table;
}

function numberTable(catalog: Catalog, arch: string): Map<number, string> {
  const table = new Map<number, string>();
  for (const [name, number] of catalog.numbersOn(arch)) {
    if (!table.has(number)) table.set(number, name);
  }
  return table;
}

function errnoTable({ errnos }: Catalog, arch: string): Map<number, string> {
  const table = new Map<number, string>();
  for (const name of errnos.names()) {
    const info = errnos.get(name);
    const number = info && errnoOn(info, arch);
    if (number === undefined) continue;
    if (info?.aliasOf === undefined || !table.has(number)) table.set(number, name);
  }
  return table;
}

function memberTable(group: FlagGroup | undefined): Map<string, FlagMember> {
  return new Map((group?.members ?? []).map((member) => [member.name, member]));
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function memo<T>(make: (key: string) => T): (key: string) => T {
  const made = new Map<string, T>();
  return (key) => {
    let value = made.get(key);
    if (value === undefined) made.set(key, (value = make(key)));
    return value;
  };
}
