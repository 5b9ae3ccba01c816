/** The reference page of a system call, section by section. */
import { paramsOf } from '../../kb/cases.ts';
import type { CallInfo, CallPage, ParamInfo } from '../../kb/kb.types.ts';
import { code, fence, list, oneLine, paragraphs, prose, table } from '../../text/markdown.ts';
import type { FeatureContext } from '../feature.ts';
import { conditionText } from '../support/errno-card.ts';
import {
  declaration,
  declareParam,
  failureText,
  isFunction,
  signatureText,
} from '../support/call-text.ts';
import { containerLine, runtimeName } from '../support/containers.ts';
import { conditionOf, groupsOf, usualNames, type GroupUse } from '../support/group-use.ts';
import { errnoNumber } from '../support/values.ts';
import { showSince } from '../support/versions.ts';
import { flagTable } from './flags.ts';
import { joined, reference, section, subsection } from './page.ts';
import { librariesText, selectorsText } from './tools.ts';

/** Title and Markdown; `checks` are the rules that look at this call. */
export function callPage(
  call: CallInfo,
  checks: readonly { readonly id: string; readonly summary: string }[],
  ctx: FeatureContext,
): { readonly title: string; readonly markdown: string } {
  const page = ctx.kb.page(call.name);
  const title = `${call.name}(${page?.section ?? '2'})`;
  const markdown = joined([
    `# ${prose(title)}`,
    `**${prose(call.group)} · Section ${page?.section ?? '2'}**`,
    call.summary === '' ? undefined : `${prose(call.summary)}.`,
    section(
      'Signature',
      ...signatures(call, page, ctx),
      parameters(call, page, ctx),
      returns(call, page),
    ),
    section('Description', page === undefined ? undefined : paragraphs(page.description)),
    section('Pitfalls', list((page?.pitfalls ?? []).map(prose))),
    section('Architectures', architectures(call, ctx), note(page?.architecturesNote)),
    section('Kernel history', history(call, page)),
    section('C library', librariesText(call, ctx)),
    section(
      'seccomp and containers',
      containers(call, ctx),
      note(page?.containersNote),
      selectorsText(call, ctx),
    ),
    seccomp(page),
    section('strace example', ...strace(page)),
    section('Security and observability', ...security(call, page, ctx)),
    section('Errors', errors(call, page, ctx)),
    section('Flags', ...flags(call, page, ctx)),
    section(
      'Checks',
      list(checks.map((r) => `${reference(ctx, 'rule', r.id)}: ${prose(r.summary)}`)),
    ),
    section('Related calls', list(related(page, ctx))),
    section('Sources', list((page?.sources ?? []).map(code))),
  ]);
  return { title, markdown };
}

function note(text: string | undefined): string | undefined {
  return text === undefined ? undefined : paragraphs(text);
}

function signatures(call: CallInfo, page: CallPage | undefined, ctx: FeatureContext): string[] {
  if (page === undefined || page.signatures.length === 0) {
    const headers = call.headers.map((h) => `#include <${h}>\n`).join('');
    const text = fence('c', `${headers}${declaration(ctx.kb, call, 'libc')}`);
    if (call.raw === undefined) return [text];
    const raw = fence('c', `${signatureText(call, 'raw').label};`);
    return [text, `The kernel's own:\n\n${raw}`];
  }
  return page.signatures.map((s) => {
    const headers = s.headers.map((h) => `#include <${h}>\n`).join('');
    const text = fence('c', `${headers}${headers === '' ? '' : '\n'}${s.text.trim()}`);
    return s.kind === 'kernel' ? `The kernel's own:\n\n${text}` : text;
  });
}

function parameters(call: CallInfo, page: CallPage | undefined, ctx: FeatureContext): string {
  const line = (param: ParamInfo): string => {
    const words = page?.params.find((p) => p.name === param.name);
    const facts = [
      ...(words?.unit === undefined ? [] : [`Unit: ${prose(words.unit)}.`]),
      ...(words?.range === undefined ? [] : [`Range: ${prose(words.range)}.`]),
    ].join(' ');
    const group = param.group === undefined ? undefined : ctx.kb.group(param.group)?.title;
    const meaning = words?.meaning ?? group;
    const text = `**${prose(param.name)}** (${code(param.type)})${meaning === undefined ? '' : `: ${prose(meaning)}`} ${facts}`;
    return [text.trim(), ...cases(param, ctx)].join('\n  - ');
  };
  return list(paramsOf(call, 'libc').map(line));
}

/** What a parameter is in each case, cases of the same meaning together. */
function cases(param: ParamInfo, { kb }: FeatureContext): readonly string[] {
  return (param.cases ?? []).map((one) => {
    const name = one.name ?? param.name;
    const group = one.group === undefined ? undefined : kb.group(one.group)?.title;
    const what =
      one.ignored === true
        ? 'ignored'
        : `${code(declareParam({ ...param, name, type: one.type ?? param.type }))}${group === undefined ? '' : `, ${prose(group)}`}`;
    return `when ${prose(conditionOf(one.when))}: ${what}`;
  });
}

function returns(call: CallInfo, page: CallPage | undefined): string {
  if (page !== undefined) return `**Returns:** ${prose(page.returns)}`;
  return (failureText(call, isFunction(call) ? 'libc' : 'raw') ?? '').replace(/^\w+:/, '**$&**');
}

