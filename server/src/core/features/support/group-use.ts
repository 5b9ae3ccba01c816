/** Which flag groups a call takes, and their members as data; pages and `explain` list the same ones. */
import type { Kb } from '../../kb/kb.ts';
import type { CallInfo, CallPage, ParamInfo } from '../../kb/kb.types.ts';
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
export function usualNames({ group: id }: ParamInfo, kb: Kb, arch: string): string {
  const group = id === undefined ? undefined : kb.group(id);
  const names = (group?.members ?? [])
    .filter((m) => m.status === undefined && kb.value(m.name, arch) !== undefined)
    .map((m) => m.name);
  const more = names.length > MOST_NAMES ? ' · …' : '';
  return names.length === 0 ? '' : `${names.slice(0, MOST_NAMES).map(code).join(' · ')}${more}`;
}

/** Flag groups of a call with the parameter that takes each, once per group. */
export function groupsOf(
  call: CallInfo,
  page: CallPage | undefined,
): readonly { readonly group: string; readonly param: string }[] {
  const uses =
    page !== undefined && page.flagGroups.length > 0
      ? page.flagGroups
      : call.params.flatMap((p) =>
          p.group === undefined ? [] : [{ group: p.group, param: p.name }],
        );
  return uses.filter((use, i) => uses.findIndex((u) => u.group === use.group) === i);
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
    .map((member) => {
      const value = kb.value(member.name, arch);
      return {
        group: id,
        name: member.name,
        ...(value === undefined ? {} : { value: showValue(value, group) }),
        ...(member.since === undefined ? {} : { since: member.since }),
        description: kb.flagProse(id, member.name)?.summary ?? '',
        ...(member.status === undefined ? {} : { status: member.status }),
      };
    });
}
