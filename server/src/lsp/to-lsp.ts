/** From core's plain answers to LSP's types. The only place that does so. */
import {
  CodeActionKind,
  CompletionItemKind,
  CompletionItemTag,
  DiagnosticSeverity,
  DiagnosticTag,
  InsertTextFormat,
  MarkupKind,
  type CodeAction,
  type CompletionItem,
  type Diagnostic,
  type Hover,
  type InlayHint,
  type MarkupContent,
  type Range,
  type SignatureHelp,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type * as core from '../core/features/answers.ts';
import type { LineIndex } from '../core/text/line-index.ts';
import type * as text from '../core/text/span.ts';
import type { SeverityName } from '../protocol.ts';
import type { ClientAbilities } from './client-abilities.ts';
import type { OpenDocument } from './documents.ts';
import { plainText } from './plain-text.ts';

/** Who reports a diagnostic. */
export const diagnosticSource = 'syscall-lens';

/** A span as a range. */
export function toRange(lines: LineIndex, span: text.Span): Range {
  return { start: lines.positionAt(span.start), end: lines.positionAt(span.end) };
}

/** Markdown, or its plain text for a client that shows no Markdown. */
export function toMarkup(markdown: string, supported: boolean): MarkupContent {
  return supported
    ? { kind: MarkupKind.Markdown, value: markdown }
    : { kind: MarkupKind.PlainText, value: plainText(markdown) };
}

/** A hover. */
export function toHover(hover: core.Hover, lines: LineIndex, client: ClientAbilities): Hover {
  return {
    contents: toMarkup(hover.markdown, client.hoverMarkdown),
    range: toRange(lines, hover.span),
  };
}

const itemKinds = {
  constant: CompletionItemKind.Constant,
  snippet: CompletionItemKind.Snippet,
} as const satisfies Record<core.CompletionItem['kind'], CompletionItemKind>;

/** A completion item; `data` comes back when the client asks for its documentation. */
export function toCompletionItem(
  item: core.CompletionItem,
  document: OpenDocument,
  client: ClientAbilities,
): CompletionItem {
  const isSnippet = item.kind === 'snippet';
  const newText = isSnippet && !client.snippets ? withoutPlaceholders(item.newText) : item.newText;
  return {
    label: item.label,
    kind: itemKinds[item.kind],
    detail: item.detail,
    sortText: item.sortText,
    filterText: item.label,
    textEdit: { range: toRange(document.lines, item.replace), newText },
    insertTextFormat:
      isSnippet && client.snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    data: { uri: document.uri, item: item.data },
    ...(item.additionalEdits.length > 0 && {
      additionalTextEdits: toEdits(document.lines, item.additionalEdits),
    }),
    ...(item.deprecated && client.completionTags && { tags: [CompletionItemTag.Deprecated] }),
  };
}

/** Snippet syntax taken away: `${1:addr}` reads `addr`. */
function withoutPlaceholders(snippet: string): string {
  return snippet
    .replace(/\$\{\d+:((?:[^{}\\]|\\.)*)\}/g, '$1')
    .replace(/\$\{\d+\}|\$\d+/g, '')
    .replace(/\\([$}\\])/g, '$1');
}

/** Signature help with one signature. */
export function toSignatureHelp(help: core.SignatureHelp, client: ClientAbilities): SignatureHelp {
  const markup = (markdown: string): MarkupContent => toMarkup(markdown, client.signatureMarkdown);
  return {
    signatures: [
      {
        label: help.label,
        documentation: markup(help.documentation),
        parameters: help.parameters.map(({ span, documentation }) => ({
          label: client.signatureLabelOffsets
            ? [span.start, span.end]
            : help.label.slice(span.start, span.end),
          documentation: markup(documentation),
        })),
      },
    ],
    activeSignature: 0,
    // One beyond the last: no parameter is shown as the current one.
    activeParameter: help.active ?? help.parameters.length,
  };
}

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const satisfies Record<SeverityName, DiagnosticSeverity>;

const tags = {
  unnecessary: DiagnosticTag.Unnecessary,
  deprecated: DiagnosticTag.Deprecated,
} as const satisfies Record<core.Diagnostic['tags'][number], DiagnosticTag>;

/** A diagnostic. */
export function toDiagnostic(
  finding: core.Diagnostic,
  document: OpenDocument,
  client: ClientAbilities,
): Diagnostic {
  const { uri, lines } = document;
  return {
    range: toRange(lines, finding.span),
    severity: severities[finding.severity],
    code: finding.code,
    source: diagnosticSource,
    message: finding.message,
    ...(finding.href !== undefined &&
      client.codeDescription && { codeDescription: { href: finding.href } }),
    ...(finding.tags.length > 0 &&
      client.diagnosticTags && { tags: finding.tags.map((tag) => tags[tag]) }),
    ...(finding.related.length > 0 &&
      client.relatedInformation && {
        relatedInformation: finding.related.map(({ span, text }) => ({
          location: { uri, range: toRange(lines, span) },
          message: text,
        })),
      }),
  };
}

const actionKinds = {
  quickfix: CodeActionKind.QuickFix,
  'refactor.rewrite': CodeActionKind.RefactorRewrite,
  'source.fixAll.syscallLens': `${CodeActionKind.SourceFixAll}.syscallLens`,
} as const satisfies Record<core.ActionKind, CodeActionKind>;

/** Every kind of code action there is. */
export const codeActionKinds: CodeActionKind[] = Object.values(actionKinds);

/** A code action with its edit. */
export function toCodeAction(
  action: core.CodeAction,
  document: OpenDocument,
  client: ClientAbilities,
): CodeAction {
  return {
    title: action.title,
    kind: actionKinds[action.kind],
    edit: toWorkspaceEdit(action.edits, document, client),
    ...(action.settles.length > 0 && {
      diagnostics: action.settles.map((finding) => toDiagnostic(finding, document, client)),
    }),
    ...(action.preferred && client.preferredActions && { isPreferred: true }),
  };
}

function toWorkspaceEdit(
  edits: readonly text.TextEdit[],
  { uri, version, lines }: OpenDocument,
  client: ClientAbilities,
): WorkspaceEdit {
  const changes = toEdits(lines, edits);
  return client.versionedEdits
    ? { documentChanges: [{ textDocument: { uri, version }, edits: changes }] }
    : { changes: { [uri]: changes } };
}

function toEdits(lines: LineIndex, edits: readonly text.TextEdit[]): TextEdit[] {
  return edits.map(({ span, newText }) => ({ range: toRange(lines, span), newText }));
}

/** An inlay hint, shown behind the text it explains. */
export function toInlayHint(
  hint: core.InlayHint,
  lines: LineIndex,
  client: ClientAbilities,
): InlayHint {
  return {
    position: lines.positionAt(hint.offset),
    label: hint.label,
    tooltip: toMarkup(hint.tooltip, client.hoverMarkdown),
    paddingLeft: true,
  };
}
