/** Recognises system calls in what was read of a unit, and builds `SyscallCall`s of them. */
import type { Kb } from '../kb/kb.ts';
import type { CallInfo } from '../kb/kb.types.ts';
import type { Argument, SyscallCall } from './call-site.ts';
import { readExpression } from './expression.ts';
import { joinedArguments } from './inner-conditionals.ts';
import { type CallExpr, type Expr, type FunctionIr, type NameExpr, unparen } from './ir.ts';
import { isDeclaredAt, isOwn } from './own-names.ts';
import { conditionsAt, isDead, type FileEnv } from './preprocess.ts';
import { LEAVING_NAMES } from './leaving.ts';
import { resolveParams, type ResolveContext } from './resolve-params.ts';
import type { Candidate, Segment } from './segment.ts';
import { moreSpellings, RAW_WORDS, readSpelling } from './spellings.ts';
import { tokenize, type Token } from './tokens.ts';
import type { Value } from './value.ts';
import { declaredIn } from './walk.ts';

/** Words that make a call candidate: every spelling of every call, and what makes raw calls. */
export function watchList(kb: Kb): ReadonlySet<string> {
  let watch = watchLists.get(kb);
  if (!watch) {
    watch = new Set([...kb.names(), ...moreSpellings(kb).keys(), ...RAW_WORDS]);
    watchLists.set(kb, watch);
  }
  return watch;
}
const watchLists = new WeakMap<Kb, ReadonlySet<string>>();

/** Names of which a file may have a function of its own: the watched words, what never returns or asserts, and `more`. */
export function ownableNames(kb: Kb, more?: ReadonlySet<string>): ReadonlySet<string> {
  const watch = watchList(kb);
  const key = more ?? watch;
  let names = ownable.get(key);
  if (!names) ownable.set(key, (names = new Set([...watch, ...LEAVING_NAMES, ...(more ?? [])])));
  return names;
}
const ownable = new WeakMap<ReadonlySet<string>, ReadonlySet<string>>();

interface Where {
  readonly kb: Kb;
  readonly arch: string;
  readonly env: FileEnv;
  readonly segment: Segment;
  /** What is known of an expression of a function. */
  readonly value: (expr: Expr) => Value;
}

/** The system calls of one function, in source order. */
export function callsIn(fn: FunctionIr, where: Where): SyscallCall[] {
  const declared = declaredIn(fn);
  const out: SyscallCall[] = [];
  for (const { expr, broken } of fn.calls) {
    const callee = unparen(expr.callee);
    if (callee.kind !== 'name' || declared.has(callee.name)) continue;
    const call = toCall(expr, callee, { ...where, declared }, broken, fn);
    if (call) out.push(call);
  }
  return out;
}

/** How much text may be read for the loose calls of one segment, in UTF-16 units: ten thousand of them are no C. */
const LOOSE_TEXT = 1_000_000;

/**
 * Calls that only tokens show: in macro bodies and where the grammar gave up. They are never to be judged.
 * `seen` are the offsets of callees that were read properly.
 */
export function looseCalls(
  candidates: readonly Candidate[],
  seen: ReadonlySet<number>,
  where: Where,
): SyscallCall[] {
  const out: SyscallCall[] = [];
  let budget = LOOSE_TEXT;
  for (const c of candidates) {
    if (budget < 0) break;
    if (seen.has(c.start) || (!c.inBody && !c.inDirective)) continue;
    if (c.inBody && isDeclaredAt(where.segment.text, c.start)) continue;
    const expr = looseCallAt(where.segment.text, c.start);
    const callee = expr?.callee;
    budget -= expr ? expr.end - expr.start + 400 : 400;
    if (!expr || callee?.kind !== 'name' || isQualified(where.segment.text, c.start)) continue;
    const call = toCall(expr, callee, where, true, undefined);
    if (call) out.push(call);
  }
  return out;
}

/** True when `.`, `->` or a namespace stands before the word. */
export function isQualified(text: string, at: number): boolean {
  const i = lastBefore(text, at);
  if (text.charAt(i) === '.') return text.charAt(i - 1) !== '.';
  if (text.charAt(i) === '>' && text.charAt(i - 1) === '-') return true;
  if (text.charAt(i) !== ':' || text.charAt(i - 1) !== ':') return false;
  return /[\w>]/.test(text.charAt(i - 2));
}

