/** Which call and argument a cursor stands in, read from tokens alone, so that unfinished code gets an answer. */
import type { EffectiveParam } from '../kb/cases.ts';
import type { Kb } from '../kb/kb.ts';
import type { CallInfo } from '../kb/kb.types.ts';
import type { Span } from '../text/span.ts';
import { brackets, KEYWORDS, type Open } from './brackets.ts';
import { isQualified, looseCallAt } from './calls.ts';
import { fieldValuedAt, namesBefore } from './fields.ts';
import { isOwnAt } from './own-names.ts';
import { groupsAt, resolveParams } from './resolve-params.ts';
import type { Segment } from './segment.ts';
import type { SourceFile } from './source-file.ts';
import { namesCall, numberedCall, rawForm, spellingOf } from './spellings.ts';
import { isWordPart, tokenize, type Token } from './tokens.ts';
import { variableGroup } from './variable-group.ts';

export interface CursorCall {
  readonly info: CallInfo;
  readonly via: 'libc' | 'raw';
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
export interface Cursor {
  /** The identifier that touches the cursor (empty span at the cursor when there is none), file offsets. */
  readonly word: Span;
  /** Innermost call around the cursor, when that is a system call. */
  readonly call?: CursorCall;
  /** Cursor is on the number of a raw call: `syscall(SYS_|`. */
  readonly wantsNumber: boolean;
  /** Cursor is where a macro takes the bare name of a call: `SCMP_SYS(|`. */
  readonly wantsName: boolean;
  /**
   * Outside of a call's parentheses: the flag group of a variable that is passed in such an argument in this function,
   * or whose other terms belong to one group (`int flags = MAP_|`, `flags |= MAP_|`).
   */
  readonly group?: string;
  /** Constants already or-ed into that variable in this statement. */
  readonly groupUsed?: readonly string[];
  /** Cursor in a comment, a string, a character literal or a directive that takes no expression. */
  readonly quiet: boolean;
  /** The last system call before the cursor in this function whose failure errno may tell of. */
  readonly errnoOf?: CallInfo;
  /** Cursor stands where an errno name is wanted: `errno == E|`, `case E|` of `switch (errno)`. */
  readonly wantsErrno: boolean;
  /** Cursor stands at the start of a statement. */
  readonly atStatement: boolean;
}

/** The context at a file offset; never throws, whatever the text. */
export function cursorAt(file: SourceFile, offset: number, kb: Kb): Cursor {
  const { segment, base } = file.segmentAt(offset);
  const at = offset - base;
  const text = segment.text;
  let start = at;
  while (start > 0 && isWordPart(text.charCodeAt(start - 1))) start--;
  let end = at;
  while (end < text.length && isWordPart(text.charCodeAt(end))) end++;
  if (start < end && /\d/.test(text.charAt(start))) start = end = at;
  const word = { start: base + start, end: base + end };
  const all = tokenize(text, 0, start, true);
  const tokens = all.filter((t) => t.kind !== 'comment');
  const last = all.at(-1);
  const inLiteral = last?.open === true && last.end >= start;
  const directive = openDirective(tokens, start);
  const quiet =
    inLiteral ||
    (directive !== undefined && directive.text !== 'define') ||
    lineComment(text, at, all);
  const wants = { wantsErrno: false, wantsNumber: false, wantsName: false };
  if (quiet) return { word, quiet, ...wants, atStatement: false };
  const stack = brackets(directive ? tokens.slice(tokens.indexOf(directive) + 2) : tokens);
  const scope = directive ? tokens.slice(tokens.indexOf(directive) + 2) : tokens;
  const top = stack.at(-1);
  const found = callAround(stack, scope, { file, kb, segment, base, start, end });
  const errnoOf = lastCallBefore(file, segment, start, kb);
  const inStatement = scope.slice(top?.first ?? 0);
  const group =
    found.call || found.wantsNumber || found.wantsName
      ? undefined
      : (fieldGroup(scope, file, kb) ?? variableGroup(inStatement, segment, file, kb));
  return {
    word,
    quiet: false,
    ...(found.call ? { call: found.call } : {}),
    wantsNumber: found.wantsNumber,
    wantsName: found.wantsName,
    ...(group ? { group: group.id, groupUsed: group.used } : {}),
    ...(errnoOf ? { errnoOf } : {}),
    wantsErrno: errnoWanted(scope, stack),
    atStatement:
      !directive &&
      (top === undefined || top.token.text === '{') &&
      inStatement.length === 0 &&
      stack.length > 0,
  };
}

/** The group of the field that what stands behind the tokens will be a value of. */
function fieldGroup(
  tokens: readonly Token[],
  file: SourceFile,
  kb: Kb,
): { id: string; used: readonly string[] } | undefined {
  const field = fieldValuedAt(tokens.length, { tokens, kb, arch: file.arch });
  const id = field?.param.group;
  if (id === undefined) return undefined;
  const used = namesBefore(tokens.length, tokens).filter((n) => kb.constant(n) !== undefined);
  return { id, used };
}

/** True when the cursor stands in or right behind a `//` comment. */
function lineComment(text: string, at: number, tokens: readonly Token[]): boolean {
  const last = tokens.at(-1);
  return (
    last?.kind === 'comment' &&
    (last.end > at || (last.text.startsWith('//') && !text.slice(last.end, at).includes('\n')))
  );
}

/** The directive whose line the cursor is still on; an end that the cut at the cursor made does not count. */
function openDirective(tokens: readonly Token[], at: number): Token | undefined {
  let open: Token | undefined;
  for (const t of tokens) {
    if (t.kind === 'directive') open = t;
    else if (t.kind === 'directive-end' && t.start < at) open = undefined;
  }
  const last = tokens.at(-1);
  if (last?.kind !== 'directive-end' && last?.kind !== 'directive') return undefined;
  return open;
}

interface Place {
  readonly file: SourceFile;
  readonly kb: Kb;
  readonly segment: Segment;
  readonly base: number;
  /** Span of the word under the cursor, relative to the segment. */
  readonly start: number;
  readonly end: number;
}

interface Around {
  readonly call?: CursorCall;
  readonly wantsNumber: boolean;
  readonly wantsName: boolean;
}
const NOBODY: Around = { wantsNumber: false, wantsName: false };

function callAround(stack: readonly Open[], tokens: readonly Token[], place: Place): Around {
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

function namedCall(head: Token, open: Open, tokens: readonly Token[], place: Place): Around {
  const { kb, file, segment, base } = place;
  const none = NOBODY;
  if (
    isOwnAt(file.env().owns, head.text, segment.text, head.start) ||
    isQualified(segment.text, head.start)
  )
    return none;
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
  if (!info || index < 0) return none;
  const written = tokens.slice(open.first);
  const behind = restOfArgument(segment.text, place.end);
  const names = [...written, ...behind.tokens].filter((t) => t.kind === 'word').map((t) => t.text);
  const start = written[0]?.start ?? place.start;
  const exprs = looseCallAt(segment.text, head.start)?.args ?? [];
  const own = order ? order.map((i) => exprs[i]) : exprs.slice(skip);
  const args = own.map((e, i) => (i === index ? undefined : e));
  const ctx = { kb, arch: file.arch, env: file.env() };
  return {
    ...NOBODY,
    call: {
      info,
      via,
      nameSpan,
      params: resolveParams(info, via, args, ctx),
      index,
      groups: groupsAt(index, info, via, args, ctx),
      argument: { start: base + start, end: base + behind.end },
      used: names.filter((n) => kb.constant(n) !== undefined),
    },
  };
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

function lastCallBefore(
  file: SourceFile,
  segment: Segment,
  at: number,
  kb: Kb,
): CallInfo | undefined {
  const before = segment.candidates.filter(
    (c) => c.start < at && c.inBody && rawForm(c.name) === undefined,
  );
  for (const c of before.reverse()) {
    if (
      isOwnAt(file.env().owns, c.name, segment.text, c.start) ||
      isQualified(segment.text, c.start)
    )
      continue;
    // A column-0 `}` between them: another function's call.
    if (/^\}/m.test(segment.text.slice(c.start, at))) return undefined;
    const spelling = spellingOf(c.name, kb);
    if (spelling) return spelling.info;
  }
  return undefined;
}

function errnoWanted(tokens: readonly Token[], stack: readonly Open[]): boolean {
  const last = tokens.at(-1);
  const before = tokens.at(-2);
  if (last?.text === '==' || last?.text === '!=') {
    return before?.text === 'errno' || (before?.text === ')' && tokens.at(-4)?.text === 'errno');
  }
  if (last?.text === '=' && before?.text === 'errno') return true;
  if (last?.text !== 'case') return false;
  const block = stack.findLast((o) => o.token.text === '{');
  if (!block) return false;
  // `switch (errno) {`
  const head = tokens.slice(Math.max(0, block.head - 3), block.head + 1).map((t) => t.text);
  return head.join(' ').endsWith('switch ( errno )');
}
