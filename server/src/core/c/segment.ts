/** What a segment of a file is: its text and what one pass over the characters noted of it. Types only. */

/** A name followed by `(`, or a word worth looking at, relative to the segment. */
export interface Candidate {
  readonly name: string;
  readonly start: number;
  /** In the body of a `#define`. */
  readonly inDirective: boolean;
  /** Inside the braces of a definition. */
  readonly inBody: boolean;
}
export interface Define {
  readonly name: string;
  /** Names of the parameters; absent for an object-like macro. */
  readonly params?: readonly string[];
  /** Replacement text, comments included, line continuations kept. */
  readonly body: string;
  /** Offset of the body, relative to the segment. */
  readonly bodyStart: number;
  /** Offset of the `#`. */
  readonly start: number;
}
/** An `#if` that is open where a segment starts, or a directive inside one. */
export interface Conditional {
  /** `ifdef X`, `if 0`, `else of ifdef X`, `elif …`. */
  readonly text: string;
  /** Some branch opens or closes a brace: no cut before its `#endif`. */
  readonly cutsBraces: boolean;
  /** Brace level where the conditional began. */
  readonly level: number;
}
export interface DirectiveMark {
  readonly kind: 'if' | 'else' | 'endif';
  /** Of the `#`, relative to the segment. */
  readonly start: number;
  /** End of the directive's line (line break excluded). */
  readonly end: number;
  /** `ifdef X`, `else of ifdef X`; empty for `endif`. */
  readonly text: string;
}
/** A function that is defined at file level, as the head of its definition tells. */
export interface DefinedFunction {
  readonly name: string;
  /** Offset of the name, relative to the segment. */
  readonly start: number;
  /** `static`: no other file sees it, unless by including this one. */
  readonly isStatic: boolean;
}
export interface Segment {
  readonly text: string;
  /** Conditionals open at its start, outermost first. */
  readonly open: readonly Conditional[];
  readonly candidates: readonly Candidate[];
  readonly defines: readonly Define[];
  readonly undefs: readonly string[];
  readonly includes: readonly string[];
  /**
   * Names it was asked to look for that this segment defines as function or variable of function type; with a `.` before
   * them those that a class or another namespace has (`own-names.ts`).
   */
  readonly owns: readonly string[];
  /** Functions that it defines at file level. */
  readonly functions: readonly DefinedFunction[];
  readonly marks: readonly DirectiveMark[];
}

/** What cutting a text gives. */
export interface Cuts {
  readonly segments: readonly Segment[];
  /** Offset where it stopped. */
  readonly end: number;
  /** Conditionals open there. */
  readonly open: readonly Conditional[];
}

/** How a text is cut. */
export interface CutOptions {
  /** Words that make a candidate when `(` follows them. */
  readonly watch: ReadonlySet<string>;
  /** Words that `owns` looks for; those of `watch` among them. */
  readonly names: ReadonlySet<string>;
  readonly cpp: boolean;
  /** Gets every name that stands before a `(` inside of braces. */
  readonly called?: Set<string>;
  /** Conditionals open at the start of the text. */
  readonly open?: readonly Conditional[];
}

const NONE: readonly never[] = [];

/** One empty list for all: most segments of a large project have most lists empty. */
export function orNone<T>(list: readonly T[]): readonly T[] {
  return list.length > 0 ? list : NONE;
}
