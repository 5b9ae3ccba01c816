/**
 * `#if` groups between the parentheses of a call. The grammar cannot read them, so one branch is left standing for the
 * parser, and the arguments of the others are read from tokens and joined with it.
 */
import type { Span } from '../text/span.ts';
import type { CallExpr, Expr } from './ir.ts';
import { codeTokens } from './segment-tokens.ts';
import type { DirectiveMark, Segment } from './segment.ts';
import type { Token } from './tokens.ts';

/** A group from its `#if` to the end of its `#endif` line. */
export interface InnerGroup extends Span {
  /** What may stand there, never compiled branches left out; an empty span at the end where nothing may. */
  readonly choices: readonly Span[];
}

const known = new WeakMap<Segment, readonly InnerGroup[]>();

/** The groups of a segment that stand whole inside one call's parentheses and change no variable. */
export function innerGroups(segment: Segment): readonly InnerGroup[] {
  let groups = known.get(segment);
  if (!groups) known.set(segment, (groups = mayHold(segment) ? find(segment) : []));
  return groups;
}

/** Spans to blank so that one choice of the group is left. */
export function allBut(group: InnerGroup, choice: number): readonly Span[] {
  const kept = group.choices[choice];
  if (!kept || kept.start === kept.end) return [group];
  return [
    { start: group.start, end: kept.start },
    { start: kept.end, end: group.end },
  ];
}

/** Text with the spans (ascending, apart) blanked; line breaks and offsets stay. */
export function blanked(text: string, spans: readonly Span[]): string {
  let out = '';
  let at = 0;
  for (const { start, end } of spans) {
    out += text.slice(at, start) + text.slice(start, end).replace(/[^\r\n]/g, ' ');
    at = end;
  }
  return out + text.slice(at);
}

/** The arguments of a call with those of the branches that were left out; `undefined` where they cannot be matched. */
export function joinedArguments(
  expr: CallExpr,
  segment: Segment,
  read: (text: string, at: number) => CallExpr | undefined,
): readonly Expr[] | undefined {
  const groups = innerGroups(segment).filter(
    (g) => expr.inside.start <= g.start && g.end <= expr.inside.end,
  );
  const [group] = groups;
  if (!group) return expr.args;
  if (groups.length > 1) return undefined;
  let args = expr.args;
  for (let choice = 1; choice < group.choices.length; choice++) {
    const text = blanked(segment.text, allBut(group, choice));
    const other = read(text, expr.start);
    if (other?.end !== expr.end || other.args.length !== args.length) return undefined;
    args = args.map((arg, i) => either(arg, other.args[i] ?? arg, group));
  }
  return args;
}

/** Either of two expressions, as the conditional that nobody knows the test of. */
function either(a: Expr, b: Expr, group: InnerGroup): Expr {
  const apart = (e: Expr): boolean => e.end <= group.start || group.end <= e.start;
  if (a.start === b.start && a.end === b.end && apart(a)) return a;
  const span = { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
  const at = { start: group.start, end: group.start };
  const test = { kind: 'opaque' as const, broken: false, inner: [], ...at };
  return { kind: 'conditional', test, yes: a, no: b, ...span };
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

interface Frame {
  readonly mark: DirectiveMark;
  readonly inCall: boolean;
  readonly level: number;
  readonly bodies: { start: number; end: number; dead: boolean }[];
  harmless: boolean;
  hasElse: boolean;
}

function find(segment: Segment): InnerGroup[] {
  const tokens = codeTokens(segment);
  const marks = new Map(segment.marks.map((m) => [m.start, m]));
  const out: InnerGroup[] = [];
  const brackets: boolean[] = [];
  const frames: Frame[] = [];
  let directive = false;
  tokens.forEach((t, i) => {
    const mark = t.kind === 'directive' ? marks.get(t.start) : undefined;
    if (t.kind === 'directive') directive = true;
    if (mark) onMark(mark, frames, brackets, out, segment.text.length);
    if (t.kind === 'directive-end') directive = false;
    if (directive || t.kind === 'directive-end') return;
    const top = frames.at(-1);
    if (top && !isHarmless(t)) for (const f of frames) f.harmless = false;
    if (t.text === '(' || t.text === '[' || t.text === '{') brackets.push(opensCall(tokens, i));
    else if (t.text === ')' || t.text === ']' || t.text === '}') {
      brackets.pop();
      for (const f of frames) if (brackets.length < f.level) f.harmless = false;
    }
  });
  return out;
}

function onMark(
  mark: DirectiveMark,
  frames: Frame[],
  brackets: readonly boolean[],
  out: InnerGroup[],
  length: number,
): void {
  const top = frames.at(-1);
  const level = brackets.length;
  const body = { start: Math.min(mark.end, length), end: length, dead: isNever(mark.text) };
  if (mark.kind === 'if') {
    const inCall = brackets.at(-1) === true;
    // A group in a group: too much to tell apart.
    if (top) top.harmless = false;
    const harmless = top === undefined;
    frames.push({ mark, inCall, level, bodies: [body], harmless, hasElse: false });
    return;
  }
  if (!top) return;
  const last = top.bodies.at(-1);
  if (last) last.end = mark.start;
  if (level !== top.level) top.harmless = false;
  if (mark.kind === 'else') {
    top.bodies.push(body);
    top.hasElse ||= mark.text.startsWith('else');
    return;
  }
  frames.pop();
  if (!top.inCall || !top.harmless) return;
  const live = top.bodies.filter((b) => !b.dead).map(({ start, end }) => ({ start, end }));
  const none = { start: mark.end, end: mark.end };
  const choices = top.hasElse ? live : [...live, none];
  out.push({
    start: top.mark.start,
    end: mark.end,
    choices: choices.length > 0 ? choices : [none],
  });
}

const isNever = (text: string): boolean => /^(?:el)?if \(?0\)?$|^else of if \(?1\)?$/.test(text);

/** False for what may give a variable a value or is more than a part of an expression. */
function isHarmless(t: Token): boolean {
  if (t.kind !== 'punct') return t.kind !== 'directive';
  return !/^(?:[;{}&]|\+\+|--|=|.=|<<=|>>=)$/.test(t.text) || /^[!=<>]=$/.test(t.text);
}

const NO_CALL = new Set(['if', 'while', 'for', 'switch', 'return', 'sizeof', 'defined', 'catch']);

function opensCall(tokens: readonly Token[], i: number): boolean {
  const before = tokens[i - 1];
  return tokens[i]?.text === '(' && before?.kind === 'word' && !NO_CALL.has(before.text);
}
