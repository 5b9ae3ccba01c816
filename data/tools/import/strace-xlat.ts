/** Reads strace's groups of constants (src/xlat/*.in): which names belong together. Pure: texts in, records out. */
import { evaluateText } from './c-expression.ts';
import { compareText } from '../lib/problem.ts';

export interface XlatRecord {
  /** File name without `.in`, by which the decoders call it. */
  readonly group: string;
  /** `enum`: strace looks one up by its value; `bits`: the constants are numbers of bits. The others may be masks or enums. */
  readonly kind?: 'enum' | 'bits';
  /** In the file's order, those of every architecture. */
  readonly members: readonly string[];
  /** Kernel headers that the file says it follows. */
  readonly headers?: readonly string[];
  /** Numbers of names that no imported header has: gone from the kernel, or never in it. */
  readonly gone?: Readonly<Record<string, number>>;
}

/** `NAME`, `NAME value`, `1<<NAME`, `NAME-1`, `MACRO(NAME)`. */
const ENTRY = /^(1U?L*\s*<<\s*\(?)?([A-Za-z_]\w*\((?=[A-Z]))?([A-Za-z_]\w*)\)?\s*(.*)$/;

/** Groups by name. `files`: path → text; `known`: names of imported constants. */
export function importXlat(
  files: ReadonlyMap<string, string>,
  known: ReadonlySet<string>,
): XlatRecord[] {
  const records: XlatRecord[] = [];
  for (const [path, text] of files) {
    const group = /([^/]+)\.in$/.exec(path)?.[1];
    if (group !== undefined) records.push(readGroup(group, text, known));
  }
  return records
    .filter((record) => record.members.length > 0)
    .sort((a, b) => compareText(a.group, b.group));
}

function readGroup(group: string, text: string, known: ReadonlySet<string>): XlatRecord {
  const members = new Set<string>();
  const headers: string[] = [];
  const gone: Record<string, number> = {};
  let kind: XlatRecord['kind'];
  let depth = 0;
  for (const line of text.replace(/\/\*[^]*?\*\//g, ' ').split('\n')) {
    if (/^#\s*(value_indexed|sorted|enum)\b/.test(line)) kind ??= 'enum';
    const header = /^#From\s+(\S+)/.exec(line)?.[1];
    if (header !== undefined) headers.push(header);
    if (/^#\s*if/.test(line)) depth++;
    if (/^#\s*endif/.test(line)) depth--;
    const [, bit, around, name, expression = ''] = ENTRY.exec(line.trimStart()) ?? [];
    if (name === undefined) continue;
    members.add(name);
    if (bit !== undefined) kind = 'bits';
    const plain = bit === undefined && around === undefined && !expression.startsWith('-');
    const value = known.has(name) || depth > 0 || !plain ? undefined : numberOf(expression);
    if (value !== undefined) gone[name] = value;
  }
  return {
    group,
    ...(kind === undefined ? {} : { kind }),
    members: [...members],
    ...(headers.length === 0 ? {} : { headers }),
    ...(Object.keys(gone).length === 0 ? {} : { gone }),
  };
}

/** A number that stands there by itself, without other names. */
function numberOf(expression: string): number | undefined {
  const scope = { macros: new Map(), enumerators: new Map(), longBits: 64 } as const;
  const value = evaluateText(expression.trim(), scope)?.value;
  return value === undefined || value > BigInt(Number.MAX_SAFE_INTEGER) ? undefined : Number(value);
}
