/**
 * `#if` groups inside expressions: between the parentheses of a call, and in what a variable is given. The grammar cannot
 * read them, so one branch is left standing for the parser, and the others are read from tokens and joined with it.
 */
import type { Span } from '../text/span.ts';
import { readExpression } from './expression.ts';
import { innerGroups, type InnerGroup } from './inner-groups.ts';
import type { CallExpr, Expr } from './ir.ts';
import type { Segment } from './segment.ts';
import { tokenize } from './tokens.ts';

/** How many texts the groups of one expression may make. */
const MAX_TEXTS = 8;

/** Spans to blank so that one choice of the group is left. */
export function allBut(group: InnerGroup, choice: number): readonly Span[] {
  const kept = group.choices[choice];
  if (group.lines) return group.lines;
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
    (g) => g.value === undefined && within(g, expr.inside),
  );
  if (groups.length === 0) return expr.args;
  const texts = otherTexts(segment.text, groups);
  if (!texts) return undefined;
  let args = expr.args;
  const seen = expr.args.map((arg) => new Set([textOf(arg, texts.first)]));
  for (const text of texts.others) {
    const other = read(text, expr.start);
    if (other?.end !== expr.end || other.args.length !== args.length) return undefined;
    args = args.map((arg, i) => {
      const one = other.args[i];
      if (!one || seen[i]?.has(textOf(one, text))) return arg;
      seen[i]?.add(textOf(one, text));
      return either(arg, one, groups);
    });
  }
  return args;
}

/** What a variable is given, with the branches that were left out; opaque where they cannot be read. */
export function joinedValue(expr: Expr, segment: Segment): Expr {
  const all = innerGroups(segment);
  if (all.length === 0) return expr;
  const groups = all.filter((g) => g.value !== undefined && within(expr, g.value));
  const value = groups[0]?.value;
  if (!value) return expr;
  const { start, end } = expr;
  const unread: Expr = { kind: 'opaque', broken: false, inner: [expr], start, end };
  const texts = groups.some((g) => g.unread) ? undefined : otherTexts(segment.text, groups);
  if (!texts) return unread;
  let out = expr;
  for (const text of texts.others) {
    const tokens = tokenize(text, value.start, value.end).filter((t) => t.kind !== 'comment');
    const read = tokens.length > 0 ? readExpression(tokens, value.end) : undefined;
    if (!read?.complete) return unread;
    out = either(out, read.expr, groups);
  }
  return out;
}

function within(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function textOf({ start, end }: Span, text: string): string {
  return `${start} ${text.slice(start, end)}`;
}

/** The text that the parser reads and those with every other combination of choices; `undefined` for too many. */
function otherTexts(
  text: string,
  groups: readonly InnerGroup[],
): { readonly first: string; readonly others: readonly string[] } | undefined {
  let combinations: readonly (readonly number[])[] = [[]];
  for (const { choices } of groups) {
    combinations = combinations.flatMap((c) => choices.map((_, i) => [...c, i]));
    if (combinations.length > MAX_TEXTS) return undefined;
  }
  const [first = text, ...others] = combinations.map((c) =>
    blanked(
      text,
      groups.flatMap((g, i) => allBut(g, c[i] ?? 0)),
    ),
  );
  return { first, others };
}

/** Either of two expressions, as the conditional that nobody knows the test of. */
function either(a: Expr, b: Expr, groups: readonly InnerGroup[]): Expr {
  const apart = (e: Expr): boolean => groups.every((g) => e.end <= g.start || g.end <= e.start);
  if (a.start === b.start && a.end === b.end && apart(a)) return a;
  const span = { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
  const at = groups[0]?.start ?? a.start;
  const test = { kind: 'opaque' as const, broken: false, inner: [], start: at, end: at };
  return { kind: 'conditional', test, yes: a, no: b, ...span };
}
