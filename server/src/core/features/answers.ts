/** What features answer: plain data with UTF-16 file offsets and Markdown text; types only. */
import type { FixSafety } from '../rules/rule.ts';
import type { Span, TextEdit } from '../text/span.ts';
import type { SeverityName } from '../../protocol.ts';

export interface Hover {
  /** The word or expression the answer is about. */
  readonly span: Span;
  readonly markdown: string;
}

export interface CompletionList {
  /** Always false: the client filters further typing itself. */
  readonly isIncomplete: false;
  readonly items: readonly CompletionItem[];
}

/** What `resolveCompletion` needs to write the documentation; plain JSON, it travels to the client and back. */
export type CompletionData =
  | {
      readonly kind: 'constant';
      readonly name: string;
      readonly group?: string;
      readonly call?: string;
    }
  | { readonly kind: 'errno'; readonly name: string; readonly call?: string }
  | { readonly kind: 'syscall'; readonly name: string };

export interface CompletionItem {
  readonly label: string;
  readonly kind: 'constant' | 'snippet';
  /** Value · since. */
  readonly detail: string;
  readonly sortText: string;
  /** What replaces `replace`; a snippet in LSP snippet syntax when `kind` is `snippet`. */
  readonly newText: string;
  readonly replace: Span;
  /** Ignored by the kernel, or kept only for old programs. */
  readonly deprecated: boolean;
  /** Edits elsewhere in the file: a missing `#include`. */
  readonly additionalEdits: readonly TextEdit[];
  readonly data: CompletionData;
}

export interface SignatureHelp {
  readonly label: string;
  /** Markdown: the summary of the call. */
  readonly documentation: string;
  readonly parameters: readonly SignatureParameter[];
  /** Index into `parameters`; absent when the cursor is behind the last one. */
  readonly active?: number;
}
export interface SignatureParameter {
  /** Where the parameter stands in the label. */
  readonly span: Span;
  /** Markdown. */
  readonly documentation: string;
}

/** Kinds of code action, spelled as LSP spells them. */
export type ActionKind = 'quickfix' | 'refactor.rewrite' | 'source.fixAll.syscallLens';

export interface CodeAction {
  readonly title: string;
  readonly kind: ActionKind;
  /** Must not overlap; all in this file. */
  readonly edits: readonly TextEdit[];
  /** The findings it settles. */
  readonly settles: readonly Diagnostic[];
  /** True for the one a "fix it" key should take. */
  readonly preferred: boolean;
}

export interface InlayHint {
  /** The hint stands behind this offset. */
  readonly offset: number;
  readonly label: string;
  /** Markdown. */
  readonly tooltip: string;
}

export interface Diagnostic {
  readonly span: Span;
  /** The call it is about: a suppression comment goes above its statement. */
  readonly call: Span;
  /** Rule id. */
  readonly code: string;
  readonly severity: SeverityName;
  readonly message: string;
  /** Page of the rule, when the client can open one. */
  readonly href?: string;
  readonly tags: readonly ('unnecessary' | 'deprecated')[];
  readonly related: readonly { readonly span: Span; readonly text: string }[];
  readonly fixes: readonly DiagnosticFix[];
}
export interface DiagnosticFix {
  readonly title: string;
  readonly safety: FixSafety;
  /** File offsets, the missing `#include` among them. */
  readonly edits: readonly TextEdit[];
}
