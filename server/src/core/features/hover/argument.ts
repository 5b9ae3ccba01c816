/** Hover on any other argument: what the parameter means, and its value here when the code shows it. */
import type { SourceFile } from '../../c/source-file.ts';
import type { ArgumentPlace } from '../../c/target.ts';
import { uncast } from '../../c/ir.ts';
import { constantOf, signedOf } from '../../c/value.ts';
import { hex } from '../../kb/constants.ts';
import { code, oneLine, prose } from '../../text/markdown.ts';
import type { FeatureContext } from '../feature.ts';
import { CALL_BUDGET, item, paragraph, type Line } from '../support/card.ts';
import { valueLines } from '../support/mask-lines.ts';
import type { HoverSource } from './source.ts';

export const argumentHover: HoverSource<'parameter'> = {
  kind: 'parameter',
  budget: CALL_BUDGET,
  render(target, file, ctx) {
    const here = hereLines(target.in, file, ctx);
    const about = parameterLines(target.in, ctx);
    return here.length === 0 ? about : [...here, ...about];
  },
};

/** Name, type, meaning, unit and range of the parameter. */
function parameterLines({ call, param, argument }: ArgumentPlace, ctx: FeatureContext): Line[] {
  const name = call.call.name;
  const words = ctx.kb.page(name)?.params.find((p) => p.name === param.name);
  const place = `argument ${(argument.index + 1).toString()} of ${code(`${name}()`)}`;
  const { wrapper } = call.call;
  const through = wrapper === undefined ? '' : `, through ${code(`${wrapper.name}()`)}`;
  const remark = `${through}${param.ignored === true ? ', ignored here' : ''}`;
  const lines = [paragraph(`${code(`${param.type} ${param.name}`)}: ${place}${remark}`, Infinity)];
  if (words === undefined) return lines;
  lines.push(paragraph(prose(words.meaning), 80));
  if (words.unit !== undefined) lines.push(item(`Unit: ${prose(words.unit)}`, 70));
  if (words.range !== undefined) lines.push(item(`Range: ${prose(words.range)}`, 75));
  return lines;
}

/** The value of the argument, when it is known and not a plain number already. */
function hereLines(at: ArgumentPlace, file: SourceFile, ctx: FeatureContext): readonly Line[] {
  const { call, param, argument } = at;
  if (uncast(argument.expr).kind === 'number') return [];
  const value = file.facts(call).value(argument.expr);
  const bits = constantOf(value);
  const signed = signedOf(value);
  if (bits === undefined || signed === undefined) return [];
  const written = oneLine(file.slice(argument.start + call.base, argument.end + call.base));
  const text = written.length > 60 ? `${written.slice(0, 57)}...` : written;
  const named = valueLines(text, signed, param, { call: call.call.name }, ctx);
  if (named !== undefined) return named;
  if (!NUMERIC.has(param.kind)) return [];
  const number = signed > 4096n ? `${signed.toString()} = ${hex(signed)}` : signed.toString();
  return text === number ? [] : [paragraph(code(`${text} = ${number}`), Infinity)];
}

const NUMERIC: ReadonlySet<string> = new Set(['length', 'offset', 'number', 'fd', 'pid', 'id']);
