/** Reads flag groups and constants as the shipped index writes them, each at its first lookup. Pure. */
import type { ConstantInfo, FlagGroup, FlagMember } from './kb.types.ts';
import { GROUP_KINDS, NOWHERE, type PackedGroup, type PackedIndex } from './packed.ts';
import { readRuns, readValues } from './unpack-values.ts';

/** Where a constant stands: the groups that have it, and in the first of them its value. */
interface Place {
  readonly groups: string[];
  readonly value: string;
}

/** Places of all constants that are members, by name. */
export function constantPlaces(given: PackedIndex): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const [id, group] of Object.entries(given.groups)) {
    const values = readRuns(group[5] ?? '');
    let next = 0;
    for (const name of memberNames(group)) {
      const place = places.get(name);
      if (place === undefined) places.set(name, { groups: [id], value: values[next++] ?? NOWHERE });
      else if (place.groups.at(-1) !== id) place.groups.push(id);
    }
  }
  for (const [name, { value }] of places) if (value === NOWHERE) places.delete(name);
  return places;
}

/** The entry of a constant that stands in groups. */
export function readConstant(place: Place, given: PackedIndex): ConstantInfo {
  const { value, differs, absent } = readValues(place.value, given.archSets);
  const header = given.headers[given.groups[place.groups[0] ?? '']?.[3] ?? -1];
  return {
    ...(value === undefined ? {} : { value }),
    ...(differs === undefined ? {} : { differs }),
    ...(absent === undefined ? {} : { absent }),
    groups: place.groups,
    ...(header === undefined ? {} : { header }),
  };
}

/** A group; `constant` gives entries of its members. */
export function readGroup(
  id: string,
  packed: PackedGroup,
  given: PackedIndex,
  constant: (name: string) => ConstantInfo | undefined,
): FlagGroup {
  const [title, kind, prefixes, header, , , releases = '', pairs = [], fields = []] = packed;
  const since = releases.split(' ');
  const extras = new Map<number, unknown>();
  for (let i = 0; i < pairs.length; i += 2) {
    extras.set(pairs[i] ?? -1, given.extras[pairs[i + 1] ?? -1]);
  }
  const arches = given.arches.map((arch) => arch.name);
  return {
    id,
    title,
    kind: GROUP_KINDS[kind % 4] ?? 'enum',
    ...(kind < 4 ? {} : { open: true }),
    prefixes: splitWords(prefixes),
    header: given.headers[header] ?? '',
    ...(fields.length === 0 ? {} : { fields }),
    members: memberNames(packed).map((name, i): FlagMember => {
      const release = since[i] ?? '';
      const having = havingArches(constant(name), arches);
      return {
        name,
        ...(release === '' ? {} : { since: release }),
        ...(having === undefined ? {} : { arches: having }),
        ...(extras.get(i) as Partial<FlagMember> | undefined),
      };
    }),
  };
}

/** Names of a group's members in full. */
function memberNames([, , prefixes, , members]: PackedGroup): readonly string[] {
  const front = splitWords(prefixes);
  let before = '';
  return splitWords(members).map((word) => {
    const first = word.charCodeAt(0);
    const digit = first - 48;
    if (digit >= 0 && digit <= 9) before = `${front[digit] ?? ''}${word.slice(1)}`;
    else if (first === CARET) before = `${stemOf(before)}${word.slice(1)}`;
    else before = word;
    return before;
  });
}

const CARET = 94;

/** A name up to its last underscore, that included: `MAP_HUGE_` of MAP_HUGE_2MB. */
export function stemOf(name: string): string {
  return name.slice(0, name.lastIndexOf('_') + 1);
}

/** Architectures of `arches` that have a constant; `undefined` when all do, or when nobody knows it. */
export function havingArches(
  info: Pick<ConstantInfo, 'value' | 'differs' | 'absent'> | undefined,
  arches: readonly string[],
): readonly string[] | undefined {
  if (info === undefined) return undefined;
  if (info.value === undefined) return arches.filter((name) => info.differs?.[name] !== undefined);
  const absent = info.absent ?? [];
  return absent.length === 0 ? undefined : arches.filter((name) => !absent.includes(name));
}

function splitWords(text: string): string[] {
  return text === '' ? [] : text.split(' ');
}
