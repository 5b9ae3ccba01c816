/** Which functions and macros of a file never return, from its tokens alone: by attribute, or by how the body ends. */
import type { CallExpr } from './ir.ts';
import { calledName, isLeavingName, LEAVING_NAMES, neverReturns } from './leaving.ts';
import type { Segment } from './segment.ts';
import { codeTokens } from './segment-tokens.ts';
import { tokenize, type Token } from './tokens.ts';

/**
 * `declared`: an attribute says that it never returns; `ends`: its body ends in a call that never returns and has no
 * other way out; `returns`: it has the name of a well-known function that never returns or asserts, but a body of its own.
 */
export type Ending = 'declared' | 'ends' | 'returns';

const ATTRIBUTE = /no_?return|^__dead2?$/i;
const NAMES =
  '\\b(?:_?exit|_Exit|(?:quick|thrd|pthread)_exit|abort|v?errx?|v?errc|(?:_|sig)?longjmp|__assert_fail)\\s*\\(';
const LEAVING = new RegExp(NAMES);
/** A call right before the end of a body, or the head of a definition: most texts have neither and are not read. */
const WORTH = new RegExp(`${NAMES}[^;{}]*\\)\\s*(?:;\\s*(?:\\n\\}|\\}[ \\t]*$)|\\{)`, 'm');
/** Cheap to look for: a text without any of these says nothing. */
const HINT =
  /xit|abort|err[xc]? ?\(|longjmp|__assert_fail|oreturn|ORETURN|o_return|O_RETURN|__dead/;
const DECLARING = /[nN][oO]_?(?:return|RETURN)|__dead/;
/** Ways out of a body other than its end. */
const WAYS_OUT = new Set(['return', 'goto', 'co_return', 'setjmp', 'sigsetjmp', 'asm', '__asm__']);
/** What makes the last call of a macro's body conditional. */
const CONDITIONAL = new Set(['if', 'else', 'while', 'for', 'switch', '?', '&&', '||', '#']);

const known = new WeakMap<Segment, ReadonlyMap<string, Ending>>();
const NONE: ReadonlyMap<string, Ending> = new Map();

/** What a segment says about functions and macros that never return. */
export function endingsIn(segment: Segment): ReadonlyMap<string, Ending> {
  let found = known.get(segment);
  if (found === undefined) {
    const { text } = segment;
    const worth = (HINT.test(text) && (DECLARING.test(text) || mayEnd(segment))) || mayOwn(segment);
    known.set(segment, (found = worth ? read(segment) : NONE));
  }
  return found;
}

function mayEnd({ text, defines }: Segment): boolean {
  return WORTH.test(text) || defines.some((m) => LEAVING.test(`${m.name}(${m.body}`));
}

function mayOwn({ owns, defines }: Segment): boolean {
  return owns.some((name) => LEAVING_NAMES.has(name)) || defines.some((m) => isLeavingName(m.name));
}

/** The endings of all segments in one: an attribute anywhere counts, else every definition must end. */
export function joinEndings(
  all: Iterable<ReadonlyMap<string, Ending>>,
): ReadonlyMap<string, boolean> {
  const out = new Map<string, Ending>();
  for (const endings of all) {
    for (const [name, ending] of endings) {
      const before = out.get(name);
      if (before === undefined || ending === 'declared') out.set(name, ending);
      else if (before === 'ends') out.set(name, ending);
    }
  }
  return new Map([...out].map(([name, ending]) => [name, ending !== 'returns']));
}

/** Tells whether a call never returns: by what the file says of its own functions, else by well-known names. */
export function neverReturnsWith(
  own: Pick<ReadonlyMap<string, boolean>, 'get'>,
): (call: CallExpr) => boolean {
  return (call) => own.get(calledName(call) ?? '') ?? neverReturns(call);
}

function read(segment: Segment): ReadonlyMap<string, Ending> {
  const out = new Map<string, Ending>();
  const note = (name: string, ending: Ending | undefined): void => {
    if (ending === undefined || out.get(name) === 'declared') return;
    // Two bodies behind `#if`: both must end.
    out.set(name, ending === 'ends' && out.get(name) === 'returns' ? 'returns' : ending);
  };
  for (const d of segment.defines) note(d.name, macroEnding(d.name, d.body));
  for (const { head, body } of definitions(codeTokens(segment))) {
    const name = nameIn(head);
    if (name === undefined || head[0]?.text === 'typedef') continue;
    if (head.some((t) => t.kind === 'word' && ATTRIBUTE.test(t.text))) note(name, 'declared');
    else if (body && bodyEnds(body)) note(name, 'ends');
    else if (body && LEAVING_NAMES.has(name)) note(name, 'returns');
  }
  return out;
}

interface Definition {
  /** Tokens before the `{` or `;`. */
  readonly head: readonly Token[];
  /** Tokens between the braces; absent for a declaration. */
  readonly body?: readonly Token[];
}

/** Declarations and definitions at file level; what stands in `extern "C" { }` or a namespace is not seen. */
function* definitions(tokens: readonly Token[]): Iterable<Definition> {
  let head: Token[] = [];
  let body: Token[] = [];
  let level = 0;
  let directive = false;
  for (const t of tokens) {
    if (t.kind === 'directive') directive = true;
    // A body with a directive in it is not judged: its end may not be the end.
    if (directive) {
      if (level > 0) body.push(t);
      if (t.kind === 'directive-end') directive = false;
      continue;
    }
    if (t.text === '{' && t.kind !== 'string') {
      if (level++ > 0) body.push(t);
    } else if (t.text === '}') {
      level = Math.max(0, level - 1);
      if (level > 0) body.push(t);
      else {
        yield { head, body };
        head = [];
        body = [];
      }
    } else if (level > 0) body.push(t);
    else if (t.text === ';') {
      yield { head };
      head = [];
    } else head.push(t);
  }
}

/** The word before the first parenthesis that is no attribute's. */
function nameIn(head: readonly Token[]): string | undefined {
  for (let i = 0; i < head.length; i++) {
    const t = head[i];
    if (t === undefined || t.text === '=') return undefined;
    if (t.kind !== 'word' || head[i + 1]?.text !== '(') continue;
    // A pointer to a function.
    if (head[i + 2]?.text === '*') return undefined;
    if (!/^__attribute(?:__)?$|^__declspec$|^alignas$/.test(t.text) && !ATTRIBUTE.test(t.text)) {
      return t.text;
    }
    let depth = 0;
    for (i++; i < head.length; i++) {
      if (head[i]?.text === '(') depth++;
      else if (head[i]?.text === ')' && --depth === 0) break;
    }
  }
  return undefined;
}

function isWellKnown(name: string): boolean {
  return LEAVING.test(`${name}(`);
}

/** True when the body has no way out but its end, and the last statement there is a call that never returns. */
function bodyEnds(body: readonly Token[]): boolean {
  if (body.some((t) => t.kind === 'directive' || WAYS_OUT.has(t.text))) return false;
  return endsInCall(body, /^[;{}]$/);
}

/** True when the tokens end in `name(…);` with one of `before`, or nothing, in front of the name. */
function endsInCall(tokens: readonly Token[], before: RegExp): boolean {
  let i = tokens.length - 1;
  if (tokens[i]?.text === ';') i--;
  if (tokens[i]?.text !== ')') return false;
  let depth = 0;
  for (; i >= 0; i--) {
    if (tokens[i]?.text === ')') depth++;
    else if (tokens[i]?.text === '(' && --depth === 0) break;
  }
  const name = tokens[i - 1];
  const front = tokens[i - 2];
  if (name?.kind !== 'word' || !isWellKnown(name.text)) return false;
  return front === undefined || before.test(front.text);
}

/** `#define die(…) do { …; exit(1); } while (0)`; `returns` for a macro of a well-known name that does something else. */
function macroEnding(name: string, body: string): Ending | undefined {
  const otherwise = isLeavingName(name) ? 'returns' : undefined;
  if (!LEAVING.test(body)) return otherwise;
  const plain = body
    .replace(/\\\r?\n/g, ' ')
    .trim()
    .replace(/^do\s*\{(.*)\}\s*while\s*\(\s*(?:0|false)\s*\)\s*;?$/s, '$1')
    .replace(/^\(\s*\{(.*)\}\s*\)$/s, '$1')
    .trim();
  const tokens = tokenize(plain).filter((t) => t.kind !== 'directive-end');
  if (tokens.some((t) => CONDITIONAL.has(t.text) || WAYS_OUT.has(t.text))) return otherwise;
  return endsInCall(tokens, /^[;]$/) ? 'ends' : otherwise;
}
