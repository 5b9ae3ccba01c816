/**
 * Cuts a C text into segments that can be parsed alone, in one pass over the characters, and notes on the way what
 * the file says about itself: defines, includes, functions and macros of its own, conditionals, call candidates.
 *
 * Cuts fall behind a line that starts with `}` in column 0 (the end of a top-level definition), and in long runs of
 * declarations behind a `;` at level 0; never inside a comment, a literal or a directive, and never between the
 * branches of a conditional that opens or closes a brace.
 */
import { Conditionals } from './conditionals.ts';
import { readDirective, type Directive } from './directives.ts';
import type {
  Candidate,
  Conditional,
  CutOptions,
  Cuts,
  Define,
  DefinedFunction,
  DirectiveMark,
  Segment,
} from './segment.ts';
import { orNone } from './segment.ts';
import * as names from './own-names.ts';
import {
  endOfBlockComment,
  endOfLineComment,
  endOfQuoted,
  endOfRawString,
  isRawPrefix,
  isWordPart,
  isWordStart,
} from './tokens.ts';

/** Below this length (UTF-16 units) a file is one segment. */
const WHOLE_BELOW = 3000;
/** A run of declarations is cut at `;` once it is this long. */
const DECLARATIONS = 4000;

/**
 * Cuts `text`. `stop` is asked at every possible cut with the offset behind it and the conditionals open there; when
 * it answers true the cut is made and the rest is left alone. Returns the segments and the offset where it stopped.
 */
export function cut(
  text: string,
  options: CutOptions,
  stop?: (offset: number, open: readonly Conditional[]) => boolean,
): Cuts {
  return new Cutter(text, options).run(stop);
}

class Cutter {
  private readonly text: string;
  private readonly options: CutOptions;
  private readonly segments: Segment[] = [];
  private start = 0;
  private readonly conditionals: Conditionals;
  private openAtStart: readonly Conditional[];
  private level = 0;
  private parens = 0;
  private candidates: Candidate[] = [];
  private defines: Define[] = [];
  private undefs: string[] = [];
  private includes: string[] = [];
  private owns: string[] = [];
  private functions: DefinedFunction[] = [];
  private marks: DirectiveMark[] = [];
  /** Word before the last `(` at level 0, and whether it was qualified by `::`. */
  private heading: { name: string; start: number; qualified: boolean } | undefined;
  /** Last significant character, and the word that ends there when it is one. */
  private last = 0;
  private wordStart = -1;
  private wordEnd = -1;
  private wordBefore = 0;
  /** Set by `directive` when an `#endif` closed a conditional that closed a brace. */
  private endifCut = false;

  constructor(text: string, options: CutOptions) {
    this.text = text;
    this.options = options;
    this.openAtStart = options.open ?? [];
    this.conditionals = new Conditionals(this.openAtStart);
  }

  run(stop?: (offset: number, open: readonly Conditional[]) => boolean): Cuts {
    const { text } = this;
    const n = text.length;
    const whole = n < WHOLE_BELOW && stop === undefined && this.openAtStart.length === 0;
    let [i, lineStart] = [0, true];
    /** Column 0 of this line held `}`: a cut may follow its end. */
    let closing = false;
    let wantsCut = false;
    while (i < n) {
      const c = text.charCodeAt(i);
      if (c === 10) {
        i++;
        lineStart = true;
        const mayCut =
          (closing && (this.last === 125 || this.last === 59)) ||
          wantsCut ||
          (this.last === 59 && i - this.start > DECLARATIONS && this.parens === 0);
        closing = false;
        if (mayCut && !whole && this.level === 0 && !this.conditionals.cutsBraces()) {
          wantsCut = false;
          const open = this.conditionals.snapshot();
          this.finish(i, open);
          if (stop?.(i, open)) return { segments: this.segments, end: i, open };
        }
        continue;
      }
      if (c === 32 || (c >= 9 && c <= 13)) {
        i++;
        continue;
      }
      if (c === 47) {
        const next = text.charCodeAt(i + 1);
        if (next === 47) {
          i = endOfLineComment(text, i);
          continue;
        }
        if (next === 42) {
          i = endOfBlockComment(text, i);
          continue;
        }
      }
      if (c === 35 && lineStart) {
        const closed = this.conditionals.depth;
        i = this.directive(i);
        lineStart = false;
        if (this.conditionals.depth < closed && this.endifCut) wantsCut = true;
        continue;
      }
      if (isWordStart(c)) {
        let k = i + 1;
        while (k < n && isWordPart(text.charCodeAt(k))) k++;
        if (text.charCodeAt(k) === 34 && isRawPrefix(text.slice(i, k))) {
          i = endOfRawString(text, k);
          this.last = 34;
        } else {
          this.wordBefore = this.last;
          this.wordStart = i;
          this.wordEnd = k;
          this.last = 97;
          i = k;
        }
        lineStart = false;
        continue;
      }
      if (c === 34 || c === 39) {
        // A digit separator of C++ (1'000) is no literal.
        if (c === 39 && this.last === 48 && isWordPart(text.charCodeAt(i + 1))) i++;
        else i = endOfQuoted(text, i);
        this.last = c;
        lineStart = false;
        continue;
      }
      if (c >= 48 && c <= 57) {
        do i++;
        while (i < n && (isWordPart(text.charCodeAt(i)) || text.charCodeAt(i) === 46));
        this.last = 48;
        lineStart = false;
        continue;
      }
      if (c === 59 && this.last === 97 && this.wordBefore === 58) this.using();
      if (c === 40) this.openParen(i);
      else if (c === 41) this.parens = Math.max(0, this.parens - 1);
      else if (c === 123) this.openBrace();
      else if (c === 125) {
        if (i === 0 || text.charCodeAt(i - 1) === 10) {
          closing = true;
          // Column 0 ends a definition whatever was counted before.
          if (!this.conditionals.cutsBraces()) this.level = 1;
        }
        this.level = Math.max(0, this.level - 1);
        this.parens = 0;
        this.heading = undefined;
        this.conditionals.closedTo(this.level);
      }
      this.last = c;
      lineStart = false;
      i++;
    }
    const open = this.conditionals.snapshot();
    if (this.start < n || this.segments.length === 0) this.finish(n, open);
    return { segments: this.segments, end: n, open };
  }

