/** Compares what other projects say of arguments with what argmaps, structs and pages say of them. Pure. */
import type { CallInfo, ParamInfo } from '../../../server/src/core/kb/kb.types.ts';
import type { EvidenceRecord, SpecialValue } from '../import/evidence.ts';
import type { AuthoredFlagSet } from './authored.types.ts';

/** What the comparison looks at. */
export interface EvidenceScope {
  readonly calls: Readonly<Record<string, CallInfo>>;
  /** Structures of `data/structs` by tag: field → what it takes. */
  readonly structs: ReadonlyMap<string, ReadonlyMap<string, Place>>;
  readonly groups: ReadonlyMap<string, Group>;
  /** Constants of one of strace's tables. */
  readonly membersOf: (set: string) => readonly string[];
  /** Value of a constant on x86_64, or on the first architecture that has it; `undefined`: no such constant. */
  readonly valueOf: (name: string) => number | string | undefined;
}

/** A parameter or field, as far as it takes groups. */
export type Place = Pick<ParamInfo, 'group' | 'cases'>;

export interface Group {
  readonly id: string;
  readonly kind: AuthoredFlagSet['kind'];
  readonly members: ReadonlySet<string>;
  /** Their values. */
  readonly values: ReadonlySet<number | string>;
}

export interface EvidenceFinding {
  /** Names the finding in the list of exceptions. */
  readonly key: string;
  /** Tables of strace's that it comes from. */
  readonly tables: readonly string[];
  readonly message: string;
  /** Where it shows: `fcntl.cmd`, `pollfd.events`. */
  readonly at: string;
  /** Group that it is about. */
  readonly group?: string;
}

/** One constant stands for those that a printer without a table knows. */
const SPECIAL: Readonly<Record<SpecialValue, string>> = {
  mode: 'S_IRUSR',
  signal: 'SIGINT',
  dirfd: 'AT_FDCWD',
};

/**
 * Places that strace prints with names and that take no group with any of them, or one of another kind; and names of its tables
 * that no place takes which it prints with that table. It has one table for calls that accept different parts of it, so a name
 * counts as known when one of those places has it. Once each.
 */
export function compareWithEvidence(
  rows: readonly EvidenceRecord[],
  scope: EvidenceScope,
): EvidenceFinding[] {
  const found = new Map<string, EvidenceFinding & { readonly known?: string }>();
  const fitting = new Set<string>();
  const tables = new Map<string, Table>();
  const kinds = kindsOf(rows);
  for (const row of rows) {
    if (row.source !== 'strace' || row.deref === true) continue;
    const names = constantsOf(row, scope);
    if (names.length === 0) continue;
    for (const { at, groups } of placesOf(row, scope)) {
      const finding = comparePlace(row, names, at, groups, kinds.get(printing(row)));
      const known = `${row.call ?? at} ${(row.sets ?? []).join('+')}`;
      if (finding === undefined) fitting.add(known);
      else found.set(finding.key, finding.group === undefined ? { ...finding, known } : finding);
      if (finding !== undefined && finding.group === undefined) continue;
      for (const set of row.sets ?? []) {
        const table = tables.get(set) ?? { at, groups: new Set() };
        for (const group of groups) table.groups.add(group);
        tables.set(set, table);
      }
    }
  }
  for (const [set, table] of tables) {
    for (const finding of compareTable(set, table, scope)) found.set(finding.key, finding);
  }
  // On another architecture the same value may stand in another place.
  return [...found.values()].filter(({ known = '' }) => !fitting.has(known));
}

/** Kinds that strace prints a place as: on another architecture it may be another one. */
function kindsOf(rows: readonly EvidenceRecord[]): ReadonlyMap<string, ReadonlySet<string>> {
  const kinds = new Map<string, Set<string>>();
  for (const row of rows) {
    if (row.kind === undefined) continue;
    const known = kinds.get(printing(row)) ?? new Set();
    kinds.set(printing(row), known.add(row.kind));
  }
  return kinds;
}

/** Says which rows print the same value with the same tables. */
function printing({ call, index, struct, field, sets }: EvidenceRecord): string {
  return JSON.stringify([call, index, struct, field, sets]);
}

interface Table {
  /** A place that strace prints with it. */
  readonly at: string;
  /** Groups of all such places. */
  readonly groups: Set<Group>;
}

/** Groups that a row of any source supports: it names a member at a place that takes the group. */
export function supportedGroups(
  rows: readonly EvidenceRecord[],
  scope: EvidenceScope,
): ReadonlySet<string> {
  const supported = new Set<string>();
  for (const row of rows) {
    const names = constantsOf(row, scope);
    for (const group of sameField(row, scope)) {
      if (names.some((name) => group.members.has(name))) supported.add(group.id);
    }
    for (const { groups } of [
      ...placesOf({ ...row, when: undefined }, scope),
      ...placesOf(row, scope),
    ]) {
      for (const group of groups) {
        if (names.some((name) => group.members.has(name))) supported.add(group.id);
      }
    }
  }
  return supported;
}

