/** Finds the `#if` groups that stand inside expressions, from the tokens of a segment. */
import type { Span } from '../text/span.ts';
import { codeTokens } from './segment-tokens.ts';
import type { DirectiveMark, Segment } from './segment.ts';
import type { Token } from './tokens.ts';

/** A group from its `#if` to the end of its `#endif` line. */
export interface InnerGroup extends Span {
  /** What may stand there, never compiled branches left out; an empty span at the end where nothing may. */
  readonly choices: readonly Span[];
  /** What a variable is given, from behind the `=`, where the group is a part of that; else it is one of a call. */
  readonly value?: Span;
  /** Nothing is to be told of that value: the group, or the value, holds more than is read here. */
  readonly unread?: true;
  /** Lines to blank instead of all but one choice, so that every branch is seen. */
  readonly lines?: readonly Span[];
}

const known = new WeakMap<Segment, readonly InnerGroup[]>();
const NONE: readonly InnerGroup[] = [];

/**
 * The groups of a segment that stand whole inside one call's parentheses and change no variable, and those in what a
 * variable is given.
 */
export function innerGroups(segment: Segment): readonly InnerGroup[] {
  let groups = known.get(segment);
  if (!groups)
    known.set(segment, (groups = mayHold(segment) ? createFinder(segment).find() : NONE));
  return groups;
}

/** False when every `#if` follows the end of a statement or block. */
function mayHold(segment: Segment): boolean {
  return segment.marks.some((m) => {
    if (m.kind !== 'if') return false;
    let i = m.start - 1;
    while (i >= 0 && /\s/.test(segment.text.charAt(i))) i--;
    return i >= 0 && !/[;{}:]/.test(segment.text.charAt(i));
  });
}

/** What a variable is being given between two brackets. */
interface Giving {
  readonly start: number;
  readonly groups: InnerGroup[];
  calls: boolean;
}
/** An open bracket, or the text around all of them. */
interface Level {
  readonly call: boolean;
  readonly block: boolean;
  giving?: Giving | undefined;
}
interface Frame {
  readonly mark: DirectiveMark;
  readonly level: number;
  readonly call: boolean;
  readonly giving: Giving | undefined;
  readonly bodies: { start: number; end: number; dead: boolean }[];
  readonly lines: Span[];
  harmless: boolean;
  /** A statement or a bracket ends inside. */
  splits: boolean;
  hasElse: boolean;
}

/** True for a group inside an expression; those between statements are left to the parser. */
function isInner(frame: Frame): boolean {
  return frame.call || frame.giving !== undefined;
}

