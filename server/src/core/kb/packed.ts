/**
 * The shipped form of the index: a few long texts that are cut up at the first lookup, so that the file is small and
 * parsing it makes few objects. Types and word lists only; writing is the compiler's (`data/tools/compile/pack`), reading
 * is `unpack.ts`.
 */
import type {
  ArchInfo,
  CallInfo,
  ConstantInfo,
  Distribution,
  FlagField,
  ParamKind,
} from './kb.types.ts';

/** `kb-index.json` as shipped. */
export interface PackedIndex {
  readonly packed: 2;
  readonly formatVersion: 1;
  readonly kernel: string;
  readonly hash: string;
  readonly arches: readonly ArchInfo[];
  readonly aliases: Readonly<Record<string, string>>;
  readonly calls: PackedCalls;
  /** Architecture → its numbers (`unpack-numbers.ts`), or the name of one whose numbers are the same. */
  readonly numbers: Readonly<Record<string, string>>;
  /** The same for numbers that only the headers know. */
  readonly reserved: Readonly<Record<string, string>>;
  /** C types; parameters name them by position. */
  readonly types: readonly string[];
  /** Lists of cases, each as a text (`unpack-params.ts`); parameters name them by position. */
  readonly cases: readonly string[];
  readonly groups: Readonly<Record<string, PackedGroup>>;
  /** Headers; groups name them by position. */
  readonly headers: readonly string[];
  /** What members have beside name and release, each once; groups name them by position. */
  readonly extras: readonly unknown[];
  /** Sets of architectures, and partitions of them (`alpha|mips mips64`), that values differ on. */
  readonly archSets: readonly string[];
  /** Constants of no group, and those whose entry does not follow from their groups. */
  readonly constants: Readonly<Record<string, ConstantInfo>>;
  /** Tag → header and fields (`unpack-params.ts`). */
  readonly structs: Readonly<Record<string, readonly [header: string, fields: string]>>;
  /** Name → value (`unpack-values.ts`), meaning, usual spelling. */
  readonly errnos: Readonly<Record<string, PackedErrno>>;
  /** Joined by spaces. */
  readonly signalSafe?: string;
  readonly distributions?: readonly Distribution[];
}

/** Calls by column; every text holds one entry a call, in the same order. */
export interface PackedCalls {
  /** Joined by spaces. */
  readonly names: string;
  /** Summaries of those that have one. */
  readonly summaries: Readonly<Record<string, string>>;
  /** Positions of those that are no function of their name, that have a page, that have reserved numbers. */
  readonly homonyms: readonly number[];
  readonly pages: readonly number[];
  readonly reserved: readonly number[];
  /** Joined by line ends (`unpack-params.ts`). */
  readonly params: string;
  /** The same; `-` where they are those of `params`. */
  readonly raw: string;
  /** Positions in `errnos`, two digits to the base 36 each, joined by commas. */
  readonly errors: string;
  /** Members that many calls share: the values, and per call a position in them, joined by commas. */
  readonly shared: { readonly [K in SharedMember]: PackedMember<CallInfo[K]> };
}

/** Members of a call that few values make up. */
export const SHARED_MEMBERS = [
  'group',
  'ret',
  'headers',
  'libc',
  'fails',
  'since',
  'containers',
] as const satisfies readonly (keyof CallInfo)[];
export type SharedMember = (typeof SHARED_MEMBERS)[number];

export interface PackedMember<T> {
  readonly values: readonly T[];
  readonly at: string;
}

/**
 * Title; position in `GROUP_KINDS`, 4 more when it is open; prefixes joined by spaces; position in `headers`; names of members
 * joined by spaces, one that begins with a digit having the prefix of that position in front, one with `^` what the name before it
 * has up to its last underscore; values (`unpack-values.ts`) of those members that no earlier group has; releases joined by spaces, in the order of members; pairs
 * of a member's position and a position in `extras`; fields. Trailing empty parts are left out.
 */
export type PackedGroup = readonly [
  title: string,
  kind: number,
  prefixes: string,
  header: number,
  members: string,
  values?: string,
  since?: string,
  extras?: readonly number[],
  fields?: readonly FlagField[],
];

/** Value, meaning, usual spelling where it is an alias. */
export type PackedErrno =
  | readonly [value: string, meaning: string]
  | readonly [value: string, meaning: string, aliasOf: string];

/** Value of a member that is no constant of the index. */
export const NOWHERE = '?';

export const GROUP_KINDS = ['mask', 'enum', 'mask+fields'] as const;

/** Kinds of parameter, by the digit to the base 36 that stands for each. */
export const PARAM_KINDS = [
  'address',
  'length',
  'offset',
  'fd',
  'flags',
  'enum',
  'mode',
  'pid',
  'pointer',
  'path',
  'string',
  'number',
  'id',
] as const satisfies readonly ParamKind[];
