/** Writes flag groups and constants as `core/kb/unpack-groups.ts` reads them. Pure. */
import { isDeepStrictEqual } from 'node:util';
import type { ConstantInfo, FlagMember, KbIndex } from '../../../../server/src/core/kb/kb.types.ts';
import {
  GROUP_KINDS,
  NOWHERE,
  type PackedGroup,
  type PackedIndex,
} from '../../../../server/src/core/kb/packed.ts';
import { havingArches, stemOf } from '../../../../server/src/core/kb/unpack-groups.ts';
import { createInterner, type Interner } from './interner.ts';
import { packRuns, packValues } from './values.ts';

/** Groups with the values of their members, and the constants that do not follow from them. */
export function packGroups(
  { groups, constants, arches }: Pick<KbIndex, 'groups' | 'constants' | 'arches'>,
  archSets: Interner<string>,
  extras: Interner<unknown>,
): Pick<PackedIndex, 'groups' | 'constants' | 'headers'> {
  const headers = createInterner<string>();
  const names = arches.map((arch) => arch.name);
  const owners = new Map<string, string[]>();
  const packed: Record<string, PackedGroup> = {};
  for (const [id, group] of Object.entries(groups)) {
    const fresh = [...new Set(group.members.map((m) => m.name))].filter((n) => !owners.has(n));
    for (const { name } of group.members) {
      const own = owners.get(name);
      if (own === undefined) owners.set(name, [id]);
      else if (own.at(-1) !== id) own.push(id);
    }
    const values = packRuns(fresh.map((name) => valueText(constants[name], archSets)));
    const { since, pairs } = packMembers(group.members, constants, names, extras);
    packed[id] = withoutTail([
      group.title,
      GROUP_KINDS.indexOf(group.kind) + (group.open === true ? 4 : 0),
      group.prefixes.join(' '),
      headers.place(group.header),
      group.members
        .map(({ name }, i, all) => shortened(name, group.prefixes, all[i - 1]?.name ?? ''))
        .join(' '),
      values,
      since,
      pairs,
      group.fields ?? [],
    ]);
  }
  const odd = Object.entries(constants).filter(([name, info]) => {
    const ids = owners.get(name);
    const header = groups[ids?.[0] ?? '']?.header;
    return !isDeepStrictEqual(info.groups, ids) || info.header !== header;
  });
  return { groups: packed, constants: Object.fromEntries(odd), headers: headers.values };
}

function packMembers(
  members: readonly FlagMember[],
  constants: Readonly<Record<string, ConstantInfo>>,
  arches: readonly string[],
  extras: Interner<unknown>,
): { readonly since: string; readonly pairs: readonly number[] } {
  const since = members.map((member) => member.since ?? '').join(' ');
  const pairs = members.flatMap((member, at) => {
    const extra = extraOf(member, constants[member.name], arches);
    return Object.keys(extra).length === 0 ? [] : [at, extras.place(extra)];
  });
  return { since: since.trim() === '' ? '' : since, pairs };
}

function withoutTail(parts: PackedGroup): PackedGroup {
  let length: number = parts.length;
  while (length > 5 && isEmpty(parts[length - 1])) length--;
  return parts.slice(0, length) as unknown as PackedGroup;
}

function isEmpty(part: PackedGroup[number]): boolean {
  return typeof part !== 'number' && part?.length === 0;
}

/** Constants that are members of groups, numbered in the order of groups. */
export function positionsOfConstants({
  groups,
  constants,
}: Pick<KbIndex, 'groups' | 'constants'>): ReadonlyMap<string, number> {
  const positions = new Map<string, number>();
  for (const { members } of Object.values(groups)) {
    for (const { name } of members) {
      if (constants[name] !== undefined && !positions.has(name))
        positions.set(name, positions.size);
    }
  }
  return positions;
}

/** What a member has beside name and release, without the architectures that follow from its values. */
function extraOf(
  member: FlagMember,
  constant: ConstantInfo | undefined,
  arches: readonly string[],
): Partial<FlagMember> {
  const follows = isDeepStrictEqual(member.arches, havingArches(constant, arches));
  const told: readonly string[] = ['name', 'since', ...(follows ? ['arches'] : [])];
  return Object.fromEntries(Object.entries(member).filter(([key]) => !told.includes(key)));
}

/** A name with its longest prefix as a digit, or as a `^` where it begins like the one before. */
function shortened(name: string, prefixes: readonly string[], before: string): string {
  let best = -1;
  prefixes.slice(0, 10).forEach((prefix, at) => {
    if (name.startsWith(prefix) && prefix.length > (prefixes[best]?.length ?? 1)) best = at;
  });
  const stem = stemOf(before);
  const known = prefixes[best]?.length ?? 1;
  if (name.startsWith(stem) && stem.length > known) return `^${name.slice(stem.length)}`;
  return best < 0 ? name : `${best.toString()}${name.slice(known)}`;
}

function valueText(info: ConstantInfo | undefined, archSets: Interner<string>): string {
  if (info === undefined) return NOWHERE;
  const { value, differs, absent } = info;
  return packValues(
    {
      ...(value === undefined ? {} : { value }),
      ...(differs === undefined ? {} : { differs }),
      ...(absent === undefined ? {} : { absent }),
    },
    archSets,
  );
}
