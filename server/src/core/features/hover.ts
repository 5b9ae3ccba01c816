/** Hover: finds the target under the cursor and lets the source of its kind write the card. */
import { targetAt, type Target } from '../c/target.ts';
import type { SourceFile } from '../c/source-file.ts';
import type { Hover } from './answers.ts';
import type { FeatureContext, PositionFeature } from './feature.ts';
import { argumentHover } from './hover/argument.ts';
import { constantHover } from './hover/constant.ts';
import { errnoHover } from './hover/errno.ts';
import { fieldHover } from './hover/field.ts';
import { failureHover } from './hover/failure.ts';
import { numberHover } from './hover/number.ts';
import type { HoverSource } from './hover/source.ts';
import { syscallHover } from './hover/syscall.ts';
import { wrapperHover } from './hover/wrapper.ts';
import { renderCard, type Line } from './support/card.ts';

type Sources = { readonly [K in Target['kind']]: HoverSource<K> };

const sources: Sources = {
  syscall: syscallHover,
  wrapper: wrapperHover,
  constant: constantHover,
  errno: errnoHover,
  failure: failureHover,
  field: fieldHover,
  number: numberHover,
  parameter: argumentHover,
};

export const hover: PositionFeature<Hover> = {
  at(file, offset, ctx) {
    if (!ctx.settings.hover.enabled) return undefined;
    const target = targetAt(file, offset, ctx.kb);
    if (target === undefined) return undefined;
    const lines = ctx.guard(`hover/${target.kind}`, () => linesFor(target, file, ctx));
    if (lines === undefined || lines.length === 0) return undefined;
    const { budget } = sources[target.kind];
    const markdown = renderCard(lines, ctx.settings.hover.detail, budget);
    return markdown === '' ? undefined : { span: target.span, markdown };
  },
};

function linesFor(
  target: Target,
  file: SourceFile,
  ctx: FeatureContext,
): readonly Line[] | undefined {
  const source = sources[target.kind] as HoverSource;
  return source.render(target, file, ctx);
}
