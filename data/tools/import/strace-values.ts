/** What the expressions of strace's decoders stand for: an argument, a field, tables of names, a number. Pure. */
import { closing, splitAt, type CFunction } from './c-functions.ts';
import type { Token } from './c-tokens.ts';

export interface WalkScope {
  /** A function that the file can call. */
  readonly find: (name: string) => CFunction | undefined;
  /** Is it a table of names? */
  readonly isSet: (name: string) => boolean;
  /** Object-like macros of the file. */
  readonly macros: ReadonlyMap<string, readonly Token[]>;
}

/** What an expression stands for, as far as it matters. */
export type Value =
  | { readonly kind: 'argument'; readonly index: number; readonly deref?: true }
  | { readonly kind: 'field'; readonly struct?: string; readonly field: string }
  | { readonly kind: 'sets'; readonly names: readonly string[] }
  | { readonly kind: 'number'; readonly value: number };

/** What the names of a function stand for. */
export interface Names {
  readonly values: Map<string, Value>;
  /** Variable → tag of its structure. */
  readonly structs: Map<string, string>;
}

/** Macros that take a part out of a value and move it to the right. */
const EXTRACTS = /^(?:_IOC|CPUCLOCK|IOPRIO)_/;

/** Functions that read an argument of 64 bits, by its position in their last argument, and give that of the next one. */
export const WIDE = /^(?:getllval|print_arg_ll[dux])$/;

/** Is it something that a table of names can belong to? */
export function isPlace(value: Value | undefined): boolean {
  return value?.kind === 'argument' || value?.kind === 'field';
}

/**
 * The one argument, field, number or list of tables that an expression is made of. What `EXTRACTS` or a shift takes
 * out of a value is not the value.
 */
export function valueOf(
  tokens: readonly Token[],
  names: Names,
  scope: WalkScope,
): Value | undefined {
  const found = new Map<string, Value>();
  const sets: string[] = [];
  const keep = (value: Value | undefined): void => {
    if (value?.kind === 'sets') sets.push(...value.names);
    else if (value !== undefined) found.set(JSON.stringify(value), value);
  };
  if (tokens.some(({ text }) => text === '>>')) return undefined;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) break;
    const before = tokens[i - 1]?.text ?? '';
    if (EXTRACTS.test(token.text) && tokens[i + 1]?.text === '(') {
      i = closing(tokens, i + 1);
      continue;
    }
    if (token.text === 'u_arg' && tokens[i + 1]?.text === '[') {
      const index = sum(tokens.slice(i + 2, closing(tokens, i + 1)), names, scope);
      if (index !== undefined) keep({ kind: 'argument', index });
      continue;
    }
    if (token.kind !== 'name' || before === '.' || before === '->') continue;
    const known = names.values.get(token.text);
    if (known !== undefined) keep(known);
    else if (names.structs.has(token.text)) keep(fieldOf(tokens.slice(i), names));
    else if (tokens[i + 1]?.text !== '(' && scope.isSet(token.text)) sets.push(token.text);
  }
  if (sets.length > 0) return { kind: 'sets', names: sets };
  const places = [...found.values()].filter(isPlace);
  if (places.length > 0) return places.length === 1 ? places[0] : undefined;
  const value = sum(tokens, names, scope);
  return value === undefined ? undefined : { kind: 'number', value };
}

/** Structure and path of `x.a.b`, `x->a`, `(*x).a`; `undefined` without a field or where the structure has no tag. */
export function fieldOf(tokens: readonly Token[], { structs }: Names): Value | undefined {
  const at = tokens.findIndex((token) => structs.has(token.text));
  const struct = structs.get(tokens[at]?.text ?? '');
  if (struct === undefined) return undefined;
  const path: string[] = [];
  for (let i = at + 1; i < tokens.length; i++) {
    const text = tokens[i]?.text ?? '';
    if (text === ')' && path.length === 0) continue;
    if ((text !== '.' && text !== '->') || tokens[i + 1]?.kind !== 'name') break;
    path.push(tokens[++i]?.text ?? '');
  }
  return path.length === 0 ? undefined : { kind: 'field', struct, field: path.join('.') };
}

/** A number, or a sum or difference of numbers, names of numbers and macros; `n++` is `n`. */
export function sum(tokens: readonly Token[], names: Names, scope: WalkScope): number | undefined {
  const [first] = tokens;
  if (first === undefined) return undefined;
  if (WIDE.test(first.text)) {
    const position = sum(splitAt(tokens.slice(2, -1), ',').at(-1) ?? [], names, scope);
    return position === undefined ? undefined : position + 1;
  }
  let total = 0;
  let sign = 1;
  for (const [i, token] of tokens.entries()) {
    if (token.text === '++') continue;
    const operator = token.text === '+' || token.text === '-';
    if (operator !== (i % 2 === 1)) return undefined;
    if (operator) sign = token.text === '+' ? 1 : -1;
    else {
      const value = numberOf(token, names, scope);
      if (value === undefined) return undefined;
      total += sign * value;
    }
  }
  return total;
}

function numberOf(token: Token, { values }: Names, { macros }: WalkScope): number | undefined {
  const known = values.get(token.text);
  if (known?.kind === 'number') return known.value;
  const macro = macros.get(token.text);
  const text = macro?.length === 1 ? macro[0]?.text : token.text;
  return /^\d+$/.test(text ?? '') ? Number(text) : undefined;
}
