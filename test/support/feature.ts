/** Asks features about marked text and shows the answers as people read them. `$0` is the cursor. */
import {
  createLanguageService,
  type LanguageService,
  type RequestContext,
} from '../../server/src/core/service.ts';
import type { SourceFile } from '../../server/src/core/c/source-file.ts';
import type { CodeAction } from '../../server/src/core/features/answers.ts';
import { defaultSettings } from '../../server/src/project/settings.ts';
import type { Settings } from '../../server/src/protocol.ts';
import type { TextEdit } from '../../server/src/core/text/span.ts';
import { readFixture } from './fixture.ts';
import { testKb } from './kb.ts';
import { targetOf } from './lint.ts';
import { testParser } from './parser.ts';

/** The settings a user has who changed nothing. */
export const defaults: Settings = defaultSettings;

export interface Asked {
  readonly settings?: Partial<Settings>;
  readonly detail?: Settings['hover']['detail'];
  readonly otherCServer?: boolean;
  /** Link templates; absent: the client opens no pages. */
  readonly links?: RequestContext['links'];
}

/** Links as the VS Code client gives them. */
export const links = { page: 'command:page?{kind}/{name}', rule: 'page:{kind}/{name}' };

let service: LanguageService | undefined;

/** The language service over the real parser and knowledge base; whatever throws fails the test. */
export async function testService(): Promise<LanguageService> {
  const parser = await testParser();
  const log = (part: string, error: unknown): never => {
    throw new Error(part, { cause: error });
  };
  service ??= createLanguageService({ parser, kb: testKb(), log, strict: true });
  return service;
}

/** What a request is told besides the place. */
export function contextOf(
  options: ReadonlyMap<string, string> = new Map(),
  asked: Asked = {},
): RequestContext {
  const settings = { ...defaults, ...asked.settings };
  const detail = asked.detail ?? settings.hover.detail;
  return {
    target: targetOf(options),
    settings: { ...settings, hover: { ...settings.hover, detail } },
    links: asked.links ?? {},
    otherCServer: asked.otherCServer ?? false,
  };
}

export interface Opened {
  readonly service: LanguageService;
  readonly file: SourceFile;
  readonly text: string;
  /** Offset of `$0`. */
  readonly offset: number;
  readonly ctx: RequestContext;
}

/** Opens marked text. Throws without exactly one `$0`: the mark is an identifier character in C. */
export async function open(marked: string, asked: Asked = {}): Promise<Opened> {
  const [part] = readFixture(marked.replace(/^\n/, ''));
  if (part === undefined) throw new Error('no file in the fixture');
  const offset = part.text.indexOf('$0');
  if (offset < 0 || part.text.includes('$0', offset + 1)) throw new Error('the text needs one $0');
  const text = part.text.slice(0, offset) + part.text.slice(offset + 2);
  const language = part.options.get('lang') === 'cpp' || part.name.endsWith('.h') ? 'cpp' : 'c';
  const ctx = contextOf(part.options, asked);
  const all = await testService();
  return { service: all, file: all.open(text, language, ctx.target.arch), text, offset, ctx };
}

/** The hover at `$0`: the word it is about, then its Markdown. */
export async function checkHover(marked: string, asked: Asked = {}): Promise<string> {
  const { service: all, file, text, offset, ctx } = await open(marked, asked);
  const hover = all.hover(file, offset, ctx);
  if (hover === undefined) return 'nothing';
  return `[${text.slice(hover.span.start, hover.span.end)}]\n${hover.markdown}`;
}

/** Completion at `$0`: `label | detail`, in the order an editor shows; `limit` lines. */
export async function checkCompletion(
  marked: string,
  limit = 100,
  asked: Asked = {},
): Promise<string> {
  const { service: all, file, offset, ctx } = await open(marked, asked);
  const { items } = all.completion(file, offset, ctx);
  const sorted = [...items].sort((a, b) =>
    a.sortText < b.sortText ? -1 : a.sortText > b.sortText ? 1 : 0,
  );
  return sorted
    .slice(0, limit)
    .map((item) => `${item.label} | ${item.detail}${item.deprecated ? ' | struck out' : ''}`)
    .join('\n');
}

/** The text after the item of this label is taken at `$0`. Throws when there is none. */
export async function checkAccepted(marked: string, label: string): Promise<string> {
  const { service: all, file, text, offset, ctx } = await open(marked);
  const item = all.completion(file, offset, ctx).items.find((i) => i.label === label);
  if (item === undefined) throw new Error(`no item ${label}`);
  return applied(text, [...item.additionalEdits, { span: item.replace, newText: item.newText }]);
}

/** Signature help at `$0`: the label with the active parameter in brackets, then its documentation. */
export async function checkSignature(marked: string, asked: Asked = {}): Promise<string> {
  const { service: all, file, offset, ctx } = await open(marked, asked);
  const help = all.signatureHelp(file, offset, ctx);
  if (help === undefined) return 'nothing';
  const active = help.active === undefined ? undefined : help.parameters[help.active];
  if (active === undefined) return help.label;
  const { start, end } = active.span;
  const label = `${help.label.slice(0, start)}[${help.label.slice(start, end)}]${help.label.slice(end)}`;
  return `${label}\n${active.documentation}`;
}

/** Titles of the code actions at `$0`, with kind; a star marks the preferred one. */
export async function checkActions(
  marked: string,
  only?: readonly string[],
  asked: Asked = {},
): Promise<string> {
  const found = await actionsAt(marked, only, asked);
  return found.actions.map((a) => `${a.preferred ? '* ' : ''}${a.title} (${a.kind})`).join('\n');
}

/** The text after the action of this title at `$0`. Throws when there is none. */
export async function checkAction(
  marked: string,
  title: string,
  only?: readonly string[],
): Promise<string> {
  const { actions, text } = await actionsAt(marked, only);
  const action = actions.find((a) => a.title === title);
  if (action === undefined)
    throw new Error(`no action ${title} in: ${actions.map((a) => a.title).join(', ')}`);
  return applied(text, action.edits);
}

async function actionsAt(
  marked: string,
  only?: readonly string[],
  asked: Asked = {},
): Promise<{ readonly actions: readonly CodeAction[]; readonly text: string }> {
  const { service: all, file, text, offset, ctx } = await open(marked, asked);
  return { actions: all.codeActions(file, { start: offset, end: offset }, ctx, only), text };
}

/** The text with hints in guillemets, where an editor would show them. */
export async function checkInlay(marked: string): Promise<string> {
  const asked = { settings: { inlayHints: { enabled: true } } };
  const { service: all, file, text, ctx } = await open(`${marked}$0`, asked);
  const hints = all.inlayHints(file, { start: 0, end: text.length }, ctx);
  return applied(
    text,
    hints.map((h) => ({ span: { start: h.offset, end: h.offset }, newText: `«${h.label}»` })),
  );
}

/** Text with edits applied, as an editor does it: all offsets are those of the text before. */
export function applied(text: string, edits: readonly TextEdit[]): string {
  let result = text;
  for (const { span, newText } of [...edits].sort(
    (a, b) => b.span.start - a.span.start || b.span.end - a.span.end,
  )) {
    result = result.slice(0, span.start) + newText + result.slice(span.end);
  }
  return result;
}
