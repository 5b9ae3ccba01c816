/** Reads the C declarations of the SYNOPSIS section of a manual page: facts only. Pure: text in, records out. */

/** One declaration of a page. */
export interface Declaration {
  /** Function, or the call that `syscall(SYS_x, …)` makes. */
  readonly name: string;
  /** `syscall`: written as `syscall(SYS_x, …)`; the parameters then leave the number out. */
  readonly form: 'libc' | 'syscall';
  /** C type of the result. */
  readonly ret: string;
  /** `[type, name]`; `['...', '']` where more may follow. */
  readonly params: readonly (readonly [string, string])[];
  /** `[type, name]` of what may follow, where the page tells it in a comment. */
  readonly optional?: readonly (readonly [string, string])[];
  /** Headers that stand above it, in the page's order. */
  readonly headers: readonly string[];
  /** Marked as deprecated. */
  readonly old?: true;
}

/** Words that tell tools something and do not belong to the type. */
const QUALIFIERS = /\b(?:_Nullable|_Nonnull|restrict|extern)\b|\[\[[^\]]*\]\]/g;

/** Every declaration in the order of the page; none for a page without a SYNOPSIS. What is no declaration is passed over. */
export function declarationsOf(page: string): Declaration[] {
  const out: Declaration[] = [];
  let headers: string[] = [];
  let closed = false;
  let pending = '';
  for (const line of synopsisText(page).split('\n')) {
    const include = /^\s*#\s*include\s*<([^>]+)>/.exec(line)?.[1];
    if (include !== undefined) {
      // Headers behind a declaration begin the list of the next ones.
      if (closed) headers = [];
      closed = false;
      if (!headers.includes(include)) headers.push(include);
    } else if (line.trim() === '' || line.trimStart().startsWith('#')) {
      pending = '';
    } else {
      pending = `${pending} ${line}`;
      if (!/\)\s*;\s*$/.test(pending)) continue;
      const declaration = parseDeclaration(pending, headers);
      pending = '';
      if (declaration === undefined) continue;
      out.push(declaration);
      closed = true;
    }
  }
  return out;
}

/**
 * The section as text, up to the notes on feature macros. Outside a display only bold lines count: the rest is prose. Of
 * comments only the one that follows `...` stays: it names what may follow.
 */
function synopsisText(page: string): string {
  const start = page.search(/^\.SH SYNOPSIS\s*$/m);
  if (start < 0) return '';
  const rest = page.slice(start + 1);
  const end = rest.search(/^\.SH |^\.RS -4|^Feature Test Macro/m);
  const lines: string[] = [];
  let display = false;
  for (const line of (end < 0 ? rest : rest.slice(0, end)).replace(/\\\n/g, ' ').split('\n')) {
    if (line.startsWith('.\\"')) continue;
    if (/^\.(?:nf|fi)\b/.test(line)) display = line.startsWith('.nf');
    else if (display || /^\.(?:P|B|BI|BR)\b/.test(line)) lines.push(plainText(line));
  }
  return lines
    .join('\n')
    .replace(/(\.\.\.\s*)?\/\*[^]*?\*\//g, (text, dots?: string) =>
      dots === undefined ? text.replace(/[^\n]/g, ' ').replace(/\n\s*/g, ' ') : text,
    );
}

/** A line of roff as it reads: macros give their arguments, escapes their characters. */
export function plainText(line: string): string {
  const macro = /^\.([A-Z]{1,2})(?:\s+(.*))?$/.exec(line);
  if (macro === null) return line.startsWith('.') ? '' : unescape(line);
  const [, name = '', rest = ''] = macro;
  if (!/^(?:B|I|BI|BR|IB|IR|RB|RI)$/.test(name)) return '';
  const words = [...rest.matchAll(/"((?:[^"]|"")*)"|(\S+)/g)].map((m) => m[1] ?? m[2] ?? '');
  return unescape(words.join(name.length === 1 ? ' ' : ''));
}

