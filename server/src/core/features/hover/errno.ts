/** Hover on an errno name: what it means, after the call it follows when the code shows which. */
import { ERRNO_BUDGET } from '../support/card.ts';
import { errnoCard } from '../support/errno-card.ts';
import type { HoverSource } from './source.ts';

export const errnoHover: HoverSource<'errno'> = {
  kind: 'errno',
  budget: ERRNO_BUDGET,
  render: (target, _file, ctx) => errnoCard(target.name, target.after?.call.info, ctx),
};