/** Offset of the last character before `at` that is neither blank nor in a `//` comment; -1 for none. */
function lastBefore(text: string, at: number): number {
  let i = at - 1;
  for (let lines = 0; ; lines++) {
    let broken = false;
    for (; i >= 0 && /\s/.test(text.charAt(i)); i--) broken ||= text.charAt(i) === '\n';
    // Only what may be the end of a qualification is worth a look at its line.
    if (!broken || lines > 50 || !/[.>:]/.test(text.charAt(i))) return i;
    const start = text.lastIndexOf('\n', i) + 1;
    const last = tokenize(text.slice(start, i + 1), 0, i + 1 - start, true).at(-1);
    if (last?.kind !== 'comment') return i;
    i = start + last.start - 1;
  }
}

/** Words that cannot stand inside an argument: the call before them was never finished. */
const STATEMENT_WORDS = new Set([
  ...['if', 'else', 'for', 'while', 'do', 'switch', 'case', 'default', 'return', 'goto', 'break'],
  ...['continue', 'static', 'typedef', 'extern'],
]);

/** The call expression that starts at a word, read from tokens up to its `)` or where it must have ended. */
export function looseCallAt(text: string, at: number): CallExpr | undefined {
  // Most calls are short; a long one is read again with more.
  for (let size = 400; ; size *= 8) {
    const to = Math.min(text.length, at + size);
    const tokens = callTokens(tokenize(text, at, to));
    if (!tokens.closed && to < text.length && size < 30000) continue;
    const end = tokens.list.at(-1)?.end ?? at;
    const { expr } = readExpression(tokens.list, end);
    return expr.kind === 'call' ? expr : undefined;
  }
}

function callTokens(tokens: readonly Token[]): { list: Token[]; closed: boolean } {
  const list: Token[] = [];
  let level = 0;
  let directive = false;
  for (const t of tokens) {
    if (t.kind === 'directive') directive = true;
    else if (t.kind === 'directive-end') directive = false;
    else if (!directive) {
      const stops = t.kind === 'word' ? STATEMENT_WORDS.has(t.text) : t.text === ';';
      if ((stops && level > 0) || t.text === '}') return { list, closed: true };
      list.push(t);
      if (t.text === '(' || t.text === '[') level++;
      if ((t.text === ')' || t.text === ']') && --level === 0) return { list, closed: true };
    }
  }
  return { list, closed: false };
}

function toCall(
  expr: CallExpr,
  callee: NameExpr,
  where: Where & { readonly declared?: ReadonlySet<string> },
  broken: boolean,
  fn: FunctionIr | undefined,
): SyscallCall | undefined {
  const { kb, env, segment } = where;
  const spelled = callee.name.replace(/^::/, '');
  const global = spelled !== callee.name;
  if (global ? env.owns.has(spelled) : isOwn(env.owns, spelled)) return undefined;
  const skip = broken || isDead(conditionsAt(segment, expr.start));
  const joined = fn ? joinedArguments(expr, segment, looseCallAt) : expr.args;
  const read = readSpelling(spelled, joined ?? expr.args, kb);
  if (!read) return undefined;
  const { info, via, number, judged } = read;
  const args = toArguments(read.args, info, via, where);
  const name = number ? unparen(number) : callee;
  return build(info, spelled, via, name, expr, args, fn, skip || !judged || !joined);
}

function toArguments(
  exprs: CallExpr['args'],
  info: CallInfo,
  via: 'libc' | 'raw',
  where: ResolveContext,
): Argument[] {
  const params = resolveParams(info, via, exprs, where);
  return exprs.map((expr, index) => {
    const param = params[index];
    return { index, expr, start: expr.start, end: expr.end, ...(param ? { param } : {}) };
  });
}

function build(
  info: CallInfo,
  spelled: string,
  via: 'libc' | 'raw',
  name: { start: number; end: number },
  expr: CallExpr,
  args: Argument[],
  fn: FunctionIr | undefined,
  broken: boolean,
): SyscallCall {
  return {
    info,
    name: info.name,
    spelled,
    via,
    nameSpan: { start: name.start, end: name.end },
    inside: expr.inside,
    args,
    expr,
    ...(fn ? { fn } : {}),
    broken,
    start: expr.start,
    end: expr.end,
  };
}
