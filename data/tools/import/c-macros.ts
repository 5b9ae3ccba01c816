/** Expands C macros in a list of tokens. Pure. */
import { tokenize, type Token } from './c-tokens.ts';

export interface Macro {
  /** Parameter names of a function-like macro. */
  readonly params?: readonly string[];
  readonly body: readonly Token[];
  /** Header that defines it, as included: `asm/mman.h`. */
  readonly header: string;
}

export interface EvaluationScope {
  readonly macros: ReadonlyMap<string, Macro>;
  /** Enumerators that already have a value. */
  readonly enumerators: ReadonlyMap<string, { readonly value: bigint }>;
  /** Width of `long`. */
  readonly longBits: 32 | 64;
  /** In `#if`, a name that is no macro counts as 0. */
  readonly namesAreZero?: boolean;
  /** Bytes of a type as in `sizeof(…)`; without it only basic types have a size. */
  readonly sizeOf?: (type: readonly Token[]) => number | undefined;
  /** The same with its signedness, for casts. */
  readonly typeOf?: (
    type: readonly Token[],
  ) => { readonly size: number; readonly unsigned?: boolean } | undefined;
}

/** Tokens after replacing every macro; names in `busy` are left alone, as C leaves a macro inside itself. */
export function expand(
  tokens: readonly Token[],
  scope: EvaluationScope,
  busy: ReadonlySet<string>,
): Token[] {
  const out: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) break;
    const macro =
      token.kind === 'name' && !busy.has(token.text) ? resolve(token.text, scope) : undefined;
    if (macro === undefined) {
      out.push(token);
      continue;
    }
    const inner = new Set([...busy, token.text]);
    if (macro.params === undefined) {
      out.push(...expand(macro.body, scope, inner));
      continue;
    }
    const call = readArguments(tokens, i + 1);
    if (call === undefined) {
      out.push(token);
      continue;
    }
    const pastes = macro.body.some((part) => part.text === '##');
    const given = gatherRest(call.args, macro.params);
    const args = pastes ? given : given.map((arg) => expand(arg, scope, busy));
    out.push(...expand(substitute({ ...macro, params: macro.params }, args), scope, inner));
    i = call.end;
  }
  return out;
}

/** A macro by name; one that only stands for a function-like macro is that macro. */
function resolve(name: string, scope: EvaluationScope): Macro | undefined {
  const macro = scope.macros.get(name);
  const [only, ...others] = macro?.params === undefined ? (macro?.body ?? []) : [];
  const meant =
    others.length === 0 && only?.kind === 'name' ? scope.macros.get(only.text) : undefined;
  return meant?.params === undefined ? macro : meant;
}

function readArguments(
  tokens: readonly Token[],
  start: number,
): { readonly args: Token[][]; readonly end: number } | undefined {
  if (tokens[start]?.text !== '(') return undefined;
  const args: Token[][] = [[]];
  let depth = 0;
  for (let i = start; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) break;
    if (token.text === '(' && depth++ === 0) continue;
    if (token.text === ')' && --depth === 0) return { args, end: i };
    if (token.text === ',' && depth === 1) args.push([]);
    else args.at(-1)?.push(token);
  }
  return undefined;
}

/** The last parameter of a variadic macro takes all the arguments that are left, with their commas. */
function gatherRest(args: readonly Token[][], params: readonly string[]): readonly Token[][] {
  if (params.at(-1)?.endsWith('...') !== true) return args;
  const comma: Token = { kind: 'punctuator', text: ',' };
  const rest = args.slice(params.length - 1).flatMap((arg, i) => (i === 0 ? arg : [comma, ...arg]));
  return [...args.slice(0, params.length - 1), rest];
}

/** Replaces parameters; `a##b` joins two tokens into one. */
function substitute(
  macro: Macro & { readonly params: readonly string[] },
  args: readonly (readonly Token[])[],
): Token[] {
  const names = macro.params.map((name) => name.replace(/\s*\.\.\.$/, '') || '__VA_ARGS__');
  const replaced = macro.body.flatMap((token) => {
    const index = names.indexOf(token.text);
    return token.kind === 'name' && index >= 0 ? (args[index] ?? []) : [token];
  });
  const joined: Token[] = [];
  for (let i = 0; i < replaced.length; i++) {
    const token = replaced[i];
    const next = replaced[i + 1];
    if (token?.text === '##' && next !== undefined) {
      const left = joined.pop();
      joined.push(...tokenize((left?.text ?? '') + next.text));
      i++;
    } else if (token !== undefined) joined.push(token);
  }
  return joined;
}
