/**
 * One segment understood: its functions, its system calls and the facts around them. Made when somebody asks, kept as
 * long as the segment's text and the file's environment stay the same. Offsets are relative to the segment.
 */
import type { Kb } from '../kb/kb.ts';
import type { Span } from '../text/span.ts';
import type { SyscallCall } from './call-site.ts';
import { callsIn, looseCalls } from './calls.ts';
import type { CallFacts } from './facts.ts';
import { createFlow, type Flow } from './flow.ts';
import { guardsOf } from './guards.ts';
import { joinedValue } from './inner-conditionals.ts';
import { innerGroups } from './inner-groups.ts';
import type { DeclStmt, Expr, FunctionIr, NameExpr } from './ir.ts';
import { mentionsIn } from './mentions.ts';
import { neverReturnsWith } from './noreturn.ts';
import type { PathFacts } from './path-facts.ts';
import { createPaths } from './paths.ts';
import { originOf } from './origin.ts';
import type { SyntaxParser } from './parser.ts';
import { conditionsAt, parseText, type FileEnv } from './preprocess.ts';
import { lentToMacros, lentWith } from './references.ts';
import { expectsFailure, resultOf } from './result.ts';
import type { Segment } from './segment.ts';
import { readDeclaration, readFunction } from './statements.ts';
import { holdsWord, isWordPart } from './tokens.ts';
import { throughWith } from './transparent.ts';
import { summaryOf, type Summary } from './summaries.ts';
import type { Value } from './value.ts';
import { createValues } from './unit-values.ts';
import { usedAs } from './wrapped-result.ts';
import { wrappedIn, type WrapperUse } from './wrappers.ts';

export interface Unit {
  readonly segment: Segment;
  readonly env: FileEnv;
  /** Functions that hold a candidate, in source order; then those that somebody asked for. */
  readonly functions: readonly FunctionIr[];
  /** System calls in source order. */
  readonly calls: readonly SyscallCall[];
  readonly facts: CallFacts;
  /** Flow of a function of this unit, indexed at the first question. */
  flowOf(fn: FunctionIr): Flow;
  /** The functions around these offsets, in source order, each once; read when they have not been yet. */
  functionsAt(offsets: readonly number[]): readonly FunctionIr[];
  /** Declarations at file level around these offsets, in source order; read when they are asked for. */
  declarationsAt(offsets: readonly number[]): readonly DeclStmt[];
  /** What its functions hand on to system calls; made at the first question. */
  summaries(): readonly Summary[];
}

export interface UnitOptions {
  readonly kb: Kb;
  readonly parser: SyntaxParser;
  readonly arch: string;
  readonly language: 'c' | 'cpp';
  /** Reads the functions that call these wrappers, and the calls through them, instead of what the segment notes. */
  readonly wrappers?: WrapperUse;
  /** Words that rules ask about: functions that hold them are read together with those that make calls. */
  readonly words?: ReadonlySet<string>;
}

/** Parses the segment where it holds candidates and gathers its calls. */
export function createUnit(segment: Segment, env: FileEnv, options: UnitOptions): Unit {
  const { kb, parser, language, wrappers } = options;
  const candidates = wrappers ? wrappers.uses : segment.candidates;
  const offsets = candidates.filter((c) => !c.inDirective).map((c) => c.start);
  // What is parsed for its calls is not parsed again for the words of rules.
  const more =
    offsets.length > 0 && !wrappers ? mentionsIn(segment, options.words ?? NO_WORDS) : [];
  const searched = new Set([...offsets, ...more.map((m) => m.start)]);
  const functions = readFunctions(segment, inOrder(searched), options);
  const around = {
    neverReturns: neverReturnsWith(env.neverReturn),
    through: throughWith(env.macros),
    lent: language === 'cpp' ? lentWith(kb) : lentToMacros(env.macros, throughWith(env.macros)),
  };
  const flows = new Map<FunctionIr, Flow>();
  const flowOf = (fn: FunctionIr): Flow => {
    let flow = flows.get(fn);
    if (!flow) flows.set(fn, (flow = createFlow(fn, around)));
    return flow;
  };
  const flowAt = (place: Span): Flow | undefined => {
    const fn = functions.find((f) => f.start <= place.start && place.end <= f.end);
    return fn && flowOf(fn);
  };
  const given = new Map<NameExpr, Value>();
  const value = createValues({ kb, arch: options.arch, env, flowAt, given });
  const where = { kb, arch: options.arch, env, segment, value };
  const read = new Set<number>();
  for (const fn of functions)
    for (const c of fn.calls) read.add(lastWord(c.expr.callee, segment.text));
  const calls = [
    ...functions.flatMap((fn) => callsIn(fn, where)),
    ...(wrappers
      ? functions.flatMap((fn) => wrappedIn(fn, wrappers.summaries, where, given))
      : looseCalls(segment.candidates, read, where)),
  ].sort((a, b) => a.nameSpan.start - b.nameSpan.start);
  const facts = createFacts(segment, env, options, { calls, functions, flowOf, flowAt, value });
  const held = (offset: number): FunctionIr | undefined =>
    functions.find((fn) => fn.start <= offset && offset < fn.end);
  const functionsAt = (wanted: readonly number[]): readonly FunctionIr[] => {
    const missing = wanted.filter((at) => !searched.has(at) && !held(at));
    for (const at of missing) searched.add(at);
    if (missing.length > 0) functions.push(...readFunctions(segment, missing, options));
    const found = new Set(wanted.flatMap((at) => held(at) ?? []));
    return [...found].sort((a, b) => a.start - b.start);
  };
  let summaries: readonly Summary[] | undefined;
  return {
    ...{ segment, env, functions, calls, flowOf, facts, functionsAt },
    declarationsAt: (wanted) =>
      parser
        .declarationsAt(parseText(segment), language, wanted)
        .flatMap((node) => readDeclaration(node, segment.text) ?? []),
    summaries: () =>
      (summaries ??= functions.flatMap((fn) => {
        const own = calls.filter((c) => c.fn === fn);
        if (own.length === 0) return [];
        const value = (e: Expr): Value => facts.value(e);
        const text = (at: Span): string => facts.text(at);
        const summary = summaryOf({ fn, flow: () => flowOf(fn), calls: own, value, text });
        return summary ? [summary] : [];
      })),
  };
}

