/** The table of a flag group, as the pages of calls and constants show it. */
import type { FlagMember } from '../../kb/kb.types.ts';
import { prose, table } from '../../text/markdown.ts';
import type { FeatureContext } from '../feature.ts';
import { differences, foldArches, showValue } from '../support/values.ts';
import { olderKernels } from '../support/versions.ts';
import { reference, sentence } from './page.ts';

/** Members that `call` takes (all when absent) with value, version and meaning; empty for an unknown group. */
export function flagTable(id: string, call: string | undefined, ctx: FeatureContext): string {
  const { kb, target } = ctx;
  const group = kb.group(id);
  if (group === undefined) return '';
  const members = group.members.filter(
    (m) => call === undefined || m.calls === undefined || m.calls.includes(call),
  );
  const rows = members.map((member) => {
    const value = kb.value(member.name, target.arch);
    const words = kb.flagProse(id, member.name);
    const others = differences(kb, member.name, target.arch)
      .filter((d) => d.value !== undefined)
      .map((d) => `${showValue(d.value ?? 0n, group)} on ${foldArches(d.arches).join(', ')}`);
    const said = [words?.summary, words?.warning].filter((t) => t !== undefined);
    const meaning = [
      ...said,
      ...(words?.sinceNote === undefined ? [] : [`${sentence(olderKernels(words.sinceNote))}.`]),
      ...standing(member, said.join(' ')),
    ].map(prose);
    return [
      reference(ctx, 'constant', member.name),
      value === undefined ? 'absent' : showValue(value, group),
      others.join('; '),
      member.since ?? '',
      meaning.join(' '),
    ];
  });
  return table(['Name', `Value on ${target.arch}`, 'Elsewhere', 'Since', 'Meaning'], rows);
}

/** What its status says, where the prose does not say it already. */
function standing(member: FlagMember, said: string): readonly string[] {
  const { status, aliasOf } = member;
  if (aliasOf !== undefined) return said.includes(aliasOf) ? [] : [`Same as ${aliasOf}.`];
  return status === 'ignored' && !/ignore|no effect/i.test(said) ? ['Ignored by the kernel.'] : [];
}
