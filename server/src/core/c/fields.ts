/**
 * Which field of a known structure a place in the text is about, read from tokens: `how.flags`, `attr->type == …`,
 * `.events = …` in an initialiser. Answers only where the segment itself declares the variable's type.
 */
import { effectiveParam, type Decider, type EffectiveParam } from '../kb/cases.ts';
import type { Kb } from '../kb/kb.ts';
import { structVariables, type StructVariable } from './struct-variables.ts';
import { integerValue, type Token } from './tokens.ts';

export interface FieldPlace {
  readonly struct: { readonly name: string; readonly header: string };
  readonly param: EffectiveParam;
}

/** Tokens of a segment without comments, and what its names and numbers mean. */
export interface FieldContext {
  readonly tokens: readonly Token[];
  readonly kb: Kb;
  readonly arch: string;
}

/** The field that the token at an index names, or `undefined`. */
export function fieldNamedAt(i: number, ctx: FieldContext): FieldPlace | undefined {
  const { tokens, kb } = ctx;
  const name = tokens[i];
  const sign = tokens[i - 1]?.text;
  if (name?.kind !== 'word' || (sign !== '.' && sign !== '->')) return undefined;
  const object = objectBefore(i - 2, tokens);
  const isDesignator = sign === '.' && (tokens[i - 2]?.text === '{' || tokens[i - 2]?.text === ',');
  const tag = isDesignator
    ? initialisedAt(i, tokens)
    : object === undefined
      ? undefined
      : declaredAs(object, i, tokens)?.tag;
  const struct = tag === undefined ? undefined : kb.struct(tag);
  const fields = struct?.fields ?? [];
  const param = effectiveParam(
    fields.findIndex((field) => field.name === name.text),
    {
      kb,
      arch: ctx.arch,
      params: fields,
      decider: (at) => neighbour(fields[at]?.name, i, object, ctx),
    },
  );
  if (struct !== undefined && param !== undefined) return { struct, param };
  return tag === undefined ? undefined : plainField(tag, name.text, kb);
}

/** A field that takes no names: its type is all there is to say. */
function plainField(tag: string, name: string, kb: Kb): FieldPlace | undefined {
  const page = kb.structPage(tag);
  const field = page?.fields.find((one) => one.name === name);
  if (page === undefined || field === undefined) return undefined;
  const { header } = page;
  return { struct: { name: tag, header }, param: { name, type: field.type, kind: 'number' } };
}

/** Operators whose left side tells what the right side is. */
const SIDES = new Set(['=', '|=', '&=', '^=', '==', '!=', '&']);

/** Signs that values are joined with. */
const PASSED = new Set(['|', '~', ')', '?', ':']);

/** The field that the word or number at an index (or what will stand there) is a value of, or `undefined`. */
export function fieldValuedAt(i: number, ctx: FieldContext): FieldPlace | undefined {
  const { tokens } = ctx;
  for (let j = i - 1; j > 0; j--) {
    const token = tokens[j];
    if (token === undefined) return undefined;
    if (token.kind === 'word' || token.kind === 'number') continue;
    if (PASSED.has(token.text)) continue;
    if (token.text === '(') {
      // A parenthesis behind a word is a call, a condition or a macro.
      if (tokens[j - 1]?.kind === 'word') return undefined;
      continue;
    }
    return SIDES.has(token.text) ? fieldNamedAt(j - 1, ctx) : undefined;
  }
  return undefined;
}

/** Names already or-ed together behind the operator before an index. */
export function namesBefore(i: number, tokens: readonly Token[]): readonly string[] {
  const names: string[] = [];
  for (let j = i - 1; j > 0; j--) {
    const token = tokens[j];
    if (token === undefined || SIDES.has(token.text)) break;
    if (token.kind === 'word') names.push(token.text);
  }
  return names;
}

/** Name of the variable before `.` or `->`, through an index: `fds[0].events`. Longer ways are not followed. */
function objectBefore(end: number, tokens: readonly Token[]): string | undefined {
  let i = end;
  if (tokens[i]?.text === ']') {
    for (let level = 0; i >= 0; i--) {
      if (tokens[i]?.text === ']') level++;
      if (tokens[i]?.text === '[' && --level === 0) break;
    }
    i--;
  }
  const name = tokens[i];
  const before = tokens[i - 1]?.text;
  return name?.kind === 'word' && before !== '.' && before !== '->' ? name.text : undefined;
}

/** The nearest declaration of the name before an index, when no function ends in between. */
function declaredAs(name: string, i: number, tokens: readonly Token[]): StructVariable | undefined {
  const found = structVariables(tokens).findLast((v) => v.at < i && v.name === name);
  if (found === undefined) return undefined;
  let braces = 0;
  let parens = 0;
  for (let j = found.at; j < i; j++) {
    const text = tokens[j]?.text;
    if (text === '(') parens++;
    if (text === ')') parens--;
    if (text === '{') braces++;
    if (text === '}') braces--;
    // What was declared in a block or as a parameter ends with it.
    if (braces < 0 || (parens < 0 && braces === 0 && text === '}')) return undefined;
  }
  return found;
}

/** Tag of the structure that the braces around an index initialise. */
function initialisedAt(i: number, tokens: readonly Token[]): string | undefined {
  const open = openBrace(i, tokens);
  if (open < 0) return undefined;
  const before = tokens[open - 1];
  if (before?.text === ')' && tokens[open - 3]?.text === 'struct') return tokens[open - 2]?.text;
  if (before?.text === ')' && tokens[open - 4]?.text === 'struct') {
    return tokens[open - 3]?.text;
  }
  // An element of an array of structures.
  const outer = before?.text === '{' || before?.text === ',' ? openBrace(open, tokens) : open;
  const sign = outer < 0 ? undefined : tokens[outer - 1];
  if (sign?.text !== '=') return undefined;
  const variable = objectBefore(outer - 2, tokens);
  const found = structVariables(tokens).findLast((v) => v.at < outer && v.name === variable);
  return found?.isArray === (outer !== open) ? found.tag : undefined;
}

/** Index of the brace that holds an index directly, -1 when a parenthesis or nothing does. */
function openBrace(i: number, tokens: readonly Token[]): number {
  let level = 0;
  for (let j = i - 1; j >= 0; j--) {
    const text = tokens[j]?.text;
    if (text === '}' || text === ')' || text === ']') level++;
    if (text === '{' || text === '(' || text === '[') {
      if (level === 0) return text === '{' ? j : -1;
      level--;
    }
    if (text === ';' && level === 0) return -1;
  }
  return -1;
}

/** What the code says of another field of the same variable: the nearest assignment before, or the initialiser's. */
function neighbour(
  field: string | undefined,
  i: number,
  object: string | undefined,
  { tokens, kb, arch }: FieldContext,
): Decider | undefined {
  const from = object === undefined ? openBrace(i, tokens) : 0;
  for (let j = i - 2; j > from; j--) {
    const isField = tokens[j]?.text === field && tokens[j + 1]?.text === '=';
    if (!isField || (object !== undefined && objectBefore(j - 2, tokens) !== object)) continue;
    const value = tokens[j + 2];
    if (value === undefined || ![';', ',', '}'].includes(tokens[j + 3]?.text ?? '')) {
      return undefined;
    }
    const known = value.kind === 'word' ? kb.value(value.text, arch) : integerValue(value.text);
    if (known === undefined) return undefined;
    const ones = BigInt.asUintN(64, known);
    const names = value.kind === 'word' ? [value.text] : [];
    return { names, bits: { ones, zeros: BigInt.asUintN(64, ~ones) } };
  }
  return undefined;
}
