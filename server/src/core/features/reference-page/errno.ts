/** The reference page of an errno: its number, what it usually tells, and every call known to report it. */
import { foldArches } from '../support/values.ts';
import { code, prose, table } from '../../text/markdown.ts';
import type { FeatureContext } from '../feature.ts';
import { conditionText } from '../support/errno-card.ts';
import { containerReading, containersMatter } from '../support/containers.ts';
import { errnoNumber } from '../support/values.ts';
import { joined, reference, section } from './page.ts';

/** Title and Markdown; `undefined` for a name that is no errno. */
export function errnoPage(
  name: string,
  ctx: FeatureContext,
): { readonly title: string; readonly markdown: string } | undefined {
  const { kb, target } = ctx;
  const info = kb.errno(name);
  const number = errnoNumber(kb, name, target.arch);
  if (info === undefined || number === undefined) return undefined;
  const alias =
    info.aliasOf === undefined ? '' : ` · same number as ${reference(ctx, 'errno', info.aliasOf)}`;
  const markdown = joined([
    `# ${prose(name)}`,
    `**${number.toString()} on ${target.arch}**${alias}`,
    prose(info.meaning),
    prose(kb.errnoProse(name)?.advice ?? ''),
    section('Numbers', numbers(name, ctx)),
    section('After these calls', calls(name, ctx), others(name, ctx)),
  ]);
  return { title: name, markdown };
}

function numbers(name: string, ctx: FeatureContext): string {
  const byNumber = new Map<number, string[]>();
  for (const arch of ctx.kb.index.arches) {
    const number = errnoNumber(ctx.kb, name, arch.name) ?? 0;
    byNumber.set(number, [...(byNumber.get(number) ?? []), arch.name]);
  }
  if (byNumber.size < 2) return '';
  const rows = [...byNumber].sort((a, b) => b[1].length - a[1].length);
  return table(
    ['Number', 'Architectures'],
    rows.map(([number, arches]) => [number.toString(), foldArches(arches).join(', ')]),
  );
}

function calls(name: string, ctx: FeatureContext): string {
  const { target } = ctx;
  return Object.values(ctx.kb.index.calls)
    .filter((call) => call.page)
    .flatMap((call) => {
      const error = ctx.kb.page(call.name)?.errors.find((e) => e.name === name);
      if (error === undefined) return [];
      const inner = error.conditions.map((c) => `\n  - ${conditionText(c)}`).join('');
      const reading = containerReading(call, name, target);
      const container =
        reading === undefined || !containersMatter(call, target) ? '' : `\n  - ${prose(reading)}`;
      return [`- ${reference(ctx, 'syscall', call.name)} ${code(call.group)}${inner}${container}`];
    })
    .join('\n');
}

/** Calls whose page nobody has written: the manual names the errno for them. */
function others(name: string, ctx: FeatureContext): string {
  const found = Object.values(ctx.kb.index.calls).filter(
    (call) => !call.page && call.errors.includes(name),
  );
  const links = found.map((call) => reference(ctx, 'syscall', call.name));
  return links.length === 0 ? '' : `Named for: ${links.join(', ')}`;
}
