/** Hover on a number in an argument that takes flags, an enumeration or a mode: the names it stands for. */
import { CALL_BUDGET } from '../support/card.ts';
import { valueLines } from '../support/mask-lines.ts';
import type { HoverSource } from './source.ts';

export const numberHover: HoverSource<'number'> = {
  kind: 'number',
  budget: CALL_BUDGET,
  render(target, file, ctx) {
    const written = file.slice(target.span.start, target.span.end);
    const { call, param } = target.in;
    return valueLines(written, target.value, param, { call: call.call.name }, ctx);
  },
};
