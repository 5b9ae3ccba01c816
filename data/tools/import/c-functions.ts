/** Splits C source into functions, their parameters and statements, without a preprocessor's configuration. Pure; reads, never judges. */
import { logicalLines, tokenize, type Token } from './c-tokens.ts';

export interface CParameter {
  readonly name: string;
  /** Tag behind `struct x` or `struct x *`. */
  readonly struct?: string;
}

export interface CFunction {
  readonly name: string;
  readonly params: readonly CParameter[];
  readonly body: readonly Statement[];
}

export type Statement =
  | { readonly kind: 'expression'; readonly tokens: readonly Token[] }
  | { readonly kind: 'block' | 'loop'; readonly body: readonly Statement[] }
  | {
      readonly kind: 'if';
      readonly test: readonly Token[];
      readonly then: readonly Statement[];
      readonly otherwise: readonly Statement[];
    }
  | {
      readonly kind: 'switch';
      readonly on: readonly Token[];
      readonly body: readonly Statement[];
    }
  /** `case x:`; no tokens for `default:`. */
  | { readonly kind: 'case'; readonly tokens: readonly Token[] }
  /** Control goes elsewhere; the tokens are those of what `return` gives. */
  | { readonly kind: 'leave'; readonly tokens: readonly Token[] };

export interface CSource {
  readonly functions: readonly CFunction[];
  /** Object-like macros; of several definitions the last, which is the `#else` branch. */
  readonly macros: ReadonlyMap<string, readonly Token[]>;
}

/**
 * Every function definition of a file, in order. Both branches of `#if` count, unless one alone has unbalanced braces: then the
 * last. A definition by macro, `NAME(x) { … }`, is the function `x` with a first parameter of the same name.
 */
export function readFunctions(text: string): CSource {
  const macros = new Map<string, readonly Token[]>();
  const tokens = tokenize(withoutDirectives(logicalLines(text), macros));
  const functions: CFunction[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token?.text === '{') i = closing(tokens, i);
    if (token?.kind !== 'name' || tokens[i + 1]?.text !== '(') continue;
    const end = closing(tokens, i + 1);
    if (tokens[end + 1]?.text !== '{') continue;
    const last = closing(tokens, end + 1);
    const params = splitAt(tokens.slice(i + 2, end), ',').map(parameter);
    const body = parseStatements(tokens.slice(end + 2, last));
    functions.push({ name: token.text, params, body });
    i = last;
  }
  return { functions, macros };
}

/** Parts between `separator` tokens outside parentheses, brackets and braces; none for no tokens. */
export function splitAt(tokens: readonly Token[], separator: string): Token[][] {
  if (tokens.length === 0) return [];
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (/^[([{]$/.test(token.text)) depth++;
    else if (/^[)\]}]$/.test(token.text)) depth--;
    if (depth === 0 && token.text === separator) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

/** Index of what closes the parenthesis, bracket or brace at `open`; the last index when nothing does. */
export function closing(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let i = open; i < tokens.length; i++) {
    const text = tokens[i]?.text ?? '';
    if (/^[([{]$/.test(text)) depth++;
    else if (/^[)\]}]$/.test(text) && --depth === 0) return i;
  }
  return tokens.length - 1;
}

interface Branch {
  readonly lines: string[];
}

