/** The table of a flag group, as the pages of calls and constants show it. */
import { prose, table } from '../../text/markdown.ts';
import type { FeatureContext } from '../feature.ts';
import { differences, foldArches, showValue } from '../support/values.ts';
import { reference } from './page.ts';

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
    const status = member.status === 'ignored' ? ' Ignored by the kernel.' : '';
    const alias = member.aliasOf === undefined ? '' : ` Same as ${member.aliasOf}.`;
    const sinceNote = words?.sinceNote === undefined ? '' : ` (${prose(words.sinceNote)})`;
    const meaning = [words?.summary, words?.warning].filter((t) => t !== undefined).map(prose);
    return [
      reference(ctx, 'constant', member.name),
      value === undefined ? 'absent' : showValue(value, group),
      others.join('; '),
      member.since === undefined ? '' : `${member.since}${sinceNote}`,
      `${meaning.join(' ')}${status}${alias}`.trim(),
    ];
  });
  return table(['Name', `Value on ${target.arch}`, 'Elsewhere', 'Since', 'Meaning'], rows);
}
