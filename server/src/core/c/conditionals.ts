/** The stack of open `#if`s while a text is cut, with what their branches do to the level of braces. */
import type { Conditional } from './segment.ts';

interface Frame {
  text: string;
  /** Condition of the first branch, for `else of …`. */
  first: string;
  cutsBraces: boolean;
  readonly level: number;
}

/** Starts from the conditionals open at the start of the text; changes as directives are told to it. */
export class Conditionals {
  private readonly frames: Frame[];

  constructor(open: readonly Conditional[]) {
    this.frames = open.map((c) => ({ ...c, first: c.text }));
  }

  get depth(): number {
    return this.frames.length;
  }

  /** True inside a conditional whose branches open or close a brace. */
  cutsBraces(): boolean {
    return this.frames.some((f) => f.cutsBraces);
  }

  /** A copy of the stack, outermost first. */
  snapshot(): readonly Conditional[] {
    return this.frames.map(({ text, cutsBraces, level }) => ({ text, cutsBraces, level }));
  }

  /** `#if`, `#ifdef`, `#ifndef`; returns its text. */
  begin(text: string, level: number): string {
    this.frames.push({ text, first: text, cutsBraces: false, level });
    return text;
  }

  /** `#else`, `#elif…`: returns the text of the branch and the level it begins at, that of the whole conditional. */
  branch(
    word: string,
    rest: string,
    level: number,
  ): { readonly text: string; readonly level: number } {
    const top = this.frames.at(-1);
    const text = word === 'else' ? `else of ${top?.first ?? ''}` : `${word} ${rest}`;
    if (!top) return { text, level };
    if (level !== top.level) top.cutsBraces = true;
    top.text = text;
    if (word !== 'else') top.first = text;
    return { text, level: top.level };
  }

  /** `#endif`: returns the level behind it and whether its branches opened or closed a brace. */
  end(level: number, cpp: boolean): { readonly level: number; readonly cutsBraces: boolean } {
    const frame = this.frames.pop();
    if (!frame) return { level, cutsBraces: false };
    // `extern "C" {` for C++ alone opens nothing in C.
    const back = !cpp && frame.first.includes('__cplusplus');
    return { level: back ? frame.level : level, cutsBraces: frame.cutsBraces };
  }

  /** A `}` brought the level down: every conditional that began deeper closes a brace. */
  closedTo(level: number): void {
    for (const f of this.frames) if (level < f.level) f.cutsBraces = true;
  }
}
