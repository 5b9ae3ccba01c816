/** Variables that a file declares at file level, read from tokens. Braces are not looked into: namespaces are not seen. */
import type { Span } from '../text/span.ts';
import type { Segment } from './segment.ts';
import { codeTokens } from './segment-tokens.ts';
import type { Token } from './tokens.ts';

/** One declaration of a variable; offsets are those of its segment. */
export interface FileVariable {
  readonly name: string;
  readonly nameSpan: Span;
  /** Words before the first name, as `static volatile sig_atomic_t`. */
  readonly words: readonly string[];
  /** Where those words stand. */
  readonly type: Span;
  /** Nothing else is declared with it, and it is no pointer and no array. */
  readonly isPlain: boolean;
}

/** Words that stand before a type and are no part of it. */
const NO_TYPE = new Set(['typedef', 'using', 'namespace', 'template', 'return', 'enum', 'goto']);
const ENDS = new Set([';', '=', ',', '[', '__attribute__']);

const known = new WeakMap<Segment, readonly FileVariable[]>();

/** The variables that a segment declares outside of functions, in source order; functions are left out. */
export function fileVariables(segment: Segment): readonly FileVariable[] {
  let found = known.get(segment);
  if (found === undefined) known.set(segment, (found = read(codeTokens(segment))));
  return found;
}

function read(tokens: readonly Token[]): readonly FileVariable[] {
  const out: FileVariable[] = [];
  for (const declaration of declarations(tokens)) out.push(...variablesIn(declaration));
  return out;
}

/** Tokens of each declaration at file level, the `;` included, bodies and what stands in braces left out. */
function* declarations(tokens: readonly Token[]): Iterable<readonly Token[]> {
  let current: Token[] = [];
  let level = 0;
  let directive = false;
  for (const t of tokens) {
    if (t.kind === 'directive') directive = true;
    if (directive) {
      if (t.kind === 'directive-end') directive = false;
      continue;
    }
    if (t.text === '{' && t.kind !== 'string') {
      level++;
      continue;
    }
    if (t.text === '}' && t.kind !== 'string') {
      level = Math.max(0, level - 1);
      // The body of a function: an initialiser or a structure goes on to its `;`.
      if (level === 0 && current.at(-1)?.text === ')') current = [];
      continue;
    }
    if (level > 0) continue;
    current.push(t);
    if (t.text === ';') {
      yield current;
      current = [];
    }
  }
}

function variablesIn(tokens: readonly Token[]): readonly FileVariable[] {
  const end = tokens.findIndex((t) => t.kind !== 'word');
  const words = tokens.slice(0, Math.max(end, 0));
  const behind = tokens[words.length]?.text ?? '';
  // Without a star the last of the words is the first name.
  const first = ENDS.has(behind) ? words.length - 1 : words.length;
  const type = words.slice(0, first);
  const [start] = type;
  const last = type.at(-1);
  if (!start || !last || type.some((t) => NO_TYPE.has(t.text))) return [];
  if (!ENDS.has(behind) && behind !== '*') return [];
  const found: { name: Token; isPlain: boolean }[] = [];
  let depth = 0;
  let isName = true;
  let star = false;
  for (let i = first; i < tokens.length; i++) {
    const t = tokens[i];
    const next = tokens[i + 1]?.text ?? '';
    if (!t) break;
    if (/^[([]$/.test(t.text)) depth++;
    else if (/^[)\]]$/.test(t.text)) depth--;
    else if (depth > 0) continue;
    else if (t.text === ',') {
      isName = true;
      star = false;
    } else if (t.text === '*') star = true;
    else if (isName && t.kind === 'word' && !/^(?:const|volatile|restrict)$/.test(t.text)) {
      // A function, or something not understood.
      if (!ENDS.has(next)) return [];
      found.push({ name: t, isPlain: !star && next !== '[' });
      isName = false;
    }
  }
  return found.map(({ name, isPlain }) => ({
    name: name.text,
    nameSpan: { start: name.start, end: name.end },
    words: type.map((t) => t.text),
    type: { start: start.start, end: last.end },
    isPlain: isPlain && found.length === 1,
  }));
}
