/** What a C file is to everything above: its text, its units and what they know. Types only. */
import type { Kb } from '../kb/kb.ts';
import type { Span, TextEdit } from '../text/span.ts';
import type { Include, Surroundings } from './around.ts';
import type { PlacedCall } from './call-site.ts';
import type { CallFacts } from './facts.ts';
import type { Features } from './feature-macros.ts';
import type { SyntaxParser } from './parser.ts';
import type { FileEnv, OwnEnv } from './preprocess.ts';
import type { Activity } from './project-facts.ts';
import type { Segment } from './segment.ts';
import type { Summary } from './summaries.ts';
import type { Unit } from './unit.ts';

export type Language = 'c' | 'cpp';

export interface SourceFile {
  readonly language: Language;
  /** Architecture that values are computed for. */
  readonly arch: string;
  /** UTF-16 length of the text. */
  readonly length: number;
  /** The whole text; costs a join after an edit of a large file. */
  text(): string;
  /** Text of a span (file offsets, clamped). */
  slice(start: number, end: number): string;
  /** Applies edits (file offsets) one after the other, as LSP sends content changes. */
  update(edits: readonly TextEdit[]): void;
  /**
   * System calls of the file, in order; parses the units that hold a candidate name. `names` (kernel names) leaves out
   * the units that hold none of them, not the other calls of a unit that does. Then those made through functions and
   * macros of the file, and of its project, that hand their parameters on to such a call.
   */
  calls(names?: ReadonlySet<string>): Iterable<PlacedCall>;
  /** How many names of system calls stand before a `(` outside of comments, the file's own left out; parses nothing. */
  countCalls(): number;
  /** The innermost call whose span holds the offset, or `undefined`. */
  callAt(offset: number): PlacedCall | undefined;
  /**
   * The calls that are made by the call of a wrapper whose parentheses stand innermost around the offset, as `calls()`
   * has them; reads what defines the wrapper, and no more of the file than that.
   */
  wrappedAt(offset: number): readonly PlacedCall[];
  /** What the function or macro of the file, or of its project, that has this name hands on to system calls. */
  wrapper(name: string): Summary | undefined;
  /** Facts about the surroundings of a call of this file; the same object until something it depends on changes. */
  facts(call: PlacedCall): CallFacts;
  /** The unit that holds a file offset, and where it starts. */
  unitAt(offset: number): PlacedUnit;
  /** The segment that holds a file offset, not parsed, and where it starts. */
  segmentAt(offset: number): { readonly segment: Segment; readonly base: number };
  /** Every segment and its file offset, in order; parses nothing. */
  segmentList(): Iterable<{ readonly segment: Segment; readonly base: number }>;
  /** Another object after every change of the text. */
  readonly state: object;
  /** Words of rules that the file is searched for, as `mentionsIn` takes them. */
  readonly words: ReadonlySet<string>;
  /** What the file defines for itself, and what the headers of its project that it includes define. */
  env(): FileEnv;
  /** What the file defines for itself; the same object until that changes. */
  own(): OwnEnv;
  /** The same with how each is written; the same object until they change. */
  inclusions(): readonly Include[];
  /** Another object whenever the functions that it defines may be others. */
  shape(): object;
  /** Counts the edits since it was opened. */
  readonly edits: number;
  /** What it shows itself of the program; the same object until that changes. */
  activities(): ReadonlySet<Activity>;
  /** What the other files of its project show of the program. */
  elsewhere(what: Activity): 'yes' | 'no' | 'unknown';
  /** Does another file of its project define a function or macro of the name? Asked anew when `generation` changes. */
  readonly others: { readonly generation: number; defines(name: string): boolean };
  /** What it asks of the headers it includes by feature-test macros. */
  features(): Features;
  /** Headers it includes, as written without brackets (`sys/mman.h`). */
  includes(): readonly string[];
  /** Where a new `#include` line goes: the offset of a line start. */
  includeOffset(): number;
  /** Comments of the file that hold a word, as file spans (for suppression directives). */
  comments(holding: string): readonly Span[];
}
export interface PlacedUnit {
  readonly unit: Unit;
  readonly base: number;
}

export interface SourceFileOptions {
  readonly kb: Kb;
  readonly parser: SyntaxParser;
  /** Architecture for values; default `x86_64`. */
  readonly arch?: string;
  /** Words that rules ask about, `(` behind those that are called: the file may have functions of these names itself. */
  readonly names?: ReadonlySet<string>;
  /** The project that it is a file of; absent for a file alone. */
  readonly surroundings?: Surroundings;
}
