/** Which argument of which call a cursor stands in, read from tokens; what variables decide is asked of the parser. */
import type { EffectiveParam } from '../kb/cases.ts';
import type { Kb } from '../kb/kb.ts';
import type { CallInfo } from '../kb/kb.types.ts';
import type { Span } from '../text/span.ts';
import { KEYWORDS, type Open } from './brackets.ts';
import { isQualified, looseCallAt } from './calls.ts';
import type { Expr } from './ir.ts';
import { isOwnAt } from './own-names.ts';
import { expressionOf, unpackValue } from './packed-value.ts';
import { groupsAt, resolveParams, type ResolveContext } from './resolve-params.ts';
import type { Segment } from './segment.ts';
import type { SourceFile } from './source-file.ts';
import { namesCall, numberedCall, rawForm, spellingOf } from './spellings.ts';
import type { ForwardedArg } from './summaries.ts';
import { tokenize, type Token } from './tokens.ts';
import { declaredIn } from './walk.ts';

export interface CursorCall {
  readonly info: CallInfo;
  readonly via: 'libc' | 'raw';
  /** The function or macro of the project whose call the cursor is in, which makes this one. */
  readonly wrapper?: string;
  /** The callee's word, file offsets. */
  readonly nameSpan: Span;
  /** Parameters as this spelling takes them with the arguments before; for a raw call in kernel order, without the number. */
  readonly params: readonly EffectiveParam[];
  /** Index into `params`; may be ≥ `params.length` when there are too many. */
  readonly index: number;
  /** Groups that this argument may take: one, or several while the argument that decides is not known. */
  readonly groups: readonly string[];
  /** The argument as far as it is written, file offsets. */
  readonly argument: Span;
  /** Named constants already written in this argument, the word under the cursor left out. */
  readonly used: readonly string[];
}
/** Where a cursor stands in its segment. */
export interface CursorPlace {
  readonly file: SourceFile;
  readonly kb: Kb;
  readonly segment: Segment;
  readonly base: number;
  /** Span of the word under the cursor, relative to the segment. */
  readonly start: number;
  readonly end: number;
}

/** What the brackets around a cursor say it is in. */
export interface Around {
  readonly call?: CursorCall;
  readonly wantsNumber: boolean;
  readonly wantsName: boolean;
}
const NOBODY: Around = { wantsNumber: false, wantsName: false };

/** The innermost call around the cursor; `tokens` are those before it, `stack` the brackets open there. */
export function callAround(
  stack: readonly Open[],
  tokens: readonly Token[],
  place: CursorPlace,
): Around {
  const none = NOBODY;
  for (let i = stack.length - 1; i > 0; i--) {
    const open = stack[i];
    if (open?.token.text !== '(') return none;
    const head = tokens[open.head];
    if (head?.kind !== 'word' || head.text === 'sizeof') {
      // Grouping parentheses; a cast or `sizeof` ends the search.
      if (head?.kind === 'word' || head?.text === ')' || head?.text === ']') return none;
      continue;
    }
    if (KEYWORDS.has(head.text)) return none;
    return namedCall(head, open, tokens, place);
  }
  return none;
}

function namedCall(head: Token, open: Open, tokens: readonly Token[], place: CursorPlace): Around {
  const { kb, file, segment, base } = place;
  const none = NOBODY;
  if (isQualified(segment.text, head.start)) return none;
  if (isOwnAt(file.env().owns, head.text, segment.text, head.start))
    return wrappedCall(head, open, tokens, place);
  let info: CallInfo | undefined;
  let via: 'libc' | 'raw' = 'libc';
  let index = open.commas;
  let nameSpan = { start: base + head.start, end: base + head.end };
  let order: readonly number[] | undefined;
  const raw = rawForm(head.text);
  if (index === 0 && namesCall(head.text)) return { ...NOBODY, wantsName: true };
  let skip = 0;
  if (raw) {
    if (index === 0) return { ...NOBODY, wantsNumber: true };
    const number = tokens[open.head + 2];
    info = number && (raw.by === 'number' ? numberedCall(number.text, kb) : kb.call(number.text));
    via = 'raw';
    skip = raw.skip(tokens[open.head + 4]?.text);
    index -= skip;
    if (number) nameSpan = { start: base + number.start, end: base + number.end };
  } else {
    const spelling = spellingOf(head.text, kb);
    info = spelling?.info;
    order = spelling?.order;
    if (order) index = order.indexOf(index);
  }
  if (!info) return wrappedCall(head, open, tokens, place);
  if (index < 0) return none;
  const exprs = looseCallAt(segment.text, head.start)?.args ?? [];
  const own = order ? order.map((i) => exprs[i]) : exprs.slice(skip);
  const args = own.map((e, i) => (i === index ? undefined : e));
  const ctx = { kb, arch: file.arch, env: file.env() };
  let params = resolveParams(info, via, args, ctx);
  let groups = groupsAt(index, info, via, args, ctx);
  const read = params[index]?.undecided ? readCall(file, base, head.start, index) : undefined;
  if (read) {
    const around = { ...ctx, ...read };
    params = resolveParams(info, via, read.args, around);
    groups = groupsAt(index, info, via, read.args, around);
  }
  return {
    ...NOBODY,
    call: { info, via, nameSpan, params, index, groups, ...argumentAt(open, tokens, place) },
  };
}

