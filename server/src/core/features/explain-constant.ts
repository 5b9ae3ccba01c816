/** The reference page of a constant as data. Adds no prose of its own. */
import type { Kb } from '../kb/kb.ts';
import type { ParamCase, SignalProse } from '../kb/kb.types.ts';
import { fieldUses, flagOf, usesOf, type FlagExplanation } from './support/group-use.ts';
import { differences, showValue } from './support/values.ts';

export interface ConstantExplanation {
  readonly kind: 'constant';
  readonly name: string;
  readonly value?: string;
  readonly arch: string;
  readonly header?: string;
  readonly differs: readonly { readonly arches: readonly string[]; readonly value?: string }[];
  readonly groups: readonly (FlagExplanation & {
    readonly title: string;
    readonly warning?: string;
    readonly requires: readonly string[];
    readonly excludes: readonly string[];
    readonly calls: readonly Taker[];
    readonly fields: readonly TakingField[];
  })[];
  /** What it does, for a signal. */
  readonly signal?: SignalProse;
  /** Calls that look at it, for a capability. */
  readonly lookedAtBy?: readonly { readonly call: string; readonly when: string }[];
}

/** A field that takes a group. */
export interface TakingField {
  readonly struct: string;
  readonly field: string;
}

/** A parameter that takes a group. */
export interface Taker {
  readonly call: string;
  readonly parameter: string;
  /** What its deciding parameters must be. */
  readonly when?: ParamCase['when'];
}

/** Data of a constant's page; `undefined` for a name that is none. */
export function explainConstant(
  kb: Kb,
  name: string,
  arch: string,
): ConstantExplanation | undefined {
  const info = kb.constant(name);
  if (info === undefined) return undefined;
  const first = info.groups[0] === undefined ? undefined : kb.group(info.groups[0]);
  const value = kb.value(name, arch);
  const signal = kb.signal(name);
  const looking = name.startsWith('CAP_') ? lookedAtBy(kb, name) : [];
  return {
    kind: 'constant',
    name,
    arch,
    ...(value === undefined ? {} : { value: showValue(value, first) }),
    ...(info.header === undefined ? {} : { header: info.header }),
    differs: differences(kb, name, arch).map(({ arches, value: other }) =>
      other === undefined ? { arches } : { arches, value: showValue(other, first) },
    ),
    groups: info.groups.flatMap((id) => {
      const group = kb.group(id);
      const member = kb.member(id, name);
      if (group === undefined || member === undefined) return [];
      const flag = flagOf(kb, group, member, arch);
      const warning = kb.flagProse(id, name)?.warning;
      return [
        {
          ...flag,
          title: kb.group(id)?.title ?? id,
          ...(warning === undefined ? {} : { warning }),
          requires: member.requires ?? [],
          excludes: member.excludes ?? [],
          calls: takersOf(kb, id, member.calls),
          fields: fieldsTaking(kb, id),
        },
      ];
    }),
    ...(signal === undefined ? {} : { signal }),
    ...(looking.length === 0 ? {} : { lookedAtBy: looking }),
  };
}

/** Parameters of calls that take a group; `only` some calls where that is known. */
export function takersOf(
  kb: Kb,
  id: string,
  only: readonly string[] | undefined,
): readonly Taker[] {
  const takers = placesOf(kb).takers.get(id) ?? [];
  return only === undefined ? takers : takers.filter((taker) => only.includes(taker.call));
}

/** Fields of structures that take a group. */
export function fieldsTaking(kb: Kb, id: string): readonly TakingField[] {
  return placesOf(kb).fields.get(id) ?? [];
}

interface Places {
  readonly takers: ReadonlyMap<string, readonly Taker[]>;
  readonly fields: ReadonlyMap<string, readonly TakingField[]>;
}

const places = new WeakMap<Kb, Places>();

/** Every place of every group; gathered at the first question. */
function placesOf(kb: Kb): Places {
  let found = places.get(kb);
  if (found !== undefined) return found;
  const takers = new Map<string, Taker[]>();
  const fields = new Map<string, TakingField[]>();
  for (const info of Object.values(kb.index.calls)) {
    for (const { group, param, struct, when } of usesOf(kb, info)) {
      if (struct !== undefined) continue;
      const taker = { call: info.name, parameter: param, ...(when === undefined ? {} : { when }) };
      takers.set(group, [...(takers.get(group) ?? []), taker]);
    }
  }
  for (const struct of Object.values(kb.index.structs)) {
    for (const { group, param } of fieldUses(struct)) {
      fields.set(group, [...(fields.get(group) ?? []), { struct: struct.name, field: param }]);
    }
  }
  places.set(kb, (found = { takers, fields }));
  return found;
}

/** Calls that look at a capability. */
export function lookedAtBy(
  kb: Kb,
  capability: string,
): readonly { readonly call: string; readonly when: string }[] {
  return Object.keys(kb.index.calls).flatMap((call) =>
    (kb.capabilities(call) ?? [])
      .filter((use) => use.name === capability)
      .map(({ when }) => ({ call, when })),
  );
}
