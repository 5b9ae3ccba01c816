/** What there is to say about a constant, as lines of a card; hover and completion show the same one. */
import { constantAvailability } from '../../kb/availability.ts';
import type { FlagGroup, FlagMember } from '../../kb/kb.types.ts';
import { code, prose } from '../../text/markdown.ts';
import type { FeatureContext } from '../feature.ts';
import { item, paragraph, type Line } from './card.ts';
import { pageLink } from './links.ts';
import { differences, foldArches, showValue } from './values.ts';
import { olderKernels, showKernel, versionMatters } from './versions.ts';

/** Where a constant stands: in which group's argument of which call. */
export interface FlagPlace {
  /** Group whose prose is shown; absent for a constant of no group. */
  readonly group?: FlagGroup;
  /** Kernel name of the call, when it stands in one. */
  readonly call?: string;
  /** Parameter it is passed as. */
  readonly param?: string;
  /** Group that the parameter takes, where it is another one. */
  readonly wanted?: FlagGroup;
}

/** The card of a constant, the first line first. An unknown constant gives no lines. */
export function flagCard(name: string, place: FlagPlace, ctx: FeatureContext): readonly Line[] {
  const { kb, target } = ctx;
  const { group } = place;
  const member = group === undefined ? undefined : kb.member(group.id, name);
  if (member === undefined && kb.constant(name) === undefined) return [];
  const words = group === undefined ? undefined : kb.flagProse(group.id, name);
  const value = kb.value(name, target.arch);
  const shown = value === undefined ? '' : ` = ${showValue(value, group)}`;
  const status = member?.status === undefined ? '' : ` (${statusWord(member)})`;
  const summary = words?.summary ?? titleOf(group);
  const lines: (Line | undefined)[] = [
    paragraph(
      `${code(name)}${shown}${status}${summary === '' ? '' : `: ${prose(summary)}`}`,
      Infinity,
      {
        short: `${code(name)}${shown}${status}`,
      },
    ),
    warningLine(name, member, words?.warning, place, ctx),
    sinceLine(member?.since, words?.sinceNote, ctx),
    valueLine(name, value, group, ctx),
    group === undefined || member === undefined || place.wanted !== undefined
      ? undefined
      : relationsLine(member, group),
  ];
  const href = pageLink(ctx.links, 'constant', name, 'Full page');
  if (href !== undefined) lines.push(paragraph(href, 40));
  return lines.filter((line) => line !== undefined);
}

/** At most one warning: foreign argument, then target, then the warning of the knowledge base. */
function warningLine(
  name: string,
  member: FlagMember | undefined,
  warning: string | undefined,
  place: FlagPlace,
  ctx: FeatureContext,
): Line | undefined {
  const found = foreign(member, place) ?? offTarget(name, member, ctx) ?? warning;
  return found === undefined ? undefined : paragraph(`**Careful:** ${prose(found)}`, 90);
}

function foreign(member: FlagMember | undefined, place: FlagPlace): string | undefined {
  const { wanted, group, call, param } = place;
  if (wanted !== undefined && call !== undefined && param !== undefined) {
    const own = group === undefined ? '' : ` It belongs to ${group.title}.`;
    return `Not a value of ${code(param)} in ${call}().${own}`;
  }
  if (call === undefined || member?.calls === undefined || member.calls.includes(call)) {
    return undefined;
  }
  return `${call}() does not take it, only ${member.calls.map((c) => `${c}()`).join(', ')}.`;
}

function offTarget(
  name: string,
  member: FlagMember | undefined,
  ctx: FeatureContext,
): string | undefined {
  const { kb, target } = ctx;
  const { missingOn, needsKernel } = constantAvailability(kb, name, member, target);
  if (missingOn.length > 0) return `There is no ${name} on ${missingOn.join(', ')}.`;
  if (target.kernel === undefined || needsKernel === undefined) return undefined;
  return `Needs Linux ${needsKernel}; your target is ${showKernel(target.kernel)}.`;
}

