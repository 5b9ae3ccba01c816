/** Variables and parameters of structure types, read from tokens; what looks like another declaration of a name counts too. */
import type { Token } from './tokens.ts';

export interface StructVariable {
  readonly name: string;
  /** Absent: some other type. */
  readonly tag?: string;
  readonly isArray: boolean;
  /** Index of the token. */
  readonly at: number;
}

/** Types that C libraries define for structures of another name. */
const TYPEDEFS: Readonly<Record<string, string>> = {
  siginfo_t: 'siginfo',
  stack_t: 'sigaltstack',
  sigevent_t: 'sigevent',
};

/** Words that stand before a name without declaring it. */
const NO_TYPES = new Set([
  ...['return', 'goto', 'case', 'else', 'do', 'sizeof', 'struct', 'union', 'enum', 'typedef'],
  ...['break', 'continue', 'in', 'and', 'or', 'not'],
]);

const QUALIFIERS = new Set(['const', 'volatile', 'restrict', '__restrict', 'static', 'register']);

const read = new WeakMap<readonly Token[], readonly StructVariable[]>();

/** All of them, in order; read once for each list of tokens. */
export function structVariables(tokens: readonly Token[]): readonly StructVariable[] {
  let found = read.get(tokens);
  if (found === undefined) read.set(tokens, (found = readAll(tokens)));
  return found;
}

function readAll(tokens: readonly Token[]): readonly StructVariable[] {
  const out: StructVariable[] = [];
  tokens.forEach((token, i) => {
    if (token.kind !== 'word' || QUALIFIERS.has(token.text)) return;
    const before = tokens[i - 1]?.text;
    if (token.text === 'struct') {
      const tag = tokens[i + 1];
      if (tag?.kind === 'word') out.push(...declarators(i + 2, tokens, tag.text));
    } else if (!NO_TYPES.has(token.text) && before !== '.' && before !== '->') {
      const tag = Object.hasOwn(TYPEDEFS, token.text) ? TYPEDEFS[token.text] : undefined;
      if (before !== 'struct') out.push(...declarators(i + 1, tokens, tag));
    }
  });
  return out;
}

/** `*a, b[2] = { … }, c` behind a type; parameters end at the comma. */
function declarators(
  from: number,
  tokens: readonly Token[],
  tag: string | undefined,
): readonly StructVariable[] {
  const out: StructVariable[] = [];
  let i = from;
  for (;;) {
    while (tokens[i]?.text === '*' || QUALIFIERS.has(tokens[i]?.text ?? '')) i++;
    const name = tokens[i];
    const behind = tokens[i + 1]?.text;
    if (name?.kind !== 'word' || ![';', ',', '=', ')', '['].includes(behind ?? '')) return out;
    const isArray = behind === '[';
    out.push({ name: name.text, ...(tag === undefined ? {} : { tag }), isArray, at: i });
    // Other types' lists are not followed: their first name is enough to hide one of ours.
    i = tag === undefined ? tokens.length : endOfDeclarator(i + 1, tokens);
    if (tokens[i]?.text !== ',') return out;
    i++;
  }
}

/** Index of the `,` or `;` behind a declarator and its initialiser. */
function endOfDeclarator(from: number, tokens: readonly Token[]): number {
  let level = 0;
  for (let i = from; i < tokens.length; i++) {
    const text = tokens[i]?.text;
    if (text === '(' || text === '[' || text === '{') level++;
    if (text === ')' || text === ']' || text === '}') {
      if (level === 0) return i;
      level--;
    }
    if (level === 0 && (text === ',' || text === ';')) return i;
  }
  return tokens.length;
}
