/** What an errno means, in general or after a certain call; hover and completion show the same card. */
import { callAvailability } from '../../kb/availability.ts';
import type { CallInfo, ErrorCondition } from '../../kb/kb.types.ts';
import { code, prose } from '../../text/markdown.ts';
import type { FeatureContext } from '../feature.ts';
import { item, paragraph, type Line } from './card.ts';
import { containerReading } from './containers.ts';
import { pageLink } from './links.ts';
import { errnoNumber } from './values.ts';
import { showSince } from './versions.ts';

/** The card of an errno name; an unknown name gives no lines. `after` is the call whose failure it tells of. */
export function errnoCard(
  name: string,
  after: CallInfo | undefined,
  ctx: FeatureContext,
): readonly Line[] {
  const { kb, target } = ctx;
  const info = kb.errno(name);
  const number = errnoNumber(kb, name, target.arch);
  if (info === undefined || number === undefined) return [];
  const call = after === undefined ? '' : ` after ${code(`${after.name}()`)}`;
  const alias = info.aliasOf === undefined ? '' : `, same number as ${info.aliasOf}`;
  const title = `${code(name)} (${number.toString()}${alias})${call}`;
  const meaning = info.meaning === '' ? '' : `: ${prose(info.meaning)}`;
  const conditions = after === undefined ? [] : conditionsOf(after, name, info.aliasOf, ctx);
  const reading =
    after === undefined ? undefined : readingLine(after, name, conditions.length === 0, ctx);
  const lines: (Line | undefined)[] = [
    paragraph(`${title}${meaning}`, Infinity, { short: title }),
    reading,
    ...(conditions.length > 0
      ? conditionLines(conditions)
      : [reading === undefined ? adviceLine(name, ctx) : undefined]),
    linkLine(name, after, ctx),
  ];
  return lines.filter((line) => line !== undefined);
}

function conditionsOf(
  call: CallInfo,
  name: string,
  alias: string | undefined,
  ctx: FeatureContext,
): readonly ErrorCondition[] {
  const errors = ctx.kb.page(call.name)?.errors ?? [];
  return errors.find((e) => e.name === name || e.name === alias)?.conditions ?? [];
}

/** Current conditions first; one that no kernel reports any more is only in the full card. */
function conditionLines(conditions: readonly ErrorCondition[]): readonly Line[] {
  const now = conditions.filter((c) => c.historical !== true);
  const past = conditions.filter((c) => c.historical === true);
  return [
    ...now.map((c, i) => item(conditionText(c), 80 - i, { counted: true })),
    ...past.map((c) => item(conditionText(c), 30, now.length === 0 ? {} : { from: 'full' })),
  ];
}

/** A condition in a sentence, with its version and whether it is history. */
export function conditionText(condition: ErrorCondition): string {
  const since = condition.since === undefined ? '' : `Since Linux ${condition.since}: `;
  const past = condition.historical === true ? ' (Not on current kernels.)' : '';
  return `${since}${prose(condition.text)}${past}`;
}

/** How to read EPERM and ENOSYS; `alone` when the page of the call has no condition for it. */
function readingLine(
  call: CallInfo,
  name: string,
  alone: boolean,
  ctx: FeatureContext,
): Line | undefined {
  const reading = containerReading(call, name, ctx.target);
  if (reading === undefined) return undefined;
  const old =
    callAvailability(call, ctx.target).needsKernel !== undefined ? ', the target among them' : '';
  const since =
    name === 'ENOSYS' && alone && call.since.precision === 'exact'
      ? `Kernels before ${showSince(call.since)} do not have the call${old}. `
      : '';
  return paragraph(`${since}${prose(reading)}`, 95);
}

function adviceLine(name: string, ctx: FeatureContext): Line | undefined {
  const advice = ctx.kb.errnoProse(name)?.advice;
  return advice === undefined || advice === ''
    ? undefined
    : paragraph(prose(advice), 60, { from: 'standard' });
}

function linkLine(
  name: string,
  after: CallInfo | undefined,
  ctx: FeatureContext,
): Line | undefined {
  const links = [
    pageLink(ctx.links, 'errno', name, `Full page of ${name}`),
    after?.page === true
      ? pageLink(ctx.links, 'syscall', after.name, `${after.name}(2)`)
      : undefined,
  ].filter((l) => l !== undefined);
  return links.length === 0 ? undefined : paragraph(links.join(' · '), 85);
}
