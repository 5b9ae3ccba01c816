/** The reference page of a constant: its value everywhere, and its meaning in each argument that takes it. */
import type { Kb } from '../../kb/kb.ts';
import type { FlagGroup, SignalProse } from '../../kb/kb.types.ts';
import { code, list, prose, table } from '../../text/markdown.ts';
import { fieldsTaking, lookedAtBy, takersOf } from '../explain-constant.ts';
import type { FeatureContext } from '../feature.ts';
import { conditionOf } from '../support/group-use.ts';
import { foldArches, showValue } from '../support/values.ts';
import { olderKernels } from '../support/versions.ts';
import { flagTable } from './flags.ts';
import { joined, reference, section, subsection } from './page.ts';

/** A group of more members (the requests of ioctl) is no table that anybody reads. */
const MOST_ROWS = 200;

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
    ...signal(name, ctx),
    ...groups.map((group) => meaning(name, group, ctx)),
    section('Calls that look at it', list(lookers(name, ctx))),
    section('Values', values(kb, name, groups[0])),
    ...groups
      .filter((group) => group.members.length <= MOST_ROWS)
      .map((group) => section(`All ${prose(group.title)}`, flagTable(group.id, undefined, ctx))),
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
  const calls = takersOf(ctx.kb, group.id, member?.calls).map(({ call, parameter, when }) => {
    const condition = when === undefined ? '' : ` when ${prose(conditionOf(when))}`;
    return `${code(parameter)} of ${reference(ctx, 'syscall', call)}${condition}`;
  });
  const fields = fieldsTaking(ctx.kb, group.id).map(
    ({ struct, field }) => `${code(field)} of ${reference(ctx, 'struct', struct)}`,
  );
  const takers = [...calls, ...fields];
  if (takers.length > 0) facts.push(`Taken by ${takers.join(', ')}`);
  return subsection(
    prose(group.title),
    words === undefined ? undefined : prose(words.summary),
    words?.warning === undefined ? undefined : `**Careful:** ${prose(words.warning)}`,
    list(facts),
  );
}

/** What a signal does when nobody handles it, and what it tells. */
function signal(name: string, { kb }: FeatureContext): readonly string[] {
  const words = kb.signal(name);
  if (words === undefined) return [];
  const action = `**Unhandled:** ${ACTIONS[words.action]}`;
  const fixed = words.fixed === true ? '. It can be neither caught, blocked nor ignored.' : '';
  return [prose(words.meaning), prose(words.advice ?? ''), `${action}${fixed}`];
}

const ACTIONS = {
  terminate: 'ends the process',
  core: 'ends the process with a core dump',
  stop: 'stops the process',
  continue: 'continues a stopped process',
  ignore: 'nothing happens',
} as const satisfies Record<SignalProse['action'], string>;

/** Calls that look at a capability, with what for. */
function lookers(name: string, ctx: FeatureContext): readonly string[] {
  if (!name.startsWith('CAP_')) return [];
  return lookedAtBy(ctx.kb, name).map(
    ({ call, when }) => `${reference(ctx, 'syscall', call)}: ${prose(when)}`,
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
