/** Reads strace's groups of constants (src/xlat/*.in): which names belong together. Pure: texts in, records out. */
import { evaluateText } from './c-expression.ts';
import { compareText } from '../lib/problem.ts';

export interface XlatRecord {
  /** File name without `.in`, by which the decoders call it. */
  readonly group: string;
  /** Told by files that strace looks up by value; the others may be masks or enums. */
  readonly kind?: 'enum';
  /** In the file's order, those of every architecture. */
  readonly members: readonly string[];
  /** Kernel headers that the file says it follows. */
  readonly headers?: readonly string[];
  /** Numbers of names that no imported header has: gone from the kernel, or never in it. */
  readonly gone?: Readonly<Record<string, number>>;
}

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
  let isEnum = false;
  let depth = 0;
  for (const line of text.replace(/\/\*[^]*?\*\//g, ' ').split('\n')) {
    if (/^#\s*(value_indexed|sorted|enum)\b/.test(line)) isEnum = true;
    const header = /^#From\s+(\S+)/.exec(line)?.[1];
    if (header !== undefined) headers.push(header);
    if (/^#\s*if/.test(line)) depth++;
    if (/^#\s*endif/.test(line)) depth--;
    const [, name, expression = ''] = /^([A-Za-z_]\w*)\s*(.*)$/.exec(line) ?? [];
    if (name === undefined) continue;
    members.add(name);
    const value = known.has(name) || depth > 0 ? undefined : numberOf(expression);
    if (value !== undefined) gone[name] = value;
  }
  return {
    group,
    ...(isEnum ? { kind: 'enum' as const } : {}),
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
