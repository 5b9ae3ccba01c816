/**
 * One segment understood: its functions, its system calls and the facts around them. Made when somebody asks, kept as
 * long as the segment's text and the file's environment stay the same. Offsets are relative to the segment.
 */
import type { Kb } from '../kb/kb.ts';
import type { Span } from '../text/span.ts';
import type { SyscallCall } from './call-site.ts';
import { callsIn, looseCalls } from './calls.ts';
import { NOTHING, type Typed } from './arithmetic.ts';
import { evaluateTyped } from './constants.ts';
import type { CallFacts } from './facts.ts';
import { createFlow, type Flow } from './flow.ts';
import { guardsOf } from './guards.ts';
import type { Expr, FunctionIr, NameExpr } from './ir.ts';
import { localValue } from './local-value.ts';
import { neverReturnsWith } from './noreturn.ts';
import type { PathFacts } from './path-facts.ts';
import { createPaths } from './paths.ts';
import { originOf } from './origin.ts';
import type { SyntaxParser } from './parser.ts';
import { conditionsAt, parseText, type FileEnv } from './preprocess.ts';
import { lentWith } from './references.ts';
import { expectsFailure, resultOf } from './result.ts';
import type { Segment } from './segment.ts';
import { readFunction } from './statements.ts';
import { isWordPart } from './tokens.ts';
import { throughWith } from './transparent.ts';
import { summaryOf, type Summary } from './summaries.ts';
import type { Value } from './value.ts';
import { usedAs } from './wrapped-result.ts';
import { wrappedIn, type WrapperUse } from './wrappers.ts';

export interface Unit {
  readonly segment: Segment;
  readonly env: FileEnv;
  /** Functions that hold a candidate, in source order. */
  readonly functions: readonly FunctionIr[];
  /** System calls in source order. */
  readonly calls: readonly SyscallCall[];
  readonly facts: CallFacts;
  /** Flow of a function of this unit, indexed at the first question. */
  flowOf(fn: FunctionIr): Flow;
  /** What its functions hand on to system calls; made at the first question. */
  summaries(): readonly Summary[];
}

/** How many uses of local variables one question about a value may look up. */
const MAX_STEPS = 2000;

export interface UnitOptions {
  readonly kb: Kb;
  readonly parser: SyntaxParser;
  readonly arch: string;
  readonly language: 'c' | 'cpp';
  /** Reads the functions that call these wrappers, and the calls through them, instead of what the segment notes. */
  readonly wrappers?: WrapperUse;
}

/** Parses the segment where it holds candidates and gathers its calls. */
export function createUnit(segment: Segment, env: FileEnv, options: UnitOptions): Unit {
  const { kb, parser, language } = options;
  const { wrappers } = options;
  const candidates = wrappers ? wrappers.uses : segment.candidates;
  const offsets = candidates.filter((c) => !c.inDirective).map((c) => c.start);
  const raw = offsets.length > 0 ? parser.functionsAt(parseText(segment), language, offsets) : [];
  const functions: FunctionIr[] = [];
  for (const node of raw) {
    const fn = readFunction(node, segment.text);
    if (fn) functions.push(fn);
  }
  const where = { kb, arch: options.arch, env, segment };
  const read = new Set<number>();
  for (const fn of functions)
    for (const c of fn.calls) read.add(lastWord(c.expr.callee, segment.text));
  const given = new Map<NameExpr, Value>();
  const calls = [
    ...functions.flatMap((fn) => callsIn(fn, where)),
    ...(wrappers
      ? functions.flatMap((fn) => wrappedIn(fn, wrappers.summaries, where, given))
      : looseCalls(segment.candidates, read, where)),
  ].sort((a, b) => a.nameSpan.start - b.nameSpan.start);
  const around = {
    neverReturns: neverReturnsWith(env.neverReturn),
    through: throughWith(env.macros),
    ...(language === 'cpp' ? { lent: lentWith(kb) } : {}),
  };
  const flows = new Map<FunctionIr, Flow>();
  const flowOf = (fn: FunctionIr): Flow => {
    let flow = flows.get(fn);
    if (!flow) flows.set(fn, (flow = createFlow(fn, around)));
    return flow;
  };
  const facts = createFacts(segment, env, options, { calls, functions, flowOf, given });
  let summaries: readonly Summary[] | undefined;
  return {
    ...{ segment, env, functions, calls, flowOf, facts },
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
    /** Values of what nobody wrote. */
    readonly given: ReadonlyMap<NameExpr, Value>;
  },
): CallFacts {
  const { calls, functions, flowOf, given } = of;
  const text = (span: Span): string => segment.text.slice(span.start, span.end);
  const flowAt = (span: Span): Flow | undefined => {
    const fn = functions.find((f) => f.start <= span.start && span.end <= f.end);
    return fn && flowOf(fn);
  };
  const values = new Map<Expr, Typed>();
  const asked = new Set<NameExpr>();
  let steps = 0;
  const bits = options.kb.arch(options.arch)?.bits ?? 64;
  const typed = (expr: Expr): Typed => {
    const done = values.get(expr);
    if (done) return done;
    const flow = flowAt(expr);
    const local = (name: NameExpr): Typed | undefined => {
      const told = given.get(name);
      if (told) return { v: told, t: undefined };
      if (!flow?.declares(name.name)) return undefined;
      if (asked.size === 0) steps = MAX_STEPS;
      // Variables that feed each other in loops would be asked for without end.
      if (asked.has(name) || steps-- <= 0) return NOTHING;
      asked.add(name);
      const v = localValue(flow, name, elsewhere, bits);
      asked.delete(name);
      return v;
    };
    const out = evaluateTyped(expr, { kb: options.kb, arch: options.arch, env, local });
    if (asked.size === 0) values.set(expr, out);
    return out;
  };
  // The spelling inside another expression is not the spelling of this one, so spans are dropped there.
  const elsewhere = (e: Expr): Typed => {
    const { v, t } = typed(e);
    return { v: withoutSpans(v), t };
  };
  const value = (expr: Expr): Value => typed(expr).v;
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
        neverReturns: neverReturnsWith(env.neverReturn),
        handlers: env.handlers,
        longBits: bits,
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

function withoutSpans(v: Value): Value {
  const strip = (ts: Value['must']): Value['must'] =>
    ts.map((t) => (t.name === undefined ? { value: t.value } : { name: t.name, value: t.value }));
  return { ...v, must: strip(v.must), may: strip(v.may) };
}