const NO_WORDS: ReadonlySet<string> = new Set();
const inOrder = (offsets: ReadonlySet<number>): number[] => [...offsets].sort((a, b) => a - b);

/** The functions around these offsets; parses the segment unless there are none. */
function readFunctions(
  segment: Segment,
  offsets: readonly number[],
  { parser, language }: UnitOptions,
): FunctionIr[] {
  if (offsets.length === 0) return [];
  const raw = parser.functionsAt(parseText(segment), language, offsets);
  const joined =
    innerGroups(segment).length > 0 ? (e: Expr): Expr => joinedValue(e, segment) : undefined;
  return raw.flatMap((node) => readFunction(node, segment.text, joined) ?? []);
}

/** Offset of the word that a callee ends with: `munmap` in `::munmap`. */
function lastWord(callee: Expr, text: string): number {
  let at = callee.end;
  while (at > callee.start && isWordPart(text.charCodeAt(at - 1))) at--;
  return at;
}

function createFacts(
  segment: Segment,
  env: FileEnv,
  options: UnitOptions,
  of: Pick<Unit, 'calls' | 'functions' | 'flowOf'> & {
    readonly flowAt: (place: Span) => Flow | undefined;
    readonly value: (expr: Expr) => Value;
  },
): CallFacts {
  const { calls, functions, flowOf, flowAt, value } = of;
  const text = (span: Span): string => segment.text.slice(span.start, span.end);
  const mentioned = new Map<string, boolean>();
  const mentions = (word: string, place: Span): boolean => {
    const fn = functions.find((f) => f.start <= place.start && place.end <= f.end);
    const key = `${fn?.start ?? -1} ${word}`;
    let known = mentioned.get(key);
    if (known === undefined) {
      known = holdsWord(fn ? text(fn) : segment.text, word);
      mentioned.set(key, known);
    }
    return known;
  };
  const before = (call: SyscallCall): readonly SyscallCall[] =>
    calls.filter((c) => c.fn !== undefined && c.fn === call.fn && c.start < call.start);
  const known = new Map<FunctionIr, PathFacts>();
  const paths = (place: Span): PathFacts | undefined => {
    const flow = flowAt(place);
    let facts = flow && known.get(flow.fn);
    if (flow && !facts) {
      facts = createPaths({
        flow,
        textOf: text,
        valueOf: value,
        calls: calls.filter((c) => c.fn === flow.fn && c.via !== 'wrapper'),
        macros: env.macros,
        isOwn: (name) => env.neverReturn.has(name),
        handlers: env.handlers,
        longBits: options.kb.arch(options.arch)?.bits ?? 64,
        structSize: (tag) => structSize(tag, options),
        cpp: options.language === 'cpp',
      });
      known.set(flow.fn, facts);
    }
    return facts;
  };
  const flowOfCall = (call: SyscallCall): Flow | undefined =>
    call.fn ? flowOf(call.fn) : undefined;
  return {
    value,
    text,
    mentions,
    before,
    paths,
    result: (call) => usedAs(call.wrapper?.forward.returns, resultOf(call, flowOfCall(call), text)),
    failureExpected: (call) => expectsFailure(call, flowOfCall(call), text),
    conditions: (span) => conditionsAt(segment, span.start),
    guards: (span) => guardsOf(conditionsAt(segment, span.start)),
    origin: (expr, call) =>
      originOf(expr, { flow: flowOfCall(call), value, textOf: text, before: before(call) }),
  };
}

/** Bytes of a structure where all 64-bit, or this 32-bit, architectures lay it out as known. */
function structSize(tag: string, { kb, arch }: UnitOptions): bigint | undefined {
  const page = kb.structPage(tag);
  if (page?.size === undefined) return undefined;
  const size = kb.arch(arch)?.bits === 32 ? page.differs?.[arch] : page.size;
  return size === undefined ? undefined : BigInt(size);
}
