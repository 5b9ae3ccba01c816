/** What the preprocessor lines of a file say: its macros, its own names, and the conditions around a place. */
import { withoutCleanups } from './attributes.ts';
import { isElsewhere } from './condition-truth.ts';
import { readExpression } from './expression.ts';
import { allBut, blanked } from './inner-conditionals.ts';
import { innerGroups } from './inner-groups.ts';
import { handlersIn } from './handlers.ts';
import type { Expr } from './ir.ts';
import { namedNumbers } from './named-numbers.ts';
import { endingsIn, joinEndings } from './noreturn.ts';
import type { Names } from './own-names.ts';
import type { Define, Segment } from './segment.ts';
import { tokenize } from './tokens.ts';

export interface Macro {
  readonly name: string;
  readonly params?: readonly string[];
  /** `undefined` when the body is no expression. Offsets are relative to the body. */
  readonly body: Expr | undefined;
  readonly text: string;
  /** Defined under `#ifndef` of its own name: a stand-in for headers that lack it. */
  readonly fallback: boolean;
  /** Some `#if` stands around it, other than the one that keeps a header from being read twice. */
  readonly conditional: boolean;
  /** Some `#if` around it is never true on Linux. */
  readonly elsewhere: boolean;
}

/** What is known by name; a file's own names and those of what it includes. */
export type Lookup<T> = Pick<ReadonlyMap<string, T>, 'get' | 'has'>;

/** What the whole file and its headers say, as far as one of its functions can depend on it. */
export interface FileEnv {
  /** Every definition of a macro, in order; enumerators and constants of the file count as macros of their value. */
  readonly macros: Lookup<readonly Macro[]>;
  /** System call names that the file, or a header of its own, defines for itself, as functions or macros; ask with `isOwn`. */
  readonly owns: Names;
  /** Functions and macros of the file: true for those that never return, false where a well-known name does. */
  readonly neverReturn: Lookup<boolean>;
  /** Functions that the file installs as signal handlers. */
  readonly handlers: ReadonlySet<string>;
  /** Changes when anything of the above does. */
  readonly key: string;
}

/** The same of the file alone, without the headers that it includes. */
export interface OwnEnv extends FileEnv {
  readonly macros: ReadonlyMap<string, readonly Macro[]>;
  readonly owns: ReadonlySet<string>;
  readonly neverReturn: ReadonlyMap<string, boolean>;
}

const contributions = new WeakMap<Segment, string>();

/** What one segment adds to the environment, as text to compare. */
export function contributionOf(segment: Segment): string {
  let text = contributions.get(segment);
  if (text === undefined) contributions.set(segment, (text = contribution(segment)));
  return text;
}

function contribution(segment: Segment): string {
  const numbers = namedNumbers(segment);
  const endings = endingsIn(segment);
  const handlers = handlersIn(segment);
  const count = segment.defines.length + segment.owns.length + numbers.length + endings.size;
  if (count + handlers.length === 0) return '';
  const defines = segment.defines.map((d) => {
    const { fallback, conditional } = standing(d, segment);
    const under = conditional ? conditionsAt(segment, d.start).join() : '';
    return `${d.name}(${d.params?.join() ?? '-'})${String(fallback)}${under} ${d.body}`;
  });
  const named = numbers.map((n) => `${n.name}=${n.body}`);
  const ends = [...endings].map(([name, ending]) => `${name} ${ending}`);
  const installed = handlers.map((name) => `&${name}`);
  const certain = unconditional(segment).map((name) => `${name}!`);
  return [...defines, ...named, ...segment.owns, ...certain, ...ends, ...installed].join('\n');
}

/** The environment of a file from its segments; `names` are those that `owns` may hold. */
export function readEnv(
  segments: readonly Segment[],
  names: ReadonlySet<string>,
  key: string,
): OwnEnv {
  const macros = new Map<string, Macro[]>();
  const owns = new Set<string>();
  const handlers = new Set<string>();
  const add = (macro: Macro): void => {
    const list = macros.get(macro.name);
    if (list) list.push(macro);
    else macros.set(macro.name, [macro]);
  };
  for (const segment of segments) {
    for (const name of segment.owns) owns.add(name);
    for (const name of handlersIn(segment)) handlers.add(name);
    for (const d of segment.defines) {
      if (names.has(d.name)) owns.add(d.name);
      add(readMacro(d, segment));
    }
    for (const number of namedNumbers(segment)) add(readMacro(number, segment));
  }
  return { macros, owns, neverReturn: joinEndings(segments.map(endingsIn)), handlers, key };
}

