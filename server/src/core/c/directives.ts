/** Reads one preprocessor line. It knows nothing of what stands around it. */
import { endOfBlockComment, endOfLineComment, endOfQuoted } from './tokens.ts';

export interface Directive {
  /** `define`, `ifdef`, …; empty for a lone `#`. */
  readonly word: string;
  /** What follows on one line: comments and continuations out, white space folded. */
  readonly rest: string;
  /** Offset of the line break that ends it. */
  readonly end: number;
  readonly define?: {
    readonly name: string;
    /** Absent for an object-like macro. */
    readonly params?: readonly string[];
    readonly bodyStart: number;
  };
  /** File of an `#include`, as written without brackets. */
  readonly include?: string;
}

/** The directive whose `#` stands at `i`. Anything may follow; what cannot be read is left out. */
export function readDirective(text: string, i: number): Directive {
  const end = endOfDirective(text, i);
  const line = text.slice(i, end);
  const m = /^#[ \t]*([a-z_]+)/.exec(line);
  const word = m?.[1] ?? '';
  const rest = m ? condense(line.slice(m[0].length)) : '';
  if (word === 'define') {
    const define = readDefine(line, i);
    return { word, rest, end, ...(define ? { define } : {}) };
  }
  const includes = word === 'include' || word === 'include_next' || word === 'import';
  const include = includes ? /^[<"]([^>"]+)[>"]/.exec(rest)?.[1] : undefined;
  return { word, rest, end, ...(include === undefined ? {} : { include }) };
}

function readDefine(line: string, i: number): Directive['define'] {
  const m = /^#[ \t]*define[ \t]+([A-Za-z_$][\w$]*)(\([^()]*\))?/.exec(line);
  if (!m?.[1]) return undefined;
  const params = m[2]
    ?.slice(1, -1)
    .split(',')
    .map((p) => p.trim())
    .filter((p) => p !== '');
  return { name: m[1], ...(params ? { params } : {}), bodyStart: i + m[0].length };
}

/** Offset of the line break that ends the directive at `i`: continued lines and block comments belong to it. */
function endOfDirective(text: string, i: number): number {
  let k = i;
  for (; k < text.length; k++) {
    const c = text.charCodeAt(k);
    if (c === 10) {
      const before = text.charCodeAt(k - 1) === 13 ? k - 2 : k - 1;
      if (text.charCodeAt(before) !== 92) return k;
    } else if (c === 47) {
      const next = text.charCodeAt(k + 1);
      if (next === 47) return endOfLineComment(text, k);
      if (next === 42) k = endOfBlockComment(text, k) - 1;
    } else if (c === 34) k = Math.max(k, endOfQuoted(text, k) - 1);
  }
  return text.length;
}

/** A condition on one line: comments and continuations out, white space folded. */
function condense(text: string): string {
  return text
    .replace(/\\\r?\n/g, ' ')
    .replace(/\/\*[^]*?(?:\*\/|$)/g, ' ')
    .replace(/\/\/.*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