function withoutDirectives(
  lines: readonly string[],
  macros: Map<string, readonly Token[]>,
): string {
  const stack: Branch[][] = [[{ lines: [] }]];
  const here = (): string[] => stack.at(-1)?.at(-1)?.lines ?? [];
  for (const line of lines) {
    const [, word, rest = ''] = /^\s*#\s*(\w+)\s*(.*)$/.exec(line) ?? [];
    if (word === undefined) here().push(line);
    else if (word.startsWith('if')) stack.push([{ lines: [] }]);
    else if (word.startsWith('el')) stack.at(-1)?.push({ lines: [] });
    else if (word === 'endif' && stack.length > 1) {
      const branches = stack.pop() ?? [];
      here().push(...joined(branches));
    } else if (word === 'define') {
      const [, name, body = ''] = /^(\w+)(?!\()\s*(.*)$/.exec(rest) ?? [];
      if (name !== undefined && !rest.startsWith(`${name}(`)) macros.set(name, tokenize(body));
    }
  }
  return stack.flatMap(joined).join('\n');
}

function joined(branches: readonly Branch[]): readonly string[] {
  const balanced = branches.every(({ lines }) => {
    const text = lines.join('\n');
    return text.split('{').length === text.split('}').length;
  });
  return balanced ? branches.flatMap((branch) => branch.lines) : (branches.at(-1)?.lines ?? []);
}

function parameter(tokens: readonly Token[]): CParameter {
  const name = tokens.findLast((token) => token.kind === 'name')?.text ?? '';
  const at = tokens.findIndex((token) => token.text === 'struct');
  const tag = at < 0 ? undefined : tokens[at + 1]?.text;
  return tag === undefined || tag === name ? { name } : { name, struct: tag };
}

function parseStatements(tokens: readonly Token[]): Statement[] {
  const out: Statement[] = [];
  let at = 0;
  while (at < tokens.length) {
    const { statement, next } = parseStatement(tokens, at);
    if (statement !== undefined) out.push(statement);
    at = Math.max(next, at + 1);
  }
  return out;
}

interface Parsed {
  readonly statement?: Statement;
  /** Index behind it. */
  readonly next: number;
}

function parseStatement(tokens: readonly Token[], at: number): Parsed {
  const word = tokens[at]?.text ?? '';
  if (word === '{') {
    const end = closing(tokens, at);
    const body = parseStatements(tokens.slice(at + 1, end));
    return { statement: { kind: 'block', body }, next: end + 1 };
  }
  if (word === 'if' || word === 'switch') return parseChoice(tokens, at, word);
  if (word === 'for' || word === 'while') {
    const end = closing(tokens, at + 1);
    const head = splitAt(tokens.slice(at + 2, end), ';').map(expression);
    const { statement, next } = parseStatement(tokens, end + 1);
    const body = statement === undefined ? head : [...head, statement];
    return { statement: { kind: 'loop', body }, next };
  }
  if (word === 'do') {
    const { statement, next } = parseStatement(tokens, at + 1);
    return { statement: { kind: 'loop', body: statement === undefined ? [] : [statement] }, next };
  }
  if (word === 'case' || word === 'default') {
    const end = tokens.findIndex((token, i) => i > at && token.text === ':');
    return { statement: { kind: 'case', tokens: tokens.slice(at + 1, end) }, next: end + 1 };
  }
  const end = endOfExpression(tokens, at);
  if (/^(return|break|continue|goto)$/.test(word)) {
    return { statement: { kind: 'leave', tokens: tokens.slice(at + 1, end) }, next: end + 1 };
  }
  return { statement: expression(tokens.slice(at, end)), next: end + 1 };
}

function parseChoice(tokens: readonly Token[], at: number, word: 'if' | 'switch'): Parsed {
  const end = closing(tokens, at + 1);
  const test = tokens.slice(at + 2, end);
  const first = parseStatement(tokens, end + 1);
  const then = inside(first.statement);
  if (word === 'switch') {
    return { statement: { kind: 'switch', on: test, body: then }, next: first.next };
  }
  if (tokens[first.next]?.text !== 'else') {
    return { statement: { kind: 'if', test, then, otherwise: [] }, next: first.next };
  }
  const second = parseStatement(tokens, first.next + 1);
  const otherwise = inside(second.statement);
  return { statement: { kind: 'if', test, then, otherwise }, next: second.next };
}

function inside(statement: Statement | undefined): readonly Statement[] {
  if (statement === undefined) return [];
  return statement.kind === 'block' ? statement.body : [statement];
}

function endOfExpression(tokens: readonly Token[], at: number): number {
  for (let i = at; i < tokens.length; i++) {
    const text = tokens[i]?.text ?? '';
    if (text === ';') return i;
    if (/^[([{]$/.test(text)) i = closing(tokens, i);
  }
  return tokens.length;
}

function expression(tokens: readonly Token[]): Statement {
  return { kind: 'expression', tokens };
}
