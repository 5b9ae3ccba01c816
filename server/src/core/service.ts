/** The language service: everything an editor or the CLI may ask, over plain text and plain answers. */
import type { Language, SourceFile } from './c/source-file.ts';
import type {
  ActionKind,
  CodeAction,
  CompletionData,
  CompletionList,
  Diagnostic,
  Hover,
  InlayHint,
  SignatureHelp,
} from './features/answers.ts';
import type { DecodeAnswer, DecodeQuery } from './features/decode.ts';
import type { FeatureContext } from './features/feature.ts';
import type { Explanation } from './features/explain.ts';
import type { Span } from './text/span.ts';
import type { NameEntry, PageKind, PageResult, StatusResult } from '../protocol.ts';

/** What a request knows about itself: target, settings and links; the service adds the knowledge base. */
export type RequestContext = Omit<FeatureContext, 'kb' | 'guard'>;

/** Every method answers `undefined` or an empty list where it has nothing to say; none throws on user input. */
export interface LanguageService {
  /** A file to ask about; `arch` gives the values of constants and defaults to `x86_64`. */
  open(text: string, language: Language, arch?: string): SourceFile;
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

export type { ActionKind };
