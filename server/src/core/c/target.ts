/** What is under the cursor: one union that hover, pages, actions and decoders read. */
import type { EffectiveParam } from '../kb/cases.ts';
import type { Kb } from '../kb/kb.ts';
import type { Span } from '../text/span.ts';
import type { Argument, PlacedCall } from './call-site.ts';
import { insideOtherCall, isOrPart } from './argument-part.ts';
import { isQualified } from './calls.ts';
import { fieldNamedAt, fieldValuedAt, type FieldPlace } from './fields.ts';
import { nameOf, uncast } from './ir.ts';
import { codeTokens, segmentTokens, tokenAt } from './segment-tokens.ts';
import type { Segment } from './segment.ts';
import type { SourceFile } from './source-file.ts';
import { namesCall, numberedCall, spellingOf } from './spellings.ts';
import { integerValue, type Token } from './tokens.ts';
import { declaredIn } from './walk.ts';

/** `span` is in file offsets; offsets inside `call` are relative to its unit (see `PlacedCall.base`). */
export type Target =
  /** The name of a system call where it really is one (call, `SYS_x`, `__NR_x`, mention in a known macro). */
  | {
      readonly kind: 'syscall';
      readonly span: Span;
      readonly name: string;
      readonly call?: PlacedCall;
    }
  /** The name of a function or macro of the project that hands parameters on to these calls, each once. */
  | {
      readonly kind: 'wrapper';
      readonly span: Span;
      readonly name: string;
      readonly calls: readonly string[];
    }
  /** A constant of the knowledge base, in the argument of a call when there is one. */
  | {
      readonly kind: 'constant';
      readonly span: Span;
      readonly name: string;
      readonly in?: ArgumentPlace;
      /** The field of a structure that it is a value of. */
      readonly field?: FieldPlace;
    }
  /** A field of a known structure, or a number that is given to one or compared with it. */
  | {
      readonly kind: 'field';
      readonly span: Span;
      readonly field: FieldPlace;
      readonly value?: bigint;
    }
  /** An errno name; `after` is the call whose failure it tells of, when the code shows which. */
  | {
      readonly kind: 'errno';
      readonly span: Span;
      readonly name: string;
      readonly after?: PlacedCall;
    }
  /** The name of what calls return on failure: MAP_FAILED; `of` is the call whose result it is compared with. */
  | {
      readonly kind: 'failure';
      readonly span: Span;
      readonly name: string;
      readonly of?: PlacedCall;
    }
  /** A number in an argument that takes flags, an enumeration or a mode. */
  | {
      readonly kind: 'number';
      readonly span: Span;
      readonly value: bigint;
      readonly in: ArgumentPlace;
    }
  /** Anything else in an argument: a variable, an expression. */
  | { readonly kind: 'parameter'; readonly span: Span; readonly in: ArgumentPlace };

/** An argument as it is written; in the call of a wrapper what becomes of it in the system call. */
export interface ArgumentPlace {
  readonly call: PlacedCall;
  readonly param: EffectiveParam;
  readonly argument: Argument;
}

/** The target at a file offset, or `undefined` where nothing is certain. */
export function targetAt(file: SourceFile, offset: number, kb: Kb): Target | undefined {
  const { segment, base } = file.segmentAt(offset);
  const tokens = segmentTokens(segment);
  const i = tokenAt(tokens, offset - base);
  const token = tokens[i];
  if (!token || token.kind === 'comment') return undefined;
  const span = { start: base + token.start, end: base + token.end };
  const place = placeOf(file, offset);
  if (token.kind === 'string' || token.kind === 'char') return literalTarget(token, span, place);
  if (token.kind === 'number') {
    const code = codeTokens(segment);
    const field = fieldValuedAt(code.indexOf(token), { tokens: code, kb, arch: file.arch });
    const value = field && integerValue(token.text);
    if (field && value !== undefined) return { kind: 'field', span, field, value };
    return numberTarget(token, span, place);
  }
  if (token.kind === 'word') {
    const found = wordTarget({ file, kb, segment, base, tokens, i, token, span, place });
    if (found !== 'none') return found;
  }
  if (!place) return undefined;
  const { call, argument } = place;
  const whole = { start: call.base + argument.start, end: call.base + argument.end };
  return { kind: 'parameter', span: token.kind === 'word' ? span : whole, in: place };
}

