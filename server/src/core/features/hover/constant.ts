/** Hover on a constant: what it means in this argument of this call. */
import { FLAG_BUDGET } from '../support/card.ts';
import { flagCard, type FlagPlace } from '../support/flag-card.ts';
import type { FieldPlace } from '../../c/fields.ts';
import type { ArgumentPlace } from '../../c/target.ts';
import type { FeatureContext } from '../feature.ts';
import type { HoverSource } from './source.ts';

export const constantHover: HoverSource<'constant'> = {
  kind: 'constant',
  budget: FLAG_BUDGET,
  render: ({ name, in: argument, field }, _file, ctx) =>
    flagCard(name, inField(name, field, ctx) ?? placeOf(name, argument, ctx), ctx),
};

/** The group of the field, when the name belongs there. */
function inField(
  name: string,
  field: FieldPlace | undefined,
  { kb }: FeatureContext,
): FlagPlace | undefined {
  const group = field?.param.group === undefined ? undefined : kb.group(field.param.group);
  return group !== undefined && kb.member(group.id, name) !== undefined ? { group } : undefined;
}

/** The group to explain the name with: the argument's when it belongs there, else its own first one. */
function placeOf(name: string, at: ArgumentPlace | undefined, ctx: FeatureContext): FlagPlace {
  const { kb } = ctx;
  const groups = kb.constant(name)?.groups ?? [];
  const wanted = at?.param.group === undefined ? undefined : kb.group(at.param.group);
  if (at !== undefined && wanted !== undefined && groups.includes(wanted.id)) {
    return { group: wanted, call: at.call.call.name, param: at.param.name };
  }
  const own = groups[0] === undefined ? undefined : kb.group(groups[0]);
  const group = own === undefined ? {} : { group: own };
  if (at === undefined || wanted === undefined || own === undefined) return group;
  return { ...group, call: at.call.call.name, param: at.param.name, wanted };
}