/** Groups of all fields of the name that a row has: other projects have tags of their own for many structures. */
function sameField({ field }: EvidenceRecord, scope: EvidenceScope): Group[] {
  const last = field?.split('.').at(-1);
  if (last === undefined) return [];
  return [...scope.structs.values()].flatMap((fields) => allGroups(fields.get(last), scope));
}

interface Found {
  readonly at: string;
  /** Any of them may be meant; none: the place takes no group. */
  readonly groups: readonly Group[];
}

/** Where a row points to. Rows about what we have no place for give none. */
function placesOf(
  row: EvidenceRecord | (Omit<EvidenceRecord, 'when'> & { when: undefined }),
  scope: EvidenceScope,
): Found[] {
  if (row.field !== undefined) {
    const fields = scope.structs.get(row.struct ?? '');
    if (fields === undefined) return [];
    const last = row.field.split('.').at(-1) ?? '';
    const place = fields.get(row.field) ?? fields.get(last);
    return [{ at: `${row.struct ?? ''}.${row.field}`, groups: allGroups(place, scope) }];
  }
  const call = scope.calls[row.call ?? ''];
  const params = call?.raw ?? call?.params ?? [];
  const param = params[row.index ?? -1];
  if (param === undefined) return [];
  const at = `${row.call ?? ''}.${param.name}`;
  const conditions = Object.entries(row.when ?? {});
  if (conditions.length === 0) return [{ at, groups: plainGroups(param, scope) }];
  const [index, values] = conditions.at(-1) ?? ['', []];
  const decider = params[Number(index)]?.name ?? '';
  return values.map((value) => {
    const one = param.cases?.find((candidate) => candidate.when[decider]?.includes(value) === true);
    const where = `${at}[${value}]`;
    if (one === undefined) return { at: where, groups: plainGroups(param, scope) };
    return { at: where, groups: groupsOf([one.group ?? param.group], scope) };
  });
}

/** The group of a parameter; without one, those of its cases. */
function plainGroups(place: Place, scope: EvidenceScope): Group[] {
  return place.group === undefined ? allGroups(place, scope) : groupsOf([place.group], scope);
}

function allGroups(place: Place | undefined, scope: EvidenceScope): Group[] {
  return groupsOf([place?.group, ...(place?.cases ?? []).map((one) => one.group)], scope);
}

function groupsOf(ids: readonly (string | undefined)[], { groups }: EvidenceScope): Group[] {
  return ids.flatMap((id) => (id === undefined ? [] : (groups.get(id) ?? [])));
}

/** Names of a row that are constants for us. */
function constantsOf(
  row: Pick<EvidenceRecord, 'special' | 'sets' | 'constants'>,
  scope: EvidenceScope,
): string[] {
  const names = [
    ...(row.special === undefined ? [] : [SPECIAL[row.special]]),
    ...(row.constants ?? []),
    ...(row.sets ?? []).flatMap((set) => scope.membersOf(set)),
  ];
  return names.filter((name) => scope.valueOf(name) !== undefined);
}

function comparePlace(
  row: EvidenceRecord,
  names: readonly string[],
  at: string,
  groups: readonly Group[],
  kinds: ReadonlySet<string | undefined> = new Set(),
): EvidenceFinding | undefined {
  const source = row.special ?? (row.sets ?? []).join('+');
  const fitting = groups.filter((group) => names.some((name) => group.members.has(name)));
  const [group] = fitting;
  if (group === undefined) {
    const what = groups[0] === undefined ? 'takes no group' : `takes ${groups[0].id}`;
    const shown = names.slice(0, 6).join(', ');
    const message = `${at} ${what}; strace prints ${source}: ${shown}`;
    return { key: `${at} ${source}`, tables: row.sets ?? [], at, message };
  }
  const agrees = fitting.some(({ kind }) => kind === 'mask+fields' || kinds.has(kind));
  if (agrees || names.length === 1) return undefined;
  const message = `${group.id} is ${group.kind}; strace prints ${at} as ${row.kind ?? ''} (${source})`;
  const key = `${group.id} ${group.kind}`;
  return { key, tables: row.sets ?? [], at, group: group.id, message };
}

function* compareTable(
  set: string,
  { at, groups }: Table,
  scope: EvidenceScope,
): Iterable<EvidenceFinding> {
  const [first] = groups;
  if (first === undefined) return;
  for (const name of constantsOf({ sets: [set] }, scope)) {
    if ([...groups].some((group) => has(group, name, scope))) continue;
    const ids = [...groups].map(({ id }) => id).join(', ');
    const message = `${name}, which strace's ${set} prints in ${at}, stands in none of ${ids}`;
    yield { key: `${set} ${name}`, tables: [set], at, group: first.id, message };
  }
}

/** By name, or as another name of a member's value. */
function has(group: Group, name: string, { valueOf }: EvidenceScope): boolean {
  if (group.members.has(name)) return true;
  const value = valueOf(name);
  return value !== undefined && value !== 0 && group.values.has(value);
}