function readMacro(d: Pick<Define, 'name' | 'params' | 'body' | 'start'>, segment: Segment): Macro {
  let body: Expr | undefined;
  let asked = false;
  const text = d.body.trim();
  return {
    name: d.name,
    ...(d.params ? { params: d.params } : {}),
    text,
    ...standing(d, segment),
    get elsewhere(): boolean {
      return isElsewhere(conditionsAt(segment, d.start));
    },
    get body(): Expr | undefined {
      if (!asked) {
        asked = true;
        const tokens = tokenize(d.body.replace(/\\\r?\n/g, ' '));
        const read = tokens.length > 0 ? readExpression(tokens, d.body.length) : undefined;
        body = read?.complete === true ? read.expr : undefined;
      }
      return body;
    },
  };
}

const ABSENT = /^(?:ifndef |if !\s*defined\s*\(?\s*|else of ifdef )(\w+)/;
/** How headers name the macro that keeps them from being read twice. */
const GUARD = /(?:_H|_HH|_HPP|_H_INCLUDED|_INCLUDED|_INCLUDE)_*$/i;

/** Under `#ifndef NAME`, or `#if !defined(NAME)`, of its own name? Under any condition? */
function standing(
  d: Pick<Define, 'name' | 'start'>,
  segment: Segment,
): Pick<Macro, 'fallback' | 'conditional'> {
  const conditions = conditionsAt(segment, d.start);
  return {
    fallback: conditions.some((c) => ABSENT.exec(c)?.[1] === d.name),
    conditional: isConditional(conditions),
  };
}

/** True under any condition, other than the one that keeps a header from being read twice. */
export function isConditional(conditions: readonly string[]): boolean {
  const [first, ...more] = conditions;
  return more.length > 0 || (first !== undefined && !GUARD.test(ABSENT.exec(first)?.[1] ?? ''));
}

/** Functions of a segment that are there whatever the `#if`s say, as far as they have a name that `owns` holds. */
export function unconditional(segment: Segment): readonly string[] {
  const { owns, functions } = segment;
  if (owns.length === 0) return [];
  return functions
    .filter((f) => owns.includes(f.name) && !isConditional(conditionsAt(segment, f.start)))
    .map((f) => f.name);
}

/** Conditions around an offset of the segment, outermost first. */
export function conditionsAt(segment: Segment, offset: number): readonly string[] {
  const { marks } = segment;
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if ((marks[mid]?.start ?? 0) <= offset) low = mid + 1;
    else high = mid;
  }
  return stacksOf(segment)[low] ?? [];
}

const stacks = new WeakMap<Segment, readonly (readonly string[])[]>();
/** Deeper than people nest: beyond it the innermost conditions are left out. */
const DEEPEST = 100;

/** The conditions before the first directive of a segment, and after each. */
function stacksOf(segment: Segment): readonly (readonly string[])[] {
  let known = stacks.get(segment);
  if (!known) {
    let stack: readonly string[] = segment.open.map((c) => c.text);
    let left = 0;
    const out = [stack];
    for (const m of segment.marks) {
      if (left > 0) left += m.kind === 'if' ? 1 : m.kind === 'endif' ? -1 : 0;
      else if (m.kind === 'if' && stack.length >= DEEPEST) left = 1;
      else if (m.kind === 'if') stack = [...stack, m.text];
      else if (m.kind === 'else') stack = [...stack.slice(0, -1), m.text];
      else stack = stack.slice(0, -1);
      out.push(stack);
    }
    stacks.set(segment, (known = out));
  }
  return known;
}

/** True in code that is never compiled: `#if 0`, the `#else` of `#if 1`. */
export function isDead(conditions: readonly string[]): boolean {
  return conditions.some((c) => c === 'if 0' || c === 'elif 0' || c === 'else of if 1');
}

/**
 * The segment's text for the parser: directives whose `#if` or `#endif` lies in another segment are blanked, so that
 * the rest parses, all but one branch inside a call's parentheses, and cleanup attributes; offsets stay.
 */
export function parseText(segment: Segment): string {
  const blank: { start: number; end: number }[] = [];
  const stack: (typeof segment.marks)[number][][] = [];
  for (const m of segment.marks) {
    if (m.kind === 'if') stack.push([m]);
    else if (m.kind === 'else') {
      const top = stack.at(-1);
      if (top) top.push(m);
      else blank.push(m);
    } else if (!stack.pop()) blank.push(m);
  }
  blank.push(...stack.flat(), ...innerGroups(segment).flatMap((g) => allBut(g, 0)));
  blank.sort((a, b) => a.start - b.start);
  return withoutCleanups(blanked(segment.text, blank));
}
