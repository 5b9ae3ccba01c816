/** Reads C headers as a preprocessor does: conditionals, includes, macros, enumerators. Pure; files come through a reader. */
import { findDeclarations, type Declarations } from './c-declarations.ts';
import { evaluate } from './c-expression.ts';
import { describeType } from './c-layout.ts';
import type { EvaluationScope, Macro } from './c-macros.ts';
import { logicalLines, tokenize, type Token } from './c-tokens.ts';

/** Text of a header named as in `#include <…>`; `undefined` when there is none. */
export type HeaderReader = (name: string) => string | undefined;

/** What the compiler brings along. */
export interface Machine {
  /** Predefined macros and their texts. */
  readonly macros: Readonly<Record<string, string>>;
  /** Width of `long` and of pointers. */
  readonly longBits: 32 | 64;
  /** Bytes that no scalar in a struct is aligned beyond. */
  readonly maxAlign: number;
  /** Width of the C library's time_t. */
  readonly timeBits: 32 | 64;
}

/** Types that one header declares; found when first asked for. */
export interface HeaderTypes {
  readonly header: string;
  readonly find: () => Declarations;
}

/** Macros, enumerators, sizes of types: what expressions over the headers need. */
export interface Preprocessed extends EvaluationScope {
  readonly macros: ReadonlyMap<string, Macro>;
  /** Enumerators in order, with the header that declares them. */
  readonly enumerators: ReadonlyMap<string, { readonly value: bigint; readonly header: string }>;
  /** Types of each header, later ones first. */
  readonly types: readonly HeaderTypes[];
  /** Headers that were asked for and not found. */
  readonly missing: readonly string[];
}

/** What was read of headers before, by text: the same header is read for every architecture. */
export interface HeaderCache {
  readonly lines: Map<string, readonly Line[]>;
  readonly declarations: Map<string, Declarations>;
}

/** An empty one. */
export function newHeaderCache(): HeaderCache {
  return { lines: new Map(), declarations: new Map() };
}

/** A logical line: text, or a directive with the tokens of what it defines. */
interface Line {
  readonly text: string;
  readonly word?: string;
  readonly rest?: string;
  readonly macro?: {
    readonly name: string;
    readonly params?: readonly string[];
    readonly body: readonly Token[];
  };
}

interface State extends EvaluationScope {
  readonly read: HeaderReader;
  readonly cache: HeaderCache;
  readonly macros: Map<string, Macro>;
  readonly enumerators: Map<string, { readonly value: bigint; readonly header: string }>;
  /** Types of each header, later ones first; found when first asked for. */
  readonly types: HeaderTypes[];
  readonly missing: Set<string>;
  readonly open: Set<string>;
}

/** Preprocesses `headers` one after the other in one translation unit. */
export function preprocess(
  headers: readonly string[],
  read: HeaderReader,
  machine: Machine,
  cache: HeaderCache = newHeaderCache(),
): Preprocessed {
  const macros = new Map<string, Macro>();
  for (const [name, text] of Object.entries(machine.macros)) {
    macros.set(name, { body: tokenize(text), header: '' });
  }
  const state: State = {
    read,
    cache,
    longBits: machine.longBits,
    macros,
    enumerators: new Map(),
    types: [],
    missing: new Set(),
    open: new Set(),
    sizeOf: (type) => state.typeOf?.(type)?.size,
    typeOf: (type) => {
      const declarations = state.types.map(({ find }) => find());
      return describeType(type, { ...state, ...machine, macros, declarations });
    },
  };
  for (const header of headers) include(header, state);
  return { ...state, missing: [...state.missing] };
}