/** What is written of the argument that the cursor is in. */
function argumentAt(
  open: Open,
  tokens: readonly Token[],
  { segment, base, start, end, kb }: CursorPlace,
): Pick<CursorCall, 'argument' | 'used'> {
  const written = tokens.slice(open.first);
  const behind = restOfArgument(segment.text, end);
  const names = [...written, ...behind.tokens].filter((t) => t.kind === 'word').map((t) => t.text);
  return {
    argument: { start: base + (written[0]?.start ?? start), end: base + behind.end },
    used: names.filter((n) => kb.constant(n) !== undefined),
  };
}

/** The call that a wrapper makes with the argument that the cursor is in. */
function wrappedCall(
  head: Token,
  open: Open,
  tokens: readonly Token[],
  place: CursorPlace,
): Around {
  const { kb, file, segment, base } = place;
  const summary = file.wrapper(head.text);
  if (!summary || open.commas >= summary.params) return NOBODY;
  const exprs = looseCallAt(segment.text, head.start)?.args ?? [];
  const nameSpan = { start: base + head.start, end: base + head.end };
  const calls = summary.forwards.flatMap((forward): CursorCall[] => {
    const info = kb.call(forward.call);
    const index = forward.args.findIndex((a) => a.param === open.commas);
    if (!info || index < 0) return [];
    const { via } = forward;
    const written = forward.args.map((a, i) =>
      i === index ? undefined : handedOn(a, exprs, head),
    );
    const ctx = { kb, arch: file.arch, env: file.env() };
    const params = resolveParams(info, via, written, ctx);
    const groups = groupsAt(index, info, via, written, ctx);
    const argument = argumentAt(open, tokens, place);
    return [{ info, via, wrapper: head.text, nameSpan, params, index, groups, ...argument }];
  });
  // Where several calls get it, the one that gives it most meaning.
  const call = calls.find((c) => c.groups.length > 0) ?? calls[0];
  return call ? { ...NOBODY, call } : NOBODY;
}

/** What a wrapper hands on for an argument; `undefined` where that is not known. */
function handedOn(
  { param, value }: ForwardedArg,
  exprs: readonly Expr[],
  at: Span,
): Expr | undefined {
  // With more bits than the caller's it decides nothing that the caller's alone would not.
  if (param !== undefined) return exprs[param];
  return value && expressionOf(unpackValue(value), at, new Map());
}

/** The call whose name starts at `at`, as the parser reads it, with what is known of its variables. */
function readCall(
  file: SourceFile,
  base: number,
  at: number,
  without: number,
): (Pick<ResolveContext, 'declared' | 'value'> & { args: (Expr | undefined)[] }) | undefined {
  const { unit } = file.unitAt(base + at);
  const call = unit.calls.find((c) => c.expr.start === at);
  if (!call?.fn) return undefined;
  const args = call.args.map((a) => (a.index === without ? undefined : a.expr));
  return { args, declared: declaredIn(call.fn), value: (expr) => unit.facts.value(expr) };
}

/** Tokens behind the cursor that still belong to its argument, on this line and the next few. */
function restOfArgument(text: string, from: number): { tokens: readonly Token[]; end: number } {
  const to = Math.min(text.length, from + 400);
  const out: Token[] = [];
  let level = 0;
  for (const t of tokenize(text, from, to)) {
    if (t.kind === 'directive' || (t.kind === 'word' && KEYWORDS.has(t.text))) break;
    if (t.text === ';' || t.text === '{' || t.text === '}') break;
    if (level === 0 && (t.text === ',' || t.text === ')')) break;
    // Two words in a row: a new statement begins where the call was never closed.
    if (
      t.kind === 'word' &&
      (out.at(-1)?.kind === 'word' ||
        (out.length === 0 && text.slice(from, t.start).includes('\n')))
    )
      break;
    if (t.text === '(') level++;
    if (t.text === ')') level--;
    out.push(t);
  }
  return { tokens: out, end: out.at(-1)?.end ?? from };
}
