/** The reference page of a constant: its value everywhere, and its meaning in each argument that takes it. */
import type { Kb } from '../../kb/kb.ts';
import type { FlagGroup } from '../../kb/kb.types.ts';
import { code, list, prose, table } from '../../text/markdown.ts';
import type { FeatureContext } from '../feature.ts';
import { foldArches, showValue } from '../support/values.ts';
import { olderKernels } from '../support/versions.ts';
import { flagTable } from './flags.ts';
import { joined, reference, section, subsection } from './page.ts';

/** Title and Markdown; `undefined` for a name that is no constant. */
export function constantPage(
  name: string,
  ctx: FeatureContext,
): { readonly title: string; readonly markdown: string } | undefined {
  const { kb, target } = ctx;
  const info = kb.constant(name);
  if (info === undefined) return undefined;
  const groups = info.groups.map((id) => kb.group(id)).filter((g) => g !== undefined);
  const value = kb.value(name, target.arch);
  const shown = value === undefined ? 'absent' : showValue(value, groups[0]);
  const header = info.header ?? groups[0]?.header;
  const markdown = joined([
    `# ${prose(name)}`,
    `**${code(shown)} on ${target.arch}**${header === undefined ? '' : ` · ${code(`<${header}>`)}`}`,
    ...groups.map((group) => meaning(name, group, ctx)),
    section('Values', values(kb, name, groups[0])),
    ...groups.map((group) =>
      section(`All ${prose(group.title)}`, flagTable(group.id, undefined, ctx)),
    ),
  ]);
  return { title: name, markdown };
}

function meaning(name: string, group: FlagGroup, ctx: FeatureContext): string {
  const member = ctx.kb.member(group.id, name);
  const words = ctx.kb.flagProse(group.id, name);
  const facts: string[] = [];
  if (member?.since !== undefined) {
    const why = words?.sinceNote === undefined ? '' : ` (${prose(olderKernels(words.sinceNote))})`;
    facts.push(`Since Linux ${member.since}${why}`);
  }
  if (member?.status === 'ignored') facts.push('Ignored by the kernel');
  if (member?.status === 'deprecated') facts.push('Kept for old programs only');
  if (member?.aliasOf !== undefined)
    facts.push(`Same as ${reference(ctx, 'constant', member.aliasOf)}`);
  if (member?.field !== undefined)
    facts.push(`A value of the ${code(member.field)} field, not a bit of its own`);
  if (member?.requires !== undefined) {
    facts.push(`Needs ${member.requires.map((n) => reference(ctx, 'constant', n)).join(', ')}`);
  }
  if (member?.excludes !== undefined) {
    facts.push(`Not with ${member.excludes.map((n) => reference(ctx, 'constant', n)).join(', ')}`);
  }
  const calls = Object.values(ctx.kb.index.calls)
    .filter((call) => member?.calls === undefined || member.calls.includes(call.name))
    .flatMap((call) =>
      call.params
        .filter((p) => p.group === group.id)
        .map((p) => `${code(p.name)} of ${reference(ctx, 'syscall', call.name)}`),
    );
  if (calls.length > 0) facts.push(`Taken by ${calls.join(', ')}`);
  return subsection(
    prose(group.title),
    words === undefined ? undefined : prose(words.summary),
    words?.warning === undefined ? undefined : `**Careful:** ${prose(words.warning)}`,
    list(facts),
  );
}

/** One row per value, the most common first; nothing when it is the same everywhere. */
function values(kb: Kb, name: string, group: FlagGroup | undefined): string {
  const byValue = new Map<string, string[]>();
  for (const arch of kb.index.arches) {
    const value = kb.value(name, arch.name);
    const shown = value === undefined ? 'absent' : showValue(value, group);
    byValue.set(shown, [...(byValue.get(shown) ?? []), arch.name]);
  }
  if (byValue.size < 2) return '';
  const rows = [...byValue].sort((a, b) => b[1].length - a[1].length);
  return table(
    ['Value', 'Architectures'],
    rows.map(([value, arches]) => [value, foldArches(arches).join(', ')]),
  );
}
