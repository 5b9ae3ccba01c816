/** What there is to say about a system call, as lines of a card; hover and completion show the same one. */
import { callAvailability, libcGap } from '../../kb/availability.ts';
import type { CallInfo, CallPage } from '../../kb/kb.types.ts';
import { code, fence, prose } from '../../text/markdown.ts';
import type { FeatureContext } from '../feature.ts';
import { declaration, failureOf, failureText, type Via } from './call-text.ts';
import { item, paragraph, type Line } from './card.ts';
import { containerLine, containersMatter } from './containers.ts';
import { conditionText } from './errno-card.ts';
import { ownFunction } from './library-function.ts';
import { pageLink } from './links.ts';
import { showKernel, showSince, versionMatters } from './versions.ts';

export interface CallPlace {
  readonly via: Via;
  /** The word in the code: `mmap64`, `SYS_mmap`. */
  readonly spelled: string;
}

/** The card of a call, the first line first. */
export function callCard(call: CallInfo, place: CallPlace, ctx: FeatureContext): readonly Line[] {
  const page = ctx.kb.page(call.name);
  const warning = warningText(call, page, ctx);
  const lines: (Line | undefined)[] = [
    titleLine(call, page, place, ctx),
    signatureLine(call, place.via, ctx),
    warning === undefined ? undefined : paragraph(`**Careful:** ${prose(warning)}`, 90),
    ...failureLines(call, page, place.via, warning),
    numberLine(call, ctx),
    wrapperLine(call, place.via, ctx),
    libraryLine(call, place.via, ctx),
    item(containerLine(call, ctx.target), 75, {
      from: containersMatter(call, ctx.target) ? 'compact' : 'standard',
    }),
    ...capabilityLines(call, ctx),
    ...errorLines(call, page),
    linkLine(call, page, ctx),
  ];
  return lines.filter((line) => line !== undefined);
}

function titleLine(
  call: CallInfo,
  page: CallPage | undefined,
  place: CallPlace,
  ctx: FeatureContext,
): Line {
  const section = page === undefined ? '2' : page.section;
  const number = /^(SYS_|__NR_)/.test(place.spelled);
  const other = place.spelled !== call.name && !number && ctx.kb.call(place.spelled) === call;
  const name = other ? `**${prose(place.spelled)}** = ${call.name}` : `**${prose(call.name)}**`;
  const summary = call.summary === '' ? '' : `: ${prose(call.summary)}.`;
  return paragraph(`${name}(${section})${summary}`, Infinity);
}

function signatureLine(call: CallInfo, via: Via, ctx: FeatureContext): Line | undefined {
  const wish = ctx.settings.hover.signature;
  if (wish === 'never' || (wish === 'auto' && ctx.otherCServer)) return undefined;
  const text = declaration(ctx.kb, call, via).replace(/\s*\n\s*/g, ' ');
  return { text: fence('c', text), keep: 65, as: 'block' };
}

/** At most one warning: where the target cannot have the call, else the first pitfall. */
function warningText(
  call: CallInfo,
  page: CallPage | undefined,
  ctx: FeatureContext,
): string | undefined {
  const { target } = ctx;
  const { missingOn, needsKernel } = callAvailability(call, target);
  return missingOn.length > 0
    ? `There is no ${call.name} on ${missingOn.join(', ')}.`
    : needsKernel !== undefined && target.kernel !== undefined
      ? `Needs ${showSince(call.since)}; your target is ${showKernel(target.kernel)}, where it fails with ENOSYS.`
      : page?.pitfalls[0];
}

function failureLines(
  call: CallInfo,
  page: CallPage | undefined,
  via: Via,
  warning: string | undefined,
): readonly Line[] {
  const failure = failureOf(call, via);
  const brief = failureText(call, via) ?? 'Cannot fail.';
  if (page === undefined || via === 'raw') return [paragraph(brief, 85)];
  // A pointer that is not NULL is what most first pitfalls are about: said once is enough.
  const said = failure !== undefined && failure !== '-1' && warning?.includes(failure) === true;
  return [
    ...(said ? [] : [paragraph(brief, 85, { until: 'standard' })]),
    paragraph(`Returns: ${prose(page.returns)}`, 25, { from: 'full' }),
  ];
}

