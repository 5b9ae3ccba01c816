/** Hover on a field of a structure: its type and the names it takes; on a number there: those it stands for. */
import type { FieldPlace } from '../../c/fields.ts';
import { code, prose } from '../../text/markdown.ts';
import type { FeatureContext } from '../feature.ts';
import { CALL_BUDGET, item, paragraph, type Line } from '../support/card.ts';
import { declareParam } from '../support/call-text.ts';
import { usualNames } from '../support/group-use.ts';
import { valueLines } from '../support/mask-lines.ts';
import { pageLink } from '../support/links.ts';
import type { HoverSource } from './source.ts';

export const fieldHover: HoverSource<'field'> = {
  kind: 'field',
  budget: CALL_BUDGET,
  render({ field, value, span }, file, ctx) {
    if (value === undefined) return fieldLines(field, ctx);
    const written = file.slice(span.start, span.end);
    return valueLines(written, value, field.param, { struct: field.struct.name }, ctx);
  },
};

function fieldLines({ struct, param }: FieldPlace, ctx: FeatureContext): readonly Line[] {
  const group = param.group === undefined ? undefined : ctx.kb.group(param.group);
  const names = usualNames(param, ctx.kb, ctx.target.arch);
  const href = pageLink(ctx.links, 'struct', struct.name, `Full page of struct ${struct.name}`);
  const remark = param.ignored === true ? ', ignored here' : '';
  return [
    paragraph(
      `${code(declareParam(param))}: field of ${code(`struct ${struct.name}`)}${remark}`,
      Infinity,
    ),
    ...(group === undefined ? [] : [paragraph(`${prose(group.title)}: ${names}`, 80)]),
    item(code(`<${struct.header}>`), 40),
    ...(href === undefined ? [] : [paragraph(href, 60)]),
  ];
}
