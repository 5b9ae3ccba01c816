/** Check: on every architecture the flags of a mask share no bits, values of a field stay inside it, and enum values differ. */
import { compileConstants, compileGroups } from '../compile/constants.ts';
import { arches } from '../import/arches.ts';
import {
  asWord,
  bitsInField,
  constantOn,
  hex,
  toBigInt,
} from '../../../server/src/core/kb/constants.ts';
import type { FlagGroup, FlagMember } from '../../../server/src/core/kb/kb.types.ts';
import { exceptionsOf } from '../lib/exceptions.ts';
import type { Check } from './check.ts';

interface Valued {
  readonly member: FlagMember;
  readonly value: bigint;
  /** Bits that it holds besides its own, of members that it says it combines. */
  readonly shared: bigint;
}

export const maskMembers: Check = {
  id: 'mask-members',
  promise:
    'Flags of a mask are disjoint on every architecture, but for declared fields, aliases and combinations.',
  *run({ data, facts }) {
    const exceptions = exceptionsOf(data, 'mask-members');
    for (const file of data.flagSets) {
      if (file.value === undefined) continue;
      const constants = compileConstants(facts.constants.records, [file.value]);
      const group = groupOf(file.value, constants);
      if (group === undefined) continue;
      const combined = new Map(file.value.members.map((m) => [m.name, m.combines]));
      const said = new Set<string>();
      for (const arch of arches) {
        const valueOf = (name: string): bigint | undefined => {
          const info = constants[name];
          const value = info === undefined ? undefined : constantOn(info, arch.name);
          return value === undefined ? undefined : asWord(value);
        };
        const members = group.members.flatMap((member): Valued[] => {
          const value = valueOf(member.name);
          if (value === undefined || member.aliasOf !== undefined) return [];
          const shared = (combined.get(member.name) ?? []).reduce(
            (bits, name) => bits | (valueOf(name) ?? 0n),
            0n,
          );
          const field = group.fields?.find((candidate) => candidate.name === member.field);
          return [{ member, value: bitsInField(value, field), shared }];
        });
        for (const [name, message] of clashes(group, members, arch.name)) {
          if (said.has(message) || exceptions.has(message)) continue;
          said.add(message);
          const index = group.members.findIndex((member) => member.name === name);
          const line = file.lineOf(['members', index]);
          yield {
            file: file.path,
            line,
            check: 'mask-members',
            message: `${message} (${arch.name})`,
          };
        }
      }
    }
    yield* exceptions.unused();
  },
};

/** `undefined` where a field cannot be evaluated: the check `constants` reports that. */
function groupOf(
  set: Parameters<typeof compileGroups>[0][number],
  constants: Parameters<typeof compileGroups>[1],
): FlagGroup | undefined {
  try {
    return compileGroups([set], constants, [])[set.id];
  } catch {
    return undefined;
  }
}

/** Name of the later member → what is wrong, as `A overlaps B`. */
function* clashes(
  group: FlagGroup,
  members: readonly Valued[],
  arch: string,
): Iterable<[string, string]> {
  for (const [index, { member, value, shared }] of members.entries()) {
    if ((shared & ~value) !== 0n) {
      yield [member.name, `${member.name} = ${hex(value)} lacks bits of what it combines`];
    }
    const field = group.fields?.find((candidate) => candidate.name === member.field);
    const mask = toBigInt(field?.differs?.[arch] ?? field?.mask ?? 0) ?? 0n;
    if (field !== undefined && (value & ~mask & ~shared) !== 0n) {
      yield [member.name, `${member.name} = ${hex(value)} leaves its field ${field.name}`];
    }
    if (field === undefined && group.kind !== 'enum') {
      for (const other of group.fields ?? []) {
        const bits = toBigInt(other.differs?.[arch] ?? other.mask) ?? 0n;
        if ((value & bits & ~shared) !== 0n)
          yield [member.name, `${member.name} overlaps the field ${other.name}`];
      }
    }
    for (const before of members.slice(0, index)) {
      const together =
        group.kind === 'enum' || (field !== undefined && before.member.field === member.field);
      const clash = together
        ? before.value === value
        : field === undefined &&
          before.member.field === undefined &&
          (before.value & ~before.shared & value & ~shared) !== 0n;
      if (clash) yield [member.name, `${member.name} overlaps ${before.member.name}`];
    }
  }
}
