/** What a completion source is and what it is told about the place. Types only. */
import type { Cursor } from '../../c/cursor.ts';
import type { SourceFile } from '../../c/source-file.ts';
import type { CompletionItem } from '../answers.ts';
import type { FeatureContext } from '../feature.ts';

export interface CompletionPlace {
  readonly file: SourceFile;
  readonly offset: number;
  readonly cursor: Cursor;
  /** The word up to the cursor. */
  readonly typed: string;
  readonly ctx: FeatureContext;
}

export interface CompletionSource {
  readonly name: string;
  items(place: CompletionPlace): readonly CompletionItem[];
}