  private finish(end: number, open: readonly Conditional[]): void {
    this.segments.push({
      text: this.text.slice(this.start, end),
      open: this.openAtStart,
      candidates: orNone(this.candidates),
      defines: orNone(this.defines),
      undefs: orNone(this.undefs),
      includes: orNone(this.includes),
      ...{ owns: orNone(this.owns), functions: orNone(this.functions), marks: orNone(this.marks) },
    });
    this.start = end;
    this.openAtStart = open;
    [this.candidates, this.defines, this.undefs, this.includes] = [[], [], [], []];
    [this.owns, this.functions, this.marks] = [[], [], []];
    this.parens = 0;
    this.heading = undefined;
  }

  /** At `(`: a candidate before it? The head of a definition? A function pointer of a watched name? */
  private openParen(i: number): void {
    if (this.last === 97) {
      const name = this.text.slice(this.wordStart, this.wordEnd);
      const isWatched = this.options.watch.has(name);
      if (this.level > 0 && !isWatched) this.options.called?.add(name);
      if (isWatched) {
        const start = this.wordStart - this.start;
        this.candidates.push({ name, start, inDirective: false, inBody: this.level > 0 });
        const inside = this.options.cpp && this.level > 0;
        if (inside && names.isMemberAt(this.text, this.wordStart))
          this.owns.push(names.methodName(name));
      }
      if (this.level === 0 && this.parens === 0 && !name.startsWith('__attribute')) {
        this.heading = { name, start: this.wordStart, qualified: this.wordBefore === 58 };
      }
    }
    if (this.last === 41) this.parenthesised(i);
    if (this.level === 0) {
      const pointer = names.functionPointerAt(this.text, i);
      if (pointer && this.options.names.has(pointer)) this.owns.push(pointer);
    }
    this.parens++;
  }

  /** `(close)(fd)`, which steps over a macro of that name. */
  private parenthesised(i: number): void {
    const found = names.parenthesisedBefore(this.text, i);
    if (!found || !this.options.watch.has(found.name) || found.start < this.start) return;
    const start = found.start - this.start;
    if (this.level > 0) this.candidates.push({ ...found, start, inDirective: false, inBody: true });
  }

  private using(): void {
    const name = names.usedFrom(this.text, this.wordEnd);
    if (name && this.options.names.has(name)) this.owns.push(names.methodName(name));
  }

  private openBrace(): void {
    if (this.level === 0 && this.heading) {
      // `f(…) {`, K&R's `f(a) int a; {`; in C++ `f(…) const {`, a constructor's initialisers.
      const after = this.last === 41 || this.last === 59 || this.options.cpp;
      const { name, start, qualified } = this.heading;
      if (after && !qualified)
        this.functions.push(names.functionAt(this.text, name, start, this.start));
      if (after && this.options.names.has(name))
        this.owns.push(qualified ? names.methodName(name) : name);
    }
    this.heading = undefined;
    this.level++;
    this.parens = 0;
  }

  /** Takes in the directive at `i`; returns the offset of the line break that ends it. */
  private directive(i: number): number {
    const d = readDirective(this.text, i);
    this.endifCut = false;
    const mark = (kind: DirectiveMark['kind'], label: string): void => {
      this.marks.push({ kind, start: i - this.start, end: d.end - this.start, text: label });
    };
    if (d.word === 'if' || d.word === 'ifdef' || d.word === 'ifndef') {
      mark('if', this.conditionals.begin(`${d.word} ${d.rest}`, this.level));
    } else if (d.word === 'else' || d.word.startsWith('elif')) {
      const branch = this.conditionals.branch(d.word, d.rest, this.level);
      this.level = branch.level;
      this.heading = undefined;
      mark('else', branch.text);
    } else if (d.word === 'endif') {
      const ended = this.conditionals.end(this.level, this.options.cpp);
      this.level = ended.level;
      this.endifCut = ended.cutsBraces && this.level === 0;
      mark('endif', '');
    } else if (d.define) this.define(i, d.define, d.end);
    else if (d.word === 'undef') this.undefs.push(d.rest);
    else if (d.include !== undefined) this.includes.push(d.include);
    return d.end;
  }

  private define(i: number, define: NonNullable<Directive['define']>, end: number): void {
    const { name, params, bodyStart } = define;
    const body = this.text.slice(bodyStart, end);
    this.defines.push({
      name,
      ...(params ? { params } : {}),
      body,
      bodyStart: bodyStart - this.start,
      start: i - this.start,
    });
    for (const found of names.calledIn(body, this.options.watch)) {
      const start = bodyStart + found.start - this.start;
      this.candidates.push({ name: found.name, start, inDirective: true, inBody: false });
    }
  }
}
