/** Completes the constants of the argument the cursor is in: those that may still be added, the useful ones first. */
import { isOlderThan } from '../../kb/availability.ts';
import type { FlagGroup, FlagMember } from '../../kb/kb.types.ts';
import type { TextEdit } from '../../text/span.ts';
import type { CompletionItem } from '../answers.ts';
import type { FeatureContext } from '../feature.ts';
import { headerOf, includeEdits } from '../../c/include.ts';
import { sortKey } from '../support/order.ts';
import { showValue } from '../support/values.ts';
import type { CompletionPlace, CompletionSource } from './source.ts';

export const flagCompletion: CompletionSource = {
  name: 'flags',
  items(place) {
    const { cursor, ctx } = place;
    const { call } = cursor;
    const ids = call === undefined ? [cursor.group] : call.groups;
    const used = (call === undefined ? cursor.groupUsed : call.used) ?? [];
    const groups = ids.flatMap((id) => (id === undefined ? [] : (ctx.kb.group(id) ?? [])));
    // While nobody knows which group it is, names of several may fit: what stands there tells which.
    const fitting =
      groups.length > 1
        ? groups.filter((g) => used.every((name) => ctx.kb.member(g.id, name) !== undefined))
        : groups;
    const seen = new Set<string>();
    return fitting.flatMap((group) => {
      const include = includer(place, group);
      return group.members.flatMap((member, position) => {
        if (seen.has(member.name) || !isOpen(member, group, used, call?.info.name, ctx)) return [];
        seen.add(member.name);
        const rank = fitting.length > 1 ? UNRANKED : rankOf(member, group, ctx);
        return [itemOf(member, sortKey(rank, position), group, include(member.name), place)];
      });
    });
  },
};

/** Rank of every item where several groups are possible. */
const UNRANKED = 4;

/** May the member still be added to what stands there? */
function isOpen(
  member: FlagMember,
  group: FlagGroup,
  used: readonly string[],
  call: string | undefined,
  ctx: FeatureContext,
): boolean {
  const { kb, target } = ctx;
  if (call !== undefined && member.calls?.includes(call) === false) return false;
  const value = kb.value(member.name, target.arch);
  if (value === undefined) return false;
  const members = used.map((name) => kb.member(group.id, name)).filter((m) => m !== undefined);
  if (members.length === 0) return true;
  if (group.kind === 'enum' || value === 0n) return false;
  return !members.some((other) =>
    clash(member, other, kb.value(other.name, target.arch) === value),
  );
}

function clash(member: FlagMember, other: FlagMember, sameValue: boolean): boolean {
  return (
    sameValue ||
    member.name === other.name ||
    (member.field !== undefined && member.field === other.field) ||
    member.excludes?.includes(other.name) === true ||
    other.excludes?.includes(member.name) === true
  );
}

function itemOf(
  member: FlagMember,
  sortText: string,
  group: FlagGroup,
  additionalEdits: readonly TextEdit[],
  place: CompletionPlace,
): CompletionItem {
  const { cursor, ctx } = place;
  const { name } = member;
  const value = ctx.kb.value(name, ctx.target.arch) ?? 0n;
  const call = cursor.call?.info.name;
  const late = isOlderThan(ctx.target, member.since);
  const old = member.status === 'ignored' || member.status === 'deprecated';
  const detail = [
    showValue(value, group),
    ...(member.since === undefined ? [] : [`${late ? 'needs Linux' : 'since'} ${member.since}`]),
    ...(member.status === 'ignored' ? ['ignored'] : []),
    ...(member.status === 'deprecated' ? ['for old programs'] : []),
    ...(member.aliasOf === undefined ? [] : [`same as ${member.aliasOf}`]),
  ].join(' · ');
  return {
    label: name,
    kind: 'constant',
    detail,
    sortText,
    newText: name,
    replace: cursor.word,
    deprecated: old,
    additionalEdits,
    data: {
      kind: 'constant',
      name,
      group: group.id,
      ...(call === undefined ? {} : { call }),
    },
  };
}

/** The edit that includes the header of a name; read from the file once per header. */
function includer(
  { file, ctx }: CompletionPlace,
  group: FlagGroup,
): (name: string) => readonly TextEdit[] {
  const edits = new Map<string, readonly TextEdit[]>();
  return (name) => {
    const header = headerOf(ctx.kb, name, group.id);
    if (header === undefined) return [];
    let edit = edits.get(header);
    if (edit === undefined) edits.set(header, (edit = includeEdits(file, [header])));
    return edit;
  };
}

/** What the call cannot do without, then flags, then what the target lacks, then what has no effect. */
function rankOf(member: FlagMember, group: FlagGroup, ctx: FeatureContext): number {
  if (member.status === 'ignored' || member.status === 'deprecated') return 8;
  if (isOlderThan(ctx.target, member.since)) return 6;
  if (member.status === 'alias' || member.aliasOf !== undefined) return 4;
  const field = group.fields?.find((f) => f.name === member.field);
  return field?.required === true ? 1 : 2;
}
