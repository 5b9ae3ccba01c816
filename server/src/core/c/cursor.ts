/** Which call and argument a cursor stands in, read from tokens alone, so that unfinished code gets an answer. */
import type { Kb } from '../kb/kb.ts';
import type { CallInfo } from '../kb/kb.types.ts';
import type { Span } from '../text/span.ts';
import { brackets, type Open } from './brackets.ts';
import { isQualified } from './calls.ts';
import { callAround, type CursorCall } from './cursor-call.ts';
import { fieldValuedAt, namesBefore } from './fields.ts';
import { isOwnAt } from './own-names.ts';
import type { Segment } from './segment.ts';
import type { SourceFile } from './source-file.ts';
import { rawForm, spellingOf } from './spellings.ts';
import { isWordPart, tokenize, type Token } from './tokens.ts';
import { variableGroup } from './variable-group.ts';

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
