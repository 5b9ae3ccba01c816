/** Finds the types that C header text declares: structs, unions, typedefs. Pure; sizes are c-layout's business. */
import { tokenize, type Token } from './c-tokens.ts';

export interface Declarations {
  /** `struct x`, `union x` → what follows the tag: the members in braces and the attributes after them. */
  readonly tags: ReadonlyMap<string, readonly Token[]>;
  /** Name → the declaration without `typedef` and semicolon. */
  readonly typedefs: ReadonlyMap<string, readonly Token[]>;
}

/** Declarations in text without directives and comments. What it cannot read it leaves out. */
export function findDeclarations(text: string): Declarations {
  const tokens = tokenize(text);
  const tags = new Map<string, readonly Token[]>();
  const typedefs = new Map<string, readonly Token[]>();
  for (let i = 0; i < tokens.length; i++) {
    const word = tokens[i]?.text;
    if (word === 'struct' || word === 'union') {
      const tag = tokens[i + 1];
      if (tag?.kind === 'name' && tokens[i + 2]?.text === '{')
        tags.set(`${word} ${tag.text}`, withAttributes(tokens, i + 2));
    }
    if (word === 'typedef') {
      const declaration = tokens.slice(i + 1, endOf(tokens, i + 1));
      const name = typedefName(declaration);
      if (name !== undefined) typedefs.set(name, declaration);
    }
  }
  return { tags, typedefs };
}

/** Index of the first token after a bracketed group that opens at `start`. */
export function skipGroup(tokens: readonly Token[], start: number): number {
  let depth = 0;
  for (let i = start; i < tokens.length; i++) {
    const text = tokens[i]?.text ?? '';
    if ('([{'.includes(text)) depth++;
    if (')]}'.includes(text) && --depth === 0) return i + 1;
  }
  return tokens.length;
}

/** From the opening brace to the first token that is neither in the braces nor part of an attribute. */
function withAttributes(tokens: readonly Token[], brace: number): readonly Token[] {
  let end = skipGroup(tokens, brace);
  // Attributes may hide behind a macro (`__packed`): up to the semicolon everything belongs to the declaration.
  while (tokens[end]?.kind === 'name') {
    if (tokens[end + 1]?.text === '(') end = skipGroup(tokens, end + 1);
    else end++;
  }
  return tokens.slice(brace, end);
}

function endOf(tokens: readonly Token[], start: number): number {
  let i = start;
  while (i < tokens.length && tokens[i]?.text !== ';') {
    i = '([{'.includes(tokens[i]?.text ?? ' ') ? skipGroup(tokens, i) : i + 1;
  }
  return i;
}

/** The name of a typedef: of `(*name)(…)` the inner one, else the last outside of brackets and attributes. */
function typedefName(declaration: readonly Token[]): string | undefined {
  let name: string | undefined;
  for (let i = 0; i < declaration.length; i++) {
    const token = declaration[i];
    if (
      token?.text === '(' &&
      declaration[i + 1]?.text === '*' &&
      declaration[i + 2]?.kind === 'name'
    )
      return declaration[i + 2]?.text;
    if (token?.kind === 'name') {
      const call = declaration[i + 1]?.text === '(' && declaration[i + 2]?.text !== '*';
      if (call) i = skipGroup(declaration, i + 1) - 1;
      else name = token.text;
    } else if ('([{'.includes(token?.text ?? ' ')) i = skipGroup(declaration, i) - 1;
  }
  return name;
}