function sinceLine(
  since: string | undefined,
  note: string | undefined,
  ctx: FeatureContext,
): Line | undefined {
  if (since === undefined) return undefined;
  const text = `Since Linux ${since}`;
  const from = note !== undefined || versionMatters(since, ctx.target) ? 'compact' : 'standard';
  return note === undefined
    ? item(text, 70, { from })
    : item(`${text} (${prose(olderKernels(note))})`, 80, { short: text, from });
}

/** Most architectures named in one line. */
const MOST_ARCHES = 8;

/** The value where other architectures have another one; targets by value, the rest by name. */
function valueLine(
  name: string,
  value: bigint | undefined,
  group: FlagGroup | undefined,
  ctx: FeatureContext,
): Line | undefined {
  const { kb, target } = ctx;
  const all = differences(kb, name, target.arch);
  if (all.length === 0) return undefined;
  const wanted = new Set(target.arches);
  const show = (v: bigint | undefined): string =>
    v === undefined ? 'absent' : showValue(v, group);
  const targets = all.flatMap((d) =>
    d.arches.filter((arch) => wanted.has(arch)).map((arch) => `${show(d.value)} on ${arch}`),
  );
  const others = all.filter((d) => d.value !== undefined).flatMap((d) => d.arches);
  const absent = all.filter((d) => d.value === undefined).flatMap((d) => d.arches);
  if (value === undefined) {
    return others.length === 0 ? undefined : item(`Exists on ${names(others, 6)}`, 60);
  }
  const on = `${show(value)} is for ${target.arch}`;
  const here = targets.length === 0 ? '' : `${targets.join(', ')}; `;
  const parts: string[] = [];
  if (foldArches(others).length > MOST_ARCHES) {
    const usual = all.reduce((a, b) => (b.arches.length > a.arches.length ? b : a));
    parts.push(`${show(usual.value)} on most others`);
  } else if (others.length > 0) parts.push(`differs on ${names(others, MOST_ARCHES)}`);
  if (absent.length > 0) {
    const present = kb.index.arches.length - absent.length;
    const list =
      present < absent.length ? existsOnly(absent, ctx) : `absent on ${names(absent, 6)}`;
    parts.push(list);
  }
  return item(`${on}; ${here}${parts.join('; ')}`, targets.length > 0 ? 75 : 60, {
    short: `${on}; ${here}differs elsewhere`,
    from: targets.length > 0 ? 'compact' : 'standard',
  });
}

function existsOnly(absent: readonly string[], ctx: FeatureContext): string {
  const present = ctx.kb.index.arches.map((a) => a.name).filter((a) => !absent.includes(a));
  return `only on ${names(present, 6)}`;
}

/** Architecture names, families as one word, cut after `most`. */
function names(arches: readonly string[], most: number): string {
  const folded = foldArches(arches);
  const more = folded.length - most;
  return more > 0
    ? `${folded.slice(0, most).join(', ')} and ${more.toString()} more`
    : folded.join(', ');
}

function relationsLine(member: FlagMember, group: FlagGroup): Line | undefined {
  const parts: string[] = [];
  const field = group.fields?.find((f) => f.name === member.field);
  if (field !== undefined) {
    const same = group.members.filter((m) => m.field === field.name && m.aliasOf === undefined);
    const names = same.map((m) => m.name);
    const count = field.required === true ? 'Exactly one of' : 'A value, not a bit: one of';
    parts.push(
      names.length > 5
        ? `One value of the ${code(field.name)} field, not a bit`
        : `${count} ${names.join(', ')}`,
    );
  }
  if (member.aliasOf !== undefined) parts.push(`same as ${member.aliasOf}`);
  if (member.requires !== undefined) parts.push(`needs ${member.requires.join(', ')}`);
  if (member.excludes !== undefined) parts.push(`not with ${member.excludes.join(', ')}`);
  if (parts.length === 0) return undefined;
  const text = parts.join('; ');
  return item(`${text.charAt(0).toUpperCase()}${text.slice(1)}`, 65, { from: 'standard' });
}

function statusWord(member: FlagMember): string {
  if (member.status === 'ignored') return 'ignored by the kernel';
  if (member.status === 'deprecated') return 'for old programs only';
  return `same as ${member.aliasOf ?? 'another'}`;
}

function titleOf(group: FlagGroup | undefined): string {
  return group === undefined ? '' : group.title;
}