function include(name: string, state: State): void {
  if (state.open.has(name)) return;
  const text = state.read(name);
  if (text === undefined) {
    state.missing.add(name);
    return;
  }
  state.open.add(name);
  const kept: string[] = [];
  const stack: { live: boolean; done: boolean; readonly parent: boolean }[] = [];
  const isLive = (): boolean => stack.at(-1)?.live ?? true;
  for (const line of linesOf(text, state.cache)) {
    const { word, rest = '' } = line;
    if (word === undefined) {
      if (isLive()) kept.push(line.text);
      continue;
    }
    const top = stack.at(-1);
    if (word === 'if' || word === 'ifdef' || word === 'ifndef') {
      const parent = isLive();
      const live = parent && test(word, rest, state);
      stack.push({ live, done: live, parent });
    } else if (word === 'elif' && top !== undefined) {
      top.live = top.parent && !top.done && test('if', rest, state);
      top.done ||= top.live;
    } else if (word === 'else' && top !== undefined) {
      top.live = top.parent && !top.done;
      top.done = true;
    } else if (word === 'endif') stack.pop();
    else if (isLive()) obey(line, name, state);
  }
  state.types.unshift({ header: name, find: typesOf(kept, state.cache) });
  readEnums(kept.join('\n'), name, state);
  state.open.delete(name);
}

function linesOf(text: string, { lines }: HeaderCache): readonly Line[] {
  const known = lines.get(text) ?? logicalLines(text).map(parseLine);
  lines.set(text, known);
  return known;
}

function typesOf(kept: readonly string[], { declarations }: HeaderCache): () => Declarations {
  let found: Declarations | undefined;
  return () => {
    if (found !== undefined) return found;
    const text = kept.join('\n');
    found = declarations.get(text) ?? findDeclarations(text);
    declarations.set(text, found);
    return found;
  };
}

function parseLine(text: string): Line {
  const directive = /^\s*#\s*(\w+)\s*(.*)$/.exec(text);
  if (directive === null) return { text };
  const [, word = '', rest = ''] = directive;
  const define = word === 'define' ? /^(\w+)(\(([^)]*)\))?\s*(.*)$/.exec(rest) : null;
  const name = define?.[1];
  if (name === undefined) return { text, word, rest };
  const params = define?.[2] === undefined ? undefined : (define[3] ?? '').split(',');
  const body = tokenize(define?.[4] ?? '');
  return {
    text,
    word,
    rest,
    macro:
      params === undefined ? { name, body } : { name, params: params.map((p) => p.trim()), body },
  };
}

function obey({ word, rest = '', macro }: Line, header: string, state: State): void {
  if (word === 'undef') state.macros.delete(rest.trim());
  if (word === 'include') {
    const target = /^[<"]([^>"]+)[>"]/.exec(rest)?.[1];
    if (target === undefined) return;
    const beside = rest.startsWith('"') ? header.replace(/[^/]*$/, target) : target;
    include(state.read(beside) === undefined ? target : beside, state);
  }
  if (macro !== undefined) {
    const { name, ...definition } = macro;
    state.macros.set(name, { ...definition, header });
  }
}

function test(word: string, rest: string, state: State): boolean {
  if (word === 'ifdef') return state.macros.has(rest.trim());
  if (word === 'ifndef') return !state.macros.has(rest.trim());
  const text = rest.replace(
    /\bdefined\s*(?:\(\s*(\w+)\s*\)|(\w+))/g,
    (_, a?: string, b?: string) => (state.macros.has(a ?? b ?? '') ? '1' : '0'),
  );
  const scope: EvaluationScope = { ...state, namesAreZero: true };
  return (evaluate(tokenize(text), scope)?.value ?? 0n) !== 0n;
}

/** Finds `enum [tag] { A, B = expression, … }` in text without directives. */
function readEnums(text: string, header: string, state: State): void {
  for (const match of text.matchAll(/\benum\b(?:\s+\w+)?\s*\{([^{}]*)\}/g)) {
    let next: bigint | undefined = 0n;
    for (const entry of splitAtCommas(tokenize(match[1] ?? ''))) {
      const [name, assign, ...expression] = entry;
      if (name?.kind !== 'name') continue;
      if (assign?.text === '=') next = evaluate(expression, state)?.value;
      if (next === undefined) continue;
      state.enumerators.set(name.text, { value: next, header });
      next += 1n;
    }
  }
}

function splitAtCommas(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.text === '(') depth++;
    if (token.text === ')') depth--;
    if (token.text === ',' && depth === 0) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}