/** A literal is a target only as the whole of an argument. */
function literalTarget(
  token: Token,
  span: Span,
  place: ArgumentPlace | undefined,
): Target | undefined {
  const whole = place && uncast(place.argument.expr);
  if (!place || whole?.start !== token.start) return undefined;
  return { kind: 'parameter', span, in: place };
}

interface Word {
  readonly file: SourceFile;
  readonly kb: Kb;
  readonly segment: Segment;
  readonly base: number;
  readonly tokens: readonly Token[];
  readonly i: number;
  readonly token: Token;
  readonly span: Span;
  readonly place: ArgumentPlace | undefined;
}

/** `'none'` when the word is no target of its own but may stand in an argument. */
function wordTarget(w: Word): Target | undefined | 'none' {
  const { file, kb, token, span, place, segment } = w;
  const name = token.text;
  const qualified = isQualified(segment.text, token.start);
  const numbered = numberedCall(name, kb);
  if (numbered) {
    const call = w.file.callAt(span.start);
    const own = call && call.base + call.call.nameSpan.start === span.start ? { call } : {};
    return { kind: 'syscall', span, name: numbered.name, ...own };
  }
  const traced = /^(?:sys_enter_|sys_exit_)(\w+)$/.exec(name);
  const tracedCall = traced?.[1] === undefined ? undefined : kb.call(traced[1]);
  if (tracedCall) return { kind: 'syscall', span, name: tracedCall.name };
  const code = { tokens: codeTokens(segment), kb, arch: w.file.arch };
  const at = code.tokens.indexOf(token);
  if (qualified) {
    const field = fieldNamedAt(at, code);
    return field ? { kind: 'field', span, field } : 'none';
  }
  const info = kb.call(name) ?? spellingOf(name, kb)?.info;
  if (info) {
    const call = callNamed(w);
    if (call) return { kind: 'syscall', span, name: call.call.name, call };
    if (isNamedMention(w)) return { kind: 'syscall', span, name: info.name };
  }
  if (isDeclared(w, name)) return 'none';
  if (w.tokens[w.i + 1]?.text === '(') {
    const calls = file.wrapper(name)?.forwards.map((f) => f.call) ?? [];
    if (calls.length > 0) return { kind: 'wrapper', span, name, calls: [...new Set(calls)] };
  }
  if (kb.errno(name)) {
    const after = callBefore(w);
    return { kind: 'errno', span, name, ...(after ? { after } : {}) };
  }
  if (isFailureName(name, kb)) {
    const of = callComparedAt(w);
    return { kind: 'failure', span, name, ...(of ? { of } : {}) };
  }
  const constant = kb.constant(name);
  if (constant) {
    const field = fieldValuedAt(at, code);
    if (field) return { kind: 'constant', span, name, field };
    return { kind: 'constant', span, name, ...(place ? { in: place } : {}) };
  }
  return 'none';
}

/** The call whose name this word is. */
function callNamed(w: Word): PlacedCall | undefined {
  const { unit, base } = w.file.unitAt(w.span.start);
  const call = unit.calls.find(
    (c) => base + c.nameSpan.start <= w.span.start && w.span.start < base + c.nameSpan.end,
  );
  return call && { call, base };
}

/** `SCMP_SYS(mmap)`, `SYSCALL_DEFINE6(mmap, …)`: macros that take a call's bare name. */
function isNamedMention(w: Word): boolean {
  const open = w.tokens[w.i - 1];
  const macro = w.tokens[w.i - 2];
  return open?.text === '(' && macro?.kind === 'word' && namesCall(macro.text);
}

/** True when the function around the word declares it as a variable or parameter. */
function isDeclared(w: Word, name: string): boolean {
  const around = w.place?.call.call.fn;
  if (around && declaredIn(around).has(name)) return true;
  if (w.segment.candidates.length === 0) return false;
  const { unit, base } = w.file.unitAt(w.span.start);
  const at = w.span.start - base;
  const fn = unit.functions.find((f) => f.start <= at && at < f.end);
  return fn !== undefined && unit.flowOf(fn).declares(name);
}