function createFinder(segment: Segment): { find(): InnerGroup[] } {
  const tokens = codeTokens(segment);
  const { length } = segment.text;
  const marks = new Map(segment.marks.map((m) => [m.start, m]));
  const out: InnerGroup[] = [];
  const levels: Level[] = [{ call: false, block: false }];
  const frames: Frame[] = [];

  /** The value of the innermost level ends here. */
  const given = (end: number): void => {
    const level = levels.at(-1);
    const giving = level?.giving;
    if (!level || !giving) return;
    const value = { start: giving.start, end };
    const more = giving.calls ? { unread: true as const } : {};
    out.push(...giving.groups.map((g) => ({ ...g, value, ...more })));
    level.giving = undefined;
  };

  const begin = (mark: DirectiveMark, body: Frame['bodies'][number]): void => {
    const level = levels.at(-1);
    const around = levels.findLast((l) => l.giving ?? (l.call || l.block));
    const giving = around?.giving;
    // A group in a group: too much to tell apart. So is a value that is an argument as well.
    for (const f of frames) f.harmless = false;
    const harmless = !frames.some(isInner) && !(giving && around.call);
    const call = level?.call === true;
    frames.push({
      mark,
      level: levels.length,
      call,
      giving,
      bodies: [body],
      lines: [{ start: mark.start, end: mark.end }],
      splits: false,
      harmless,
      hasElse: false,
    });
  };

  const end = (mark: DirectiveMark): void => {
    const top = frames.pop();
    if (!top || !isInner(top)) return;
    if (!top.harmless) {
      if (top.giving) top.giving.calls = true;
      const group = { start: top.mark.start, end: mark.end, choices: [], unread: true as const };
      const lines = top.splits ? [] : [...top.lines, { start: mark.start, end: mark.end }];
      top.giving?.groups.push({ ...group, lines });
      return;
    }
    const live = top.bodies.filter((b) => !b.dead).map(({ start, end }) => ({ start, end }));
    const none = { start: mark.end, end: mark.end };
    const choices = top.hasElse ? live : [...live, none];
    const group = {
      ...{ start: top.mark.start, end: mark.end },
      choices: choices.length > 0 ? choices : [none],
    };
    if (top.giving) top.giving.groups.push(group);
    else out.push(group);
  };

  const onMark = (mark: DirectiveMark): void => {
    const body = { start: Math.min(mark.end, length), end: length, dead: isNever(mark.text) };
    if (mark.kind === 'if') {
      begin(mark, body);
      return;
    }
    const top = frames.at(-1);
    if (!top) return;
    const last = top.bodies.at(-1);
    if (last) last.end = mark.start;
    if (levels.length !== top.level) top.splits = true;
    if (top.splits) top.harmless = false;
    if (mark.kind === 'endif') {
      end(mark);
      return;
    }
    top.bodies.push(body);
    top.lines.push({ start: mark.start, end: mark.end });
    top.hasElse ||= mark.text.startsWith('else');
  };

  const onToken = (t: Token, i: number): void => {
    const top = frames.at(-1);
    if (top && !(top.giving ? isPartOfValue(t, top.level === levels.length) : isHarmless(t))) {
      for (const f of frames) f.harmless = false;
    }
    if (/^[;{}]$/.test(t.text)) for (const f of frames) f.splits = true;
    const opens = t.text === '(' || t.text === '[' || t.text === '{';
    if (t.kind !== 'punct') return;
    if (opens) {
      const call = opensCall(tokens, i);
      if (call || t.text === '{') for (const l of levels) if (l.giving) l.giving.calls = true;
      levels.push({ call, block: t.text === '{' });
    } else if (t.text === ')' || t.text === ']' || t.text === '}') {
      given(t.start);
      if (levels.length > 1) levels.pop();
      for (const f of frames) if (levels.length < f.level) f.splits = true;
    } else if (t.text === ';' || t.text === ',') given(t.start);
    else if (ASSIGNS.test(t.text)) {
      const level = levels.at(-1);
      // `a = b = …`: the inner one is what the outer one is given.
      if (level?.giving) level.giving.calls = true;
      else if (level && !frames.some(isInner))
        level.giving = { start: t.end, groups: [], calls: false };
    }
  };

  return {
    find() {
      let directive = false;
      tokens.forEach((t, i) => {
        const mark = t.kind === 'directive' ? marks.get(t.start) : undefined;
        if (t.kind === 'directive') directive = true;
        if (mark) onMark(mark);
        if (t.kind === 'directive-end') directive = false;
        else if (!directive) onToken(t, i);
      });
      return out.sort((a, b) => a.start - b.start);
    },
  };
}

const isNever = (text: string): boolean => /^(?:el)?if \(?0\)?$|^else of if \(?1\)?$/.test(text);

const ASSIGNS = /^(?:=|[-+*/%&|^]=|<<=|>>=)$/;

/** False for what may give a variable a value or is more than a part of an expression. */
function isHarmless(t: Token): boolean {
  if (t.kind !== 'punct') return t.kind !== 'directive';
  return !/^(?:[;{}&]|\+\+|--|=|.=|<<=|>>=)$/.test(t.text) || /^[!=<>]=$/.test(t.text);
}

/** The same inside what a variable is given, where every branch is seen: only its end and other changes do harm. */
function isPartOfValue(t: Token, outside: boolean): boolean {
  if (t.kind !== 'punct') return t.kind !== 'directive';
  if (t.text === ',' && outside) return false;
  return !/^(?:[;{}]|\+\+|--)$/.test(t.text) && !ASSIGNS.test(t.text);
}

const NO_CALL = new Set(['if', 'while', 'for', 'switch', 'return', 'sizeof', 'defined', 'catch']);

function opensCall(tokens: readonly Token[], i: number): boolean {
  const before = tokens[i - 1];
  return tokens[i]?.text === '(' && before?.kind === 'word' && !NO_CALL.has(before.text);
}
