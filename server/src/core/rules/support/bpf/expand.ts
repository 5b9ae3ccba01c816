/** Expands the file's own macros in an expression, token by token, as the preprocessor would. Knows no BPF. */
import { readExpression } from '../../../c/expression.ts';
import type { Expr } from '../../../c/ir.ts';
import type { Macro } from '../../../c/preprocess.ts';
import { tokenize } from '../../../c/tokens.ts';

/** The definitions of a macro in the file, in order. */
export type Macros = (name: string) => readonly Macro[] | undefined;

/** Longest text an expansion may grow to, in UTF-16 units. */
const LONGEST = 20_000;
const DEEPEST = 12;

/**
 * The text with every macro of the file replaced; names in `keep` stay. `undefined` where that cannot be told: a macro with
 * two different definitions, or one that grows without end.
 */
export function expanded(
  text: string,
  macros: Macros,
  keep: ReadonlySet<string>,
  depth = 0,
): string | undefined {
  if (depth > DEEPEST || text.length > LONGEST) return undefined;
  const tokens = tokenize(text.replace(/\\\r?\n/g, ' '));
  const out: string[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) break;
    const list = token.kind === 'word' && !keep.has(token.text) ? macros(token.text) : undefined;
    const macro = list?.[0];
    if (macro === undefined) {
      out.push(token.text);
      continue;
    }
    const other = list?.find(
      (m) => m.text !== macro.text || m.params?.join() !== macro.params?.join(),
    );
    if (other !== undefined) return undefined;
    let body = macro.text;
    if (macro.params !== undefined) {
      if (tokens[i + 1]?.text !== '(') {
        out.push(token.text);
        continue;
      }
      const read = argumentsFrom(tokens, i + 2);
      if (read?.args.length !== macro.params.length) return undefined;
      body = substituted(macro.text, macro.params, read.args);
      i = read.end;
    }
    const inner = expanded(body, macros, new Set([...keep, macro.name]), depth + 1);
    if (inner === undefined) return undefined;
    out.push(inner);
  }
  return out.join(' ');
}

/** An expression read from a text, or `undefined` when it is none. Offsets are those of the text. */
export function expressionOf(text: string): Expr | undefined {
  const tokens = tokenize(text);
  const read = tokens.length > 0 ? readExpression(tokens, text.length) : undefined;
  return read?.complete === true ? read.expr : undefined;
}

function argumentsFrom(
  tokens: readonly { readonly text: string }[],
  from: number,
): { readonly args: readonly string[]; readonly end: number } | undefined {
  const args: string[] = [];
  let words: string[] = [];
  let level = 0;
  for (let i = from; i < tokens.length; i++) {
    const { text } = tokens[i] ?? { text: '' };
    if (text === ')' && level === 0) {
      if (words.length > 0 || args.length > 0) args.push(words.join(' '));
      return { args, end: i };
    }
    if (text === ',' && level === 0) {
      args.push(words.join(' '));
      words = [];
      continue;
    }
    if (text === '(' || text === '{' || text === '[') level++;
    if (text === ')' || text === '}' || text === ']') level--;
    words.push(text);
  }
  return undefined;
}

/** The body with the arguments in place of the parameters, pieces around `##` pasted. */
function substituted(body: string, params: readonly string[], args: readonly string[]): string {
  const replaced = body.replace(/\\\r?\n/g, ' ').replace(/[A-Za-z_]\w*/g, (word) => {
    const i = params.indexOf(word);
    return i < 0 ? word : (args[i] ?? '');
  });
  return replaced.replace(/\s*##\s*/g, '');
}
