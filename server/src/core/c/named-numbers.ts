/** Numbers that a file gives names to without a macro: enumerators, and integer constants at file level. */
import { intType } from './c-type.ts';
import type { Segment } from './segment.ts';
import { tokenize, type Token } from './tokens.ts';

/** A name and the C expression it stands for; the expression may use other names of the file. */
export interface NamedNumber {
  readonly name: string;
  readonly body: string;
  /** Offset of the name, relative to the segment. */
  readonly start: number;
}

/** An enumeration, or a line at file level that declares something constant: `static const int`, no parameter. */
const MAY_HOLD = /\benum\b|^(?:[A-Za-z_]\w*[ \t]+)*const(?:expr)?\b/m;
/** Declarations are cut into short segments: a longer one (UTF-16 units) is one definition, mostly a table of data. */
const LONGEST = 100_000;
const known = new WeakMap<Segment, readonly NamedNumber[]>();

/** The named numbers of a segment, in order; what it cannot read has none. */
export function namedNumbers(segment: Segment): readonly NamedNumber[] {
  let found = known.get(segment);
  if (found === undefined) {
    const { text } = segment;
    found = text.length <= LONGEST && MAY_HOLD.test(text) ? read(text) : [];
    known.set(segment, found);
  }
  return found;
}

function read(text: string): NamedNumber[] {
  const tokens = tokenize(text);
  const out: NamedNumber[] = [];
  let level = 0;
  let directive = false;
  tokens.forEach((token, i) => {
    if (token.kind === 'directive') directive = true;
    else if (token.kind === 'directive-end') directive = false;
    else if (directive) return;
    else if (token.text === '{') level++;
    else if (token.text === '}') level = Math.max(0, level - 1);
    else if (token.text === 'enum') out.push(...enumerators(tokens, i + 1, text));
    else if (level === 0 && /^const(?:expr)?$/.test(token.text)) {
      const constant = constantAt(tokens, i, text);
      if (constant) out.push(constant);
    }
  });
  return out;
}

/** Enumerators of the `enum` before `from`; none where a directive stands between them. */
function enumerators(tokens: readonly Token[], from: number, text: string): NamedNumber[] {
  const open = tokens.findIndex((t, i) => i >= from && !isHead(t));
  // Those of a scoped enumeration are no names of the file.
  const scoped = tokens[from]?.text === 'class' || tokens[from]?.text === 'struct';
  if (scoped || tokens[open]?.text !== '{') return [];
  const out: NamedNumber[] = [];
  let before: string | undefined;
  let i = open + 1;
  for (; ; i++) {
    const name = tokens[i];
    if (name?.kind !== 'word') return name?.text === '}' ? out : [];
    const end = endOfEnumerator(tokens, i + 1);
    const last = tokens[end];
    if (last === undefined) return [];
    const equals = tokens[i + 1]?.text === '=' ? tokens[i + 1] : undefined;
    if (equals === undefined && end !== i + 1) return [];
    const body =
      equals === undefined
        ? before === undefined
          ? '0'
          : `(${before}) + 1`
        : text.slice(equals.end, last.start);
    out.push({ name: name.text, body, start: name.start });
    before = name.text;
    if (last.text === '}') return out;
    i = end;
  }
}

function isHead(token: Token): boolean {
  return token.kind === 'word' || token.text === ':';
}

/** Index of the `,` or `}` that ends an enumerator; -1 where something else cuts it short. */
function endOfEnumerator(tokens: readonly Token[], from: number): number {
  let depth = 0;
  for (let i = from; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined || token.kind === 'directive' || token.text === ';') return -1;
    if (token.text === '(' || token.text === '[') depth++;
    else if (token.text === ')' || token.text === ']') depth--;
    else if (depth === 0 && (token.text === ',' || token.text === '}')) return i;
  }
  return -1;
}

/** `static const unsigned X = …;` around the `const` at `at`, when it declares one integer and gives it a value. */
function constantAt(tokens: readonly Token[], at: number, text: string): NamedNumber | undefined {
  let first = at;
  while (tokens[first - 1]?.kind === 'word') first--;
  let name = at;
  while (tokens[name + 1]?.kind === 'word') name++;
  const named = tokens[name];
  const equals = tokens[name + 1];
  if (named === undefined || name === at || equals?.text !== '=') return undefined;
  const type = tokens
    .slice(first, name)
    .map((token) => token.text)
    .join(' ');
  const end = tokens.findIndex((t, i) => i > name && (t.text === ';' || t.text === ','));
  const stop = tokens[end];
  if (stop?.text !== ';' || intType(type, 64) === undefined) return undefined;
  const plain = type.replace(/\b(?:static|constexpr|inline|extern|const)\b/g, '').trim();
  return {
    name: named.text,
    body: `(${plain})(${text.slice(equals.end, stop.start)})`,
    start: named.start,
  };
}
