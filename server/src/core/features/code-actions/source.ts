/** What a code action source is and what it is told about the selection. Types only. */
import type { SourceFile } from '../../c/source-file.ts';
import type { Span } from '../../text/span.ts';
import type { ActionKind, CodeAction, Diagnostic } from '../answers.ts';
import type { FeatureContext } from '../feature.ts';

export interface ActionPlace {
  readonly file: SourceFile;
  readonly span: Span;
  /** Findings that the selection touches. */
  readonly diagnostics: readonly Diagnostic[];
  /** Findings of the whole file. */
  readonly everything: () => readonly Diagnostic[];
  readonly ctx: FeatureContext;
}

export interface ActionSource {
  readonly name: string;
  /** Kinds it may answer with; it is not asked for others. */
  readonly kinds: readonly ActionKind[];
  actions(place: ActionPlace): readonly CodeAction[];
}