function architectures(call: CallInfo, ctx: FeatureContext): string {
  const rows: readonly ArchRowLike[] =
    ctx.kb.pageFacts(call.name)?.architectures ??
    Object.entries(call.numbers).map(([arch, number]) => ({ arch, number }));
  const first = (row: ArchRowLike): number => (row.arch === ctx.target.arch ? 0 : 1);
  const present = rows
    .filter((row) => row.number !== undefined)
    .toSorted((a, b) => first(a) - first(b));
  const missing = rows.filter((row) => row.number === undefined);
  const shown = table(
    ['Architecture', 'Number', 'ABI', 'Entry point', 'Remark'],
    present.map((row) => [
      row.arch,
      row.number?.toString() ?? '',
      row.abi ?? '',
      row.entryPoint === undefined ? '' : code(row.entryPoint),
      row.note === undefined ? '' : prose(row.note),
    ]),
  );
  const listed = new Set(rows.map((row) => row.arch));
  const absent = [
    ...missing.map((row) => row.arch),
    ...ctx.kb.index.arches.map((a) => a.name).filter((a) => !listed.has(a)),
  ];
  return joined([
    present.length === 0 ? undefined : shown,
    absent.length === 0 ? undefined : `Not on this architecture: ${absent.join(', ')}.`,
  ]);
}
type ArchRowLike = CallPage['architectures'][number];

function history(call: CallInfo, page: CallPage | undefined): string {
  const lines = (page?.history ?? []).map(
    (h) => `**${prose(h.version)}**: ${prose(h.text)} (${code(h.source)})`,
  );
  return joined([`In ${showSince(call.since)}.`, list(lines)]);
}

function containers(call: CallInfo, ctx: FeatureContext): string {
  const rows = ctx.kb.pageFacts(call.name)?.containers ?? [];
  if (rows.length === 0) return containerLine(call, ctx.target);
  return table(
    ['Default profile of', 'Version', 'Verdict', 'Condition', 'Refused with'],
    rows.map((row) => [
      runtimeName(row.runtime),
      row.profileVersion,
      row.status,
      [...row.conditions, ...(row.note === undefined ? [] : [row.note])].map(prose).join('; '),
      row.status === 'allowed' ? '' : (row.errno ?? ''),
    ]),
  );
}

function seccomp(page: CallPage | undefined): string {
  if (page === undefined || page.seccomp.libseccomp.trim() === '') return '';
  return subsection(
    'A libseccomp filter',
    paragraphs(page.seccomp.note),
    fence('c', page.seccomp.libseccomp),
  );
}

function strace(page: CallPage | undefined): (string | undefined)[] {
  if (page === undefined || page.strace.output.trim() === '') return [];
  return [
    fence('console', `$ ${oneLine(page.strace.command)}\n${page.strace.output.trimEnd()}`),
    paragraphs(page.strace.note),
  ];
}

function security(call: CallInfo, page: CallPage | undefined, { kb }: FeatureContext): string[] {
  const uses = kb.capabilities(call.name) ?? [];
  const capabilities = uses.map((c) => `**${prose(c.name)}**: ${prose(c.when)}`);
  const tracepoints = (kb.pageFacts(call.name)?.tracepoints ?? []).map(code).join(', ');
  return [
    paragraphs(page?.security ?? ''),
    capabilities.length === 0 ? '' : `Capabilities:\n\n${list(capabilities)}`,
    paragraphs(page?.observability ?? ''),
    tracepoints === '' ? '' : `Tracepoints: ${tracepoints}`,
  ];
}

function errors(call: CallInfo, page: CallPage | undefined, ctx: FeatureContext): string {
  const all = page?.errors ?? call.errors.map((name) => ({ name, conditions: [] }));
  return all
    .map(({ name, conditions }) => {
      const number = errnoNumber(ctx.kb, name, ctx.target.arch);
      const shown = number === undefined ? '' : ` (${number.toString()})`;
      const inner = conditions.map((c) => `\n  - ${conditionText(c)}`).join('');
      return `- ${reference(ctx, 'errno', name)}${shown}${inner}`;
    })
    .join('\n');
}

/** Beyond so many groups (ioctl has hundreds) those of cases and structures are only named. */
const MOST_TABLES = 40;

function flags(call: CallInfo, page: CallPage | undefined, ctx: FeatureContext): string[] {
  const all = groupsOf(ctx.kb, call, page);
  const isOwn = (use: GroupUse): boolean => use.when === undefined && use.struct === undefined;
  const shown = all.length > MOST_TABLES ? all.filter(isOwn) : all;
  const named = all.filter((use) => !shown.includes(use));
  const tables = shown.map((use) =>
    subsection(placeOf(use, ctx), flagTable(use.group, call.name, ctx)),
  );
  const lines = named.map((use) => {
    const names = usualNames({ group: use.group }, ctx.kb, ctx.target.arch);
    return `${placeOf(use, ctx)}: ${names}`;
  });
  return [...tables, list(lines)];
}

/** `open flags, argument flags`, `…, field flags of struct open_how`, with the condition. */
function placeOf({ group, param, struct, when }: GroupUse, ctx: FeatureContext): string {
  const title = prose(ctx.kb.group(group)?.title ?? group);
  const place =
    struct === undefined
      ? `argument ${code(param)}`
      : `field ${code(param)} of ${reference(ctx, 'struct', struct)}`;
  return `${title}, ${place}${when === undefined ? '' : ` when ${prose(conditionOf(when))}`}`;
}

function related(page: CallPage | undefined, ctx: FeatureContext): string[] {
  return (page?.related ?? []).map((r) => `${reference(ctx, 'syscall', r.name)}: ${prose(r.why)}`);
}
