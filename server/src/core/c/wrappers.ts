/** Calls of wrappers, told as the system calls that they make. Parses only functions that hold one. */
import type { Kb } from '../kb/kb.ts';
import type { Argument, SyscallCall } from './call-site.ts';
import { unparen, type CallExpr, type Expr, type FunctionIr, type NameExpr } from './ir.ts';
import { isMemberAt } from './own-names.ts';
import { expressionOf, unpackValue } from './packed-value.ts';
import { conditionsAt, isDead, type FileEnv } from './preprocess.ts';
import { resolveParams } from './resolve-params.ts';
import type { Candidate, Segment } from './segment.ts';
import { codeTokens } from './segment-tokens.ts';
import { castTo, type Forward, type Summary } from './summaries.ts';
import { constantOf, type Value } from './value.ts';
import { declaredIn } from './walk.ts';

export interface WrapperUse {
  readonly summaries: ReadonlyMap<string, Summary>;
  /** Where the segment calls them. */
  readonly uses: readonly Candidate[];
}

interface Where {
  readonly kb: Kb;
  readonly arch: string;
  readonly env: FileEnv;
  readonly segment: Segment;
  /** What is known of an expression of a function. */
  readonly value: (expr: Expr) => Value;
}

/** The calls that a function makes through wrappers; `given` gets the values of what nobody wrote. */
export function wrappedIn(
  fn: FunctionIr,
  summaries: ReadonlyMap<string, Summary>,
  where: Where,
  given: Map<NameExpr, Value>,
): SyscallCall[] {
  const out: SyscallCall[] = [];
  let declared: ReadonlySet<string> | undefined;
  for (const { expr, broken } of fn.calls) {
    const callee = unparen(expr.callee);
    const summary = callee.kind === 'name' ? summaries.get(callee.name) : undefined;
    if (!summary || summary.name === fn.name || summary.params !== expr.args.length) continue;
    declared ??= declaredIn(fn);
    if (declared.has(summary.name)) continue;
    const skip = broken || isDead(conditionsAt(where.segment, expr.start));
    for (const forward of summary.forwards) {
      const call = wrapped(forward, summary.name, expr, { ...where, declared }, given);
      if (call) out.push({ ...call, fn, broken: skip });
    }
  }
  return out;
}

function wrapped(
  forward: Forward,
  wrapper: string,
  expr: CallExpr,
  where: Where & { readonly declared: ReadonlySet<string> },
  given: Map<NameExpr, Value>,
): SyscallCall | undefined {
  const info = where.kb.call(forward.call);
  if (!info) return undefined;
  const { start, end } = expr.callee;
  const nameSpan = { start, end };
  const exprs = forward.args.map(({ param, as, value }): { expr: Expr; written: boolean } => {
    const arg = param === undefined ? undefined : expr.args[param];
    const own = arg && converted(arg, as ?? [], where.value);
    const at = own ? { start: own.start, end: own.end } : nameSpan;
    const more = value && expressionOf(unpackValue(value), at, given);
    if (own && more) {
      return {
        expr: { kind: 'binary', op: '|', operator: at, left: own, right: more, ...at },
        written: true,
      };
    }
    if (own) return { expr: own, written: true };
    const nothing: Expr = { kind: 'opaque', broken: false, inner: [], ...nameSpan };
    return { expr: more ?? nothing, written: false };
  });
  const params = resolveParams(
    info,
    forward.via,
    exprs.map((e) => e.expr),
    where,
  );
  const args = exprs.map((e, index): Argument => {
    const param = params[index];
    const at = e.written ? e.expr : nameSpan;
    return {
      ...{ index, expr: e.expr, start: at.start, end: at.end },
      ...(e.written ? {} : { written: false as const }),
      ...(param ? { param } : {}),
    };
  });
  return {
    ...{ info, name: info.name, spelled: forward.spelled, via: 'wrapper', nameSpan },
    ...{ inside: expr.inside, args, expr, broken: false, start: expr.start, end: expr.end },
    wrapper: { name: wrapper, forward },
  };
}

/** The argument after these conversions; itself where it is a number that they leave as it is. */
function converted(arg: Expr, as: readonly string[], valueOf: (e: Expr) => Value): Expr {
  const cast = castTo(arg, as);
  const number = constantOf(valueOf(arg));
  return number !== undefined && number === constantOf(valueOf(cast)) ? arg : cast;
}

/** Where a segment defines and calls names. */
export interface Occurrences {
  readonly names: ReadonlySet<string>;
  readonly defined: readonly string[];
  readonly uses: readonly Candidate[];
  /** Names that a class or namespace has, in C++. */
  readonly members: readonly string[];
}
const occurrences = new WeakMap<Segment, Occurrences>();

/** Definitions at file level and calls inside of braces of these names; kept for the last set of names asked. */
export function occurrencesIn(
  segment: Segment,
  names: ReadonlySet<string>,
  language: 'c' | 'cpp',
): Occurrences {
  const before = occurrences.get(segment);
  if (before?.names === names) return before;
  const out = occurrencesOf(segment, names, language);
  occurrences.set(segment, out);
  return out;
}

/** The same, not kept. */
export function occurrencesOf(
  segment: Segment,
  names: ReadonlySet<string>,
  language: 'c' | 'cpp',
): Occurrences {
  const worth = wordsBeforeParens(segment).some((word) => names.has(word));
  return { names, ...(worth ? read(segment, names, language === 'cpp') : NOWHERE) };
}

/** True when a class or namespace of the segment, in C++, has a function of the name. */
export function hasMember(segment: Segment, name: string): boolean {
  return occurrencesOf(segment, new Set([name]), 'cpp').members.length > 0;
}

const NOWHERE = { defined: [], uses: [], members: [] };
const words = new WeakMap<Segment, readonly string[]>();

/** Every word that stands before a parenthesis somewhere, comments included, once. */
export function wordsBeforeParens(segment: Segment): readonly string[] {
  let found = words.get(segment);
  if (found === undefined) {
    const all = segment.text.matchAll(/([A-Za-z_$][\w$]*)\s*\(/g);
    found = [...new Set([...all].map(([, word = '']) => word))];
    words.set(segment, found);
  }
  return found;
}

function read(
  segment: Segment,
  names: ReadonlySet<string>,
  cpp: boolean,
): Omit<Occurrences, 'names'> {
  const members: string[] = [];
  const defined: string[] = [];
  const uses: Candidate[] = [];
  let level = 0;
  let directive = false;
  let heading: string | undefined;
  const tokens = codeTokens(segment);
  tokens.forEach((t, i) => {
    if (t.kind === 'directive') directive = true;
    else if (t.kind === 'directive-end') directive = false;
    else if (directive) return;
    else if (t.text === '{') {
      if (level++ === 0 && heading !== undefined) defined.push(heading);
      heading = undefined;
    } else if (t.text === '}') level = Math.max(0, level - 1);
    else if (t.text === ';' && level === 0) heading = undefined;
    else if (t.kind === 'word' && names.has(t.text) && tokens[i + 1]?.text === '(') {
      const qualified = level === 0 && tokens[i - 1]?.text === '::';
      const member = cpp && (qualified || (level > 0 && isMemberAt(segment.text, t.start)));
      if (member) members.push(t.text);
      else if (level === 0) heading = t.text;
      else uses.push({ name: t.text, start: t.start, inDirective: false, inBody: true });
    }
  });
  return { defined, uses, members };
}