function numberLine(call: CallInfo, ctx: FeatureContext): Line {
  const { kb, target } = ctx;
  const arches = target.arches.length > 0 ? target.arches : [target.arch];
  const numbers = arches.slice(0, 4).map((arch) => {
    const number = kb.number(call.name, arch);
    return number === undefined ? `not on ${arch}` : `number ${number.toString()} on ${arch}`;
  });
  const exists = arches.every((arch) => kb.number(call.name, arch) !== undefined);
  const parts = [`Since ${showSince(call.since)}`, ...numbers];
  const matters = !exists || versionMatters(call.since.version, target);
  return item(parts.join(' · '), 70, { from: matters ? 'compact' : 'standard' });
}

/** Which C library has a function for it, when not every one that matters does. */
function wrapperLine(call: CallInfo, via: Via, ctx: FeatureContext): Line | undefined {
  const { glibc, musl } = call.libc;
  if (ctx.kb.page(call.name) === undefined && glibc === undefined && musl === undefined) {
    return undefined;
  }
  const { libc } = ctx.target;
  const gap = libcGap(call, ctx.target);
  const parts: string[] = [];
  if (libc !== 'musl') {
    if (glibc === undefined) parts.push('no glibc function');
    else if (glibc !== 'yes')
      parts.push(
        `glibc since ${glibc}${gap?.since === undefined ? '' : `; your target has ${ctx.target.libcVersion ?? 'less'}`}`,
      );
  }
  if (libc !== 'glibc' && musl !== true) parts.push('not in musl');
  if (parts.length === 0) return undefined;
  const hint =
    (glibc === undefined || gap !== undefined) && via === 'libc'
      ? `: call ${code(`syscall(SYS_${call.name}, ...)`)}`
      : '';
  return item(`C library: ${parts.join(', ')}${hint}`, 60, {
    from: glibc === undefined || gap !== undefined ? 'compact' : 'standard',
  });
}

/** That the C function makes another call: what a filter or a trace will see. */
function libraryLine(call: CallInfo, via: Via, ctx: FeatureContext): Line | undefined {
  const text = via === 'raw' ? undefined : ownFunction(call, ctx.target.libc ?? 'glibc', ctx);
  return text === undefined ? undefined : item(text, 40, { from: 'standard' });
}

function capabilityLines(call: CallInfo, { kb }: FeatureContext): readonly Line[] {
  return (kb.capabilities(call.name) ?? []).map((cap) =>
    item(`${prose(cap.name)}: ${prose(cap.when)}`, 30, { from: 'full' }),
  );
}

function errorLines(call: CallInfo, page: CallPage | undefined): readonly Line[] {
  if (call.errors.length === 0) return [];
  const live = page?.errors
    .filter((e) => e.conditions.some((c) => c.historical !== true))
    .map((e) => e.name);
  const names = live ?? call.errors;
  const until = page === undefined ? 'full' : 'standard';
  const brief = item(`Errors: ${names.join(' · ')}`, 55, { from: 'standard', until });
  const full = (page?.errors ?? []).flatMap((error) =>
    error.conditions.map((c) =>
      item(`${code(error.name)}: ${conditionText(c)}`, 20, { from: 'full' }),
    ),
  );
  return [brief, ...full];
}

function linkLine(
  call: CallInfo,
  page: CallPage | undefined,
  ctx: FeatureContext,
): Line | undefined {
  const text = `Full page of ${call.name}(${page?.section ?? '2'})`;
  const href = pageLink(ctx.links, 'syscall', call.name, text);
  return href === undefined ? undefined : paragraph(href, 95);
}
