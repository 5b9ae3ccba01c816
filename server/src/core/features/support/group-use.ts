/** Which flag groups a call takes, and their members as data; pages and `explain` list the same ones. */
import { paramsOf } from '../../kb/cases.ts';
import type { Kb } from '../../kb/kb.ts';
import type {
  CallInfo,
  CallPage,
  FlagGroup,
  FlagMember,
  ParamCase,
  ParamInfo,
  StructInfo,
} from '../../kb/kb.types.ts';
import { code } from '../../text/markdown.ts';
import { showValue } from './values.ts';

export interface FlagExplanation {
  readonly group: string;
  readonly name: string;
  /** As C text on the architecture asked for; absent where that one lacks it. */
  readonly value?: string;
  readonly since?: string;
  readonly description: string;
  readonly status?: 'ignored' | 'deprecated' | 'alias';
}

/** Most names of a group in one line. */
const MOST_NAMES = 8;

/** The first members of a parameter's group that are neither old nor another spelling, as Markdown; empty for none. */
export function usualNames({ group: id }: Pick<ParamInfo, 'group'>, kb: Kb, arch: string): string {
  const group = id === undefined ? undefined : kb.group(id);
  const names = (group?.members ?? [])
    .filter((m) => m.status === undefined && kb.value(m.name, arch) !== undefined)
    .map((m) => m.name);
  const more = names.length > MOST_NAMES ? ' · …' : '';
  return names.length === 0 ? '' : `${names.slice(0, MOST_NAMES).map(code).join(' · ')}${more}`;
}

/** A place that takes a group. */
export interface GroupUse {
  readonly group: string;
  /** Parameter, or field where `struct` is given; under the name it has in this case. */
  readonly param: string;
  /** Structure that it is a field of. */
  readonly struct?: string;
  /** What the deciding parameters must be. */
  readonly when?: ParamCase['when'];
}

/** Every place of a call that takes a group, those of structures it points to last. */
export function usesOf(kb: Kb, call: CallInfo): readonly GroupUse[] {
  const params = paramsOf(call, 'libc');
  return [...params.flatMap((param) => usesIn(param)), ...structsOf(kb, params).flatMap(fieldUses)];
}

/** Places of a structure that take groups. */
export function fieldUses({ name, fields }: StructInfo): readonly GroupUse[] {
  return fields.flatMap((field) => usesIn(field).map((use) => ({ ...use, struct: name })));
}

function usesIn({ name, group, cases = [] }: ParamInfo): readonly GroupUse[] {
  return [
    ...(group === undefined ? [] : [{ group, param: name }]),
    ...cases.flatMap((one) =>
      one.group === undefined
        ? []
        : [{ group: one.group, param: one.name ?? name, when: one.when }],
    ),
  ];
}

/** Structures with fields that take named values, which parameters point to in any case. */
export function structsOf(kb: Kb, params: readonly ParamInfo[]): readonly StructInfo[] {
  const types = params.flatMap(({ type, cases = [] }) => [
    type,
    ...cases.flatMap((one) => one.type ?? []),
  ]);
  const tags = types.flatMap((type) => /\b(?:struct|union) (\w+)/.exec(type)?.[1] ?? []);
  return [...new Set(tags)].flatMap((tag) => kb.struct(tag) ?? []);
}

/** Flag groups of a call with the first place that takes each, once per group. */
export function groupsOf(kb: Kb, call: CallInfo, page: CallPage | undefined): readonly GroupUse[] {
  const uses = [...(page?.flagGroups ?? []), ...usesOf(kb, call)];
  return uses.filter((use, i) => uses.findIndex((u) => u.group === use.group) === i);
}

/** `cmd is F_SETFL or F_SETFD`, at most a few names. */
export function conditionOf(when: ParamCase['when']): string {
  return Object.entries(when)
    .map(([param, names]) => {
      const shown = names.slice(0, 3).join(', ');
      const more = names.length > 3 ? ` and ${(names.length - 3).toString()} more` : '';
      return `${param} is ${shown}${more}`;
    })
    .join(' and ');
}

/** Members of a group that a call takes, with their values on an architecture. */
export function flagsOf(
  kb: Kb,
  id: string,
  call: string | undefined,
  arch: string,
): readonly FlagExplanation[] {
  const group = kb.group(id);
  if (group === undefined) return [];
  return group.members
    .filter((m) => call === undefined || m.calls === undefined || m.calls.includes(call))
    .map((member) => flagOf(kb, group, member, arch));
}

/** One member as data. */
export function flagOf(
  kb: Kb,
  group: FlagGroup,
  member: FlagMember,
  arch: string,
): FlagExplanation {
  const value = kb.value(member.name, arch);
  return {
    group: group.id,
    name: member.name,
    ...(value === undefined ? {} : { value: showValue(value, group) }),
    ...(member.since === undefined ? {} : { since: member.since }),
    description: kb.flagProse(group.id, member.name)?.summary ?? '',
    ...(member.status === undefined ? {} : { status: member.status }),
  };
}
