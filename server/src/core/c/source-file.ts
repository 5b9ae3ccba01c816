/**
 * A C file as a list of units (segments), each parsed only when somebody needs it. The one owner of text and facts.
 * Offsets inside a unit are relative to it; `PlacedUnit.start` makes them file offsets.
 */
import type { Kb } from '../kb/kb.ts';
import type { Span, TextEdit } from '../text/span.ts';
import type { PlacedCall } from './call-site.ts';
import type { CallFacts } from './facts.ts';

export type Language = 'c' | 'cpp';

export interface SourceFile {
  readonly language: Language;
  /** UTF-16 length of the text. */
  readonly length: number;
  /** The whole text; costs a join after an edit of a large file. */
  text(): string;
  /** Text of a span (file offsets, clamped). */
  slice(start: number, end: number): string;
  /** Applies edits (file offsets) one after the other, as LSP sends content changes. */
  update(edits: readonly TextEdit[]): void;
  /** Every system call of the file, in order; parses the units that hold a candidate name. */
  calls(): Iterable<PlacedCall>;
  /** The call whose span holds the offset, innermost, or `undefined`. */
  callAt(offset: number): PlacedCall | undefined;
  /** Facts about the surroundings of a call of this file. */
  facts(call: PlacedCall): CallFacts;
  /** Headers it includes, as written without brackets (`sys/mman.h`). */
  includes(): readonly string[];
  /** Offset where a new `#include` line goes, and whether a line break must come before. */
  includeOffset(): number;
  /** Comments of the file that hold a word, as file spans (for suppression directives). */
  comments(holding: string): readonly Span[];
}

export interface SourceFileOptions {
  readonly kb: Kb;
  /** Architecture for values; default `x86_64`. */
  readonly arch?: string;
}

/** A source file over `text`. `parser` comes from `parser.ts`. */
export declare function createSourceFile(
  text: string,
  language: Language,
  options: SourceFileOptions,
): SourceFile;