function unescape(text: string): string {
  return text
    .replace(/\\f\[\w*\]|\\f\(..|\\f[A-Z0-9]|\\[&c%]/g, '')
    .replace(/\\[~ 0]/g, ' ')
    .replace(/\\-/g, '-');
}

function parseDeclaration(text: string, headers: readonly string[]): Declaration | undefined {
  const comment = /\.\.\.\s*\/\*([^]*?)\*\/\s*\)\s*;/.exec(text)?.[1];
  const bare = text
    .replace(/\/\*[^]*?\*\//g, ' ')
    // `char *restrict p[n]`: of a pointer, the size only tells how much of it is read.
    .replace(/(\*\s*restrict\s+\w+)\[\w+\]/g, '$1')
    .replace(QUALIFIERS, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const head = /^([\w\s*]*?[\s*])(\w+) ?\((.*)\) ?;$/.exec(bare);
  const [, type = '', word = '', inside = ''] = head ?? [];
  if (head === null || type.trim() === '' || /\btypedef\b/.test(type)) return undefined;
  const params = paramsIn(inside);
  const optional = comment === undefined ? [] : paramsIn(comment.replace(QUALIFIERS, ' '));
  const number = word === 'syscall' ? /^SYS_(\w+)$/.exec(params[0]?.[0] ?? '')?.[1] : undefined;
  return {
    name: number ?? word,
    form: number === undefined ? 'libc' : 'syscall',
    ret: spaced(type),
    params: number === undefined ? params : params.slice(1),
    ...(optional.length === 0 ? {} : { optional }),
    headers,
    ...(text.includes('[[deprecated]]') ? { old: true as const } : {}),
  };
}

/** Parameters between parentheses; `size_t n; void buf[n], size_t n` names sizes first, which C programs cannot. */
function paramsIn(text: string): [string, string][] {
  const list = text.slice(text.lastIndexOf(';') + 1).trim();
  return splitTop(list)
    .filter((part) => part !== 'void')
    .map(paramOf);
}

function splitTop(text: string): string[] {
  const parts: string[] = [];
  let level = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === '(' || char === '[') level++;
    else if (char === ')' || char === ']') level--;
    else if (char === ',' && level === 0) {
      parts.push(text.slice(from, i));
      from = i + 1;
    }
  }
  return [...parts, text.slice(from)].map((part) => part.trim()).filter((part) => part !== '');
}

function paramOf(text: string): [string, string] {
  if (text === '...') return ['...', ''];
  if (/^SYS_\w+$/.test(text)) return [text, ''];
  // typeof(int (void *)) *fn: a pointer to a function, in the words of the manual.
  const pointer = /^typeof ?\((.*?)\((.*)\) ?\) ?\* ?(\w+)$/.exec(text);
  if (pointer !== null) {
    const [, result = '', takes = '', name = ''] = pointer;
    return [`${spaced(result)} (*)(${splitTop(takes).map(spaced).join(', ')})`, name];
  }
  const callback = /^(.*?)\( ?\* ?(\w+) ?\) ?\((.*)\)$/.exec(text);
  if (callback !== null) {
    const [, result = '', name = '', takes = ''] = callback;
    return [`${spaced(result)} (*)(${splitTop(takes).map(spaced).join(', ')})`, name];
  }
  const array = /^(.*?)(\w+) ?\[ ?([^\]]*?) ?\]$/.exec(text);
  if (array !== null) {
    const [, type = '', name = '', size = ''] = array;
    // A size that is another parameter says how much is read; the type is a pointer.
    return [/^[0-9]+$/.test(size) ? `${spaced(type)} [${size}]` : spaced(`${type}*`), name];
  }
  const plain = /^(.*[\s*])(\w+)$/.exec(text);
  return plain === null ? [spaced(text), ''] : [spaced(plain[1] ?? ''), plain[2] ?? ''];
}

/** One space between words and before the stars, none between stars. */
function spaced(type: string): string {
  return type
    .replace(/\*/g, ' * ')
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/\* (?=\*|const\b)/g, '*');
}
