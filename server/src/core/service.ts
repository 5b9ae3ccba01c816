/** The language service: everything an editor or the CLI may ask, over plain text and plain answers. */
import type { Surroundings } from './c/around.ts';
import type { SyntaxParser } from './c/parser.ts';
import { createSourceFile, type Language, type SourceFile } from './c/source-file.ts';
import type {
  CodeAction,
  CompletionData,
  CompletionList,
  Diagnostic,
  Hover,
  InlayHint,
  SignatureHelp,
} from './features/answers.ts';
import { codeActionsOf } from './features/code-actions.ts';
import { completion, documentationOf } from './features/completion.ts';
import { decodeQuery, type DecodeAnswer, type DecodeQuery } from './features/decode.ts';
import { diagnosticsOf } from './features/diagnostics.ts';
import type { Explanation } from './features/explain.ts';
import type { FeatureContext, Guard } from './features/feature.ts';
import { hover } from './features/hover.ts';
import { inlayHints } from './features/inlay-hints.ts';
import { explain, namesOf, pageOf, suggestionsFor } from './features/reference-page.ts';
import { signatureHelp } from './features/signature-help.ts';
import { statusOf } from './features/status.ts';
import type { Kb } from './kb/kb.ts';
import { createWorkspace, type Workspace, type WorkspaceOptions } from './workspace/workspace.ts';
import { libraryNames } from './rules/runner.ts';
import type { Span } from './text/span.ts';
import type { NameEntry, PageKind, PageResult, StatusResult } from '../protocol.ts';

/** What a request knows about itself: target, settings and links; the service adds the knowledge base. */
export type RequestContext = Omit<FeatureContext, 'kb' | 'guard'>;

/** Every method answers `undefined` or an empty list where it has nothing to say; none throws on user input. */
export interface LanguageService {
  /**
   * A file to ask about; `arch` gives the values of constants and defaults to `x86_64`, `surroundings` are what the
   * index of its project has for its path.
   */
  open(text: string, language: Language, arch?: string, surroundings?: Surroundings): SourceFile;
  /** An empty index for the files of a project. */
  workspace(limits?: Pick<WorkspaceOptions, 'maxFiles' | 'maxLength' | 'reopen'>): Workspace;
  hover(file: SourceFile, offset: number, ctx: RequestContext): Hover | undefined;
  completion(file: SourceFile, offset: number, ctx: RequestContext): CompletionList;
  /** Documentation (Markdown) of a completion item. */
  resolveCompletion(data: CompletionData, ctx: RequestContext): string | undefined;
  signatureHelp(file: SourceFile, offset: number, ctx: RequestContext): SignatureHelp | undefined;
  /** Actions for a selection; `only` are kinds as LSP gives them (`quickfix` also asks for `quickfix.x`). */
  codeActions(
    file: SourceFile,
    span: Span,
    ctx: RequestContext,
    only?: readonly string[],
  ): readonly CodeAction[];
  inlayHints(file: SourceFile, span: Span, ctx: RequestContext): readonly InlayHint[];
  /** Findings of every enabled rule, suppression applied, in order of position. */
  diagnostics(file: SourceFile, ctx: RequestContext): readonly Diagnostic[];
  /** The reference page; without `kind` the first that has the name of: call, constant, errno, rule. */
  page(name: string, ctx: RequestContext, kind?: PageKind): PageResult | undefined;
  /** The same as data, with the keys `explain --format json` prints. */
  explain(name: string, ctx: RequestContext, kind?: PageKind): Explanation | undefined;
  /** Everything that has a page, sorted by kind and name. */
  names(): readonly NameEntry[];
  /** Names that somebody who typed `name` may have meant, best first. */
  suggest(name: string): readonly string[];
  decode(query: DecodeQuery): DecodeAnswer;
  status(ctx: RequestContext): StatusResult;
}

export interface ServiceOptions {
  readonly parser: SyntaxParser;
  readonly kb: Kb;
  /** Told which part (a feature, a source, a rule) threw; the others go on. */
  readonly log: (part: string, error: unknown) => void;
  /** Rethrow what a part throws, for tests. */
  readonly strict?: boolean;
}

const NOTHING = { isIncomplete: false, items: [] } as const;

/** The service over one parser and one knowledge base; it keeps nothing between requests. */
export function createLanguageService(options: ServiceOptions): LanguageService {
  const { parser, kb, log, strict = false } = options;
  const guard: Guard = (part, run) => {
    try {
      return run();
    } catch (error) {
      if (strict) throw error;
      log(part, error);
      return undefined;
    }
  };
  const full = (ctx: RequestContext): FeatureContext => ({ ...ctx, kb, guard });

  return {
    open: (text, language, arch, surroundings) =>
      createSourceFile(text, language, {
        ...{ kb, parser, names: libraryNames },
        ...(arch === undefined ? {} : { arch }),
        ...(surroundings ? { surroundings } : {}),
      }),
    workspace: (limits = {}) => createWorkspace({ kb, parser, ...limits }),
    hover: (file, offset, ctx) => guard('hover', () => hover.at(file, offset, full(ctx))),
    completion: (file, offset, ctx) =>
      guard('completion', () => completion.at(file, offset, full(ctx))) ?? NOTHING,
    resolveCompletion: (data, ctx) => guard('completion', () => documentationOf(data, full(ctx))),
    signatureHelp: (file, offset, ctx) =>
      guard('signature-help', () => signatureHelp.at(file, offset, full(ctx))),
    codeActions: (file, span, ctx, only) =>
      guard('code-actions', () => codeActionsOf(file, span, full(ctx), only)) ?? [],
    inlayHints: (file, span, ctx) =>
      guard('inlay-hints', () => inlayHints.within(file, span, full(ctx))) ?? [],
    diagnostics: (file, ctx) => guard('diagnostics', () => diagnosticsOf(file, full(ctx))) ?? [],
    page: (name, ctx, kind) => guard('reference-page', () => pageOf(name, full(ctx), kind)),
    explain: (name, ctx, kind) => guard('reference-page', () => explain(name, full(ctx), kind)),
    names: () => guard('names', () => namesOf(kb)) ?? [],
    suggest: (name) => guard('names', () => suggestionsFor(name, kb)) ?? [],
    decode: (query) => decodeQuery(query, kb),
    status: (ctx) => statusOf(full(ctx)),
  };
}
