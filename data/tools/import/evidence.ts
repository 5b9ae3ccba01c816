/** What other projects say of the values an argument or field takes: the form of the table, and how equal rows become one. Pure. */
import { compareText } from '../lib/problem.ts';

/** What a printer that names no table tells: a file mode, a signal, `AT_FDCWD` or a descriptor. */
export type SpecialValue = 'mode' | 'signal' | 'dirfd';

/** One finding about `call` and `index`, or about `struct` and `field`. */
export interface Finding {
  /** Position among the arguments of the kernel's call, from 0. */
  readonly index?: number;
  /** The argument points to the value. */
  readonly deref?: true;
  /** Tag; absent where the source does not tell it. */
  readonly struct?: string;
  /** Field, or path of fields with dots. */
  readonly field?: string;
  /** Absent where the source does not tell. */
  readonly kind?: 'mask' | 'enum';
  /** Tables of names: strace's are in `xlat`. */
  readonly sets?: readonly string[];
  readonly special?: SpecialValue;
  /** Names, where the source lists them itself. */
  readonly constants?: readonly string[];
  /** Where only certain values of other arguments lead here: index → constants. */
  readonly when?: Readonly<Record<string, readonly string[]>>;
}

export interface EvidenceRecord extends Finding {
  readonly call?: string;
  readonly source: 'strace' | 'syzkaller';
}

/** Sorted by call or structure, without repetitions; rows that differ in one condition alone become one. */
export function mergeEvidence(rows: readonly EvidenceRecord[]): EvidenceRecord[] {
  const groups = new Map<string, { readonly row: EvidenceRecord; readonly values: Set<string> }>();
  for (const row of rows) {
    const [only, ...more] = Object.entries(row.when ?? {});
    const single = only !== undefined && more.length === 0;
    const key = JSON.stringify([subject(row), single ? only[0] : row.when]);
    const group = groups.get(key) ?? { row, values: new Set() };
    for (const value of single ? only[1] : []) group.values.add(value);
    groups.set(key, group);
  }
  const merged = [...groups.values()].map(({ row, values }) => {
    const [index] = Object.keys(row.when ?? {});
    const record = subject(row);
    if (index === undefined) return record;
    return { ...record, when: values.size === 0 ? row.when : { [index]: [...values] } };
  });
  return (merged as EvidenceRecord[])
    .map((row) => ({ row, key: sortKey(row) }))
    .sort((a, b) => compareText(a.key, b.key))
    .map(({ row }) => row);
}

/** A row without its condition, keys in one order. */
function subject(row: EvidenceRecord): EvidenceRecord {
  const { call, struct, field, index, deref, source, kind, sets, special, constants } = row;
  return {
    ...(call === undefined ? {} : { call }),
    ...(struct === undefined ? {} : { struct }),
    ...(field === undefined ? {} : { field }),
    ...(index === undefined ? {} : { index }),
    ...(deref === undefined ? {} : { deref }),
    source,
    ...(kind === undefined ? {} : { kind }),
    ...(sets === undefined ? {} : { sets }),
    ...(special === undefined ? {} : { special }),
    ...(constants === undefined ? {} : { constants }),
  };
}

function sortKey(row: EvidenceRecord): string {
  return [
    row.call ?? `~${row.struct ?? ''}`,
    row.field ?? String(row.index),
    row.source,
    JSON.stringify(row),
  ].join('\n');
}