function numberTarget(
  token: Token,
  span: Span,
  place: ArgumentPlace | undefined,
): Target | undefined {
  const value = integerValue(token.text);
  if (!place || value === undefined) return undefined;
  const { param, argument } = place;
  const alone = uncast(argument.expr);
  const takesNames = param.group !== undefined || param.kind === 'mode';
  // Inside arithmetic (`1 << n`) a number is no set of flags.
  const isPart = isOrPart(argument.expr, place.call.base, span.start);
  if (!takesNames || !isPart) return { kind: 'parameter', span, in: place };
  if (alone.kind === 'unary' && alone.op === '-') {
    const whole = { start: place.call.base + alone.start, end: place.call.base + alone.end };
    return { kind: 'number', span: whole, value: -value, in: place };
  }
  return { kind: 'number', span, value, in: place };
}

/** The argument of a system call that holds the offset directly, not inside a call of another function. */
function placeOf(file: SourceFile, offset: number): ArgumentPlace | undefined {
  const call = file.callAt(offset);
  const place = call && placeIn(call, offset);
  if (place) return place;
  const [first, ...more] = file.wrappedAt(offset).flatMap((c) => placeIn(c, offset) ?? []);
  // Where several calls get it, the one that gives it most meaning.
  return more.find((p) => p.param.group !== undefined && first?.param.group === undefined) ?? first;
}

function placeIn(call: PlacedCall, offset: number): ArgumentPlace | undefined {
  const at = offset - call.base;
  for (const argument of call.call.args) {
    const written = asWritten(argument, call);
    const { param } = argument;
    if (!written || written.end < at || at < written.start || !param) continue;
    return insideOtherCall(written.expr, at) ? undefined : { call, param, argument: written };
  }
  return undefined;
}

/** The argument without what a wrapper adds to it; `undefined` for one that only the wrapper says. */
function asWritten(argument: Argument, { call }: PlacedCall): Argument | undefined {
  if (argument.written === false) return undefined;
  const position = call.wrapper?.forward.args[argument.index]?.param;
  const expr = position === undefined ? undefined : call.expr.args[position];
  return expr ? { ...argument, expr } : argument;
}

const failureNames = new WeakMap<Kb, ReadonlySet<string>>();

/** True for a name that some call returns on failure, other than NULL, which says nothing of it. */
function isFailureName(name: string, kb: Kb): boolean {
  let names = failureNames.get(kb);
  if (names === undefined) {
    names = new Set(kb.failures().filter((f) => /^[A-Z]\w*$/.test(f) && f !== 'NULL'));
    failureNames.set(kb, names);
  }
  return names.has(name);
}

/** The call whose result is compared with this word. */
function callComparedAt(w: Word): PlacedCall | undefined {
  if (w.segment.candidates.length === 0) return undefined;
  const { unit, base } = w.file.unitAt(w.span.start);
  const at = w.span.start - base;
  const call = unit.calls.findLast((c) =>
    unit.facts.result(c).tests.some((t) => t.other && t.other.start <= at && at < t.other.end),
  );
  return call && { call, base };
}

/** Functions between a failed call and a look at errno that leave errno alone, or only report. */
const HARMLESS = new Set([
  ...['perror', 'strerror', 'printf', 'fprintf', 'snprintf', 'err', 'errx', 'warn', 'warnx'],
  ...['abort', 'exit', '_exit', 'assert', 'unlikely', 'likely', 'free', '__errno_location'],
]);

/** The system call above whose failure errno tells of, when no other function can have come between. */
function callBefore(w: Word): PlacedCall | undefined {
  if (w.segment.candidates.length === 0) return undefined;
  const { unit, base } = w.file.unitAt(w.span.start);
  const at = w.span.start - base;
  const fn = unit.functions.find((f) => f.start <= at && at < f.end);
  if (!fn) return undefined;
  const behind = fn.calls.filter((c) => c.expr.end <= at).reverse();
  for (const { expr } of behind) {
    const call = unit.calls.find((c) => c.expr === expr);
    if (call) return { call, base };
    const name = nameOf(expr.callee);
    if (!name || !(HARMLESS.has(name) || /log|print|unlikely|UNLIKELY/.test(name)))
      return undefined;
  }
  return undefined;
}
