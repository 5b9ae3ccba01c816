/** The reference page of a structure: its declaration, who takes it, and the names its fields take. */
import { code, fence, list, prose, table } from '../../text/markdown.ts';
import { explainStruct, type StructExplanation } from '../explain-struct.ts';
import type { FeatureContext } from '../feature.ts';
import { declareParam } from '../support/call-text.ts';
import { conditionOf, fieldUses } from '../support/group-use.ts';
import { flagTable } from './flags.ts';
import { joined, reference, section, subsection } from './page.ts';

/** Title and Markdown; `undefined` for a tag that nobody knows. */
export function structPage(
  name: string,
  ctx: FeatureContext,
): { readonly title: string; readonly markdown: string } | undefined {
  const { kb, target } = ctx;
  const known = explainStruct(kb, name, target.arch);
  if (known === undefined) return undefined;
  const title = `${kb.structPage(name)?.union === true ? 'union' : 'struct'} ${name}`;
  const info = kb.struct(name);
  const uses = info === undefined ? [] : fieldUses(info);
  const firsts = uses.filter((use, i) => uses.findIndex((u) => u.group === use.group) === i);
  const markdown = joined([
    `# ${prose(title)}`,
    code(`<${known.header}>`),
    section('Declaration', declaration(title, known), sizes(known)),
    section('Taken by', list(takers(known, ctx))),
    section(
      'Values of fields',
      ...firsts.map(({ group, param, when }) => {
        const condition = when === undefined ? '' : ` when ${prose(conditionOf(when))}`;
        const heading = `${prose(kb.group(group)?.title ?? group)}, field ${code(param)}${condition}`;
        return subsection(heading, flagTable(group, undefined, ctx));
      }),
    ),
  ]);
  return { title, markdown };
}

function declaration(title: string, { fields }: StructExplanation): string {
  const lines = fields
    .filter((field) => !field.name.includes('.'))
    .map(({ name, type }) => {
      const [plain = type, bits] = type.split(' : ');
      const width = bits === undefined ? '' : ` : ${bits}`;
      return `    ${declareParam({ name, type: plain, kind: 'number' })}${width};`;
    });
  return fence('c', `${title} {\n${lines.join('\n')}\n};`);
}

function sizes({ size, differs = {} }: StructExplanation): string {
  if (size === undefined) return '';
  const rows = Object.entries(differs).map(([arch, bytes]) => [arch, bytes.toString()]);
  if (rows.length === 0) return `${size.toString()} bytes on every architecture.`;
  return table(['Architecture', 'Bytes'], [['x86_64 and most others', size.toString()], ...rows]);
}

function takers({ calls }: StructExplanation, ctx: FeatureContext): readonly string[] {
  return calls.map(({ call, parameter, when }) => {
    const condition = when === undefined ? '' : ` when ${prose(conditionOf(when))}`;
    return `${code(parameter)} of ${reference(ctx, 'syscall', call)}${condition}`;
  });
}
