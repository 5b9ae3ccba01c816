/** Imports which functions of the C library a signal handler may call, from signal-safety(7). Pure: text in, records out. */
import { compareText } from '../lib/problem.ts';

export interface SignalSafeRecord {
  /** Function, not system call: the property is one of the library's code. */
  readonly name: string;
  /** Standard that added it to the list, as `POSIX.1-2008 TC1`; absent: POSIX.1-2001 or before. */
  readonly added?: string;
  /** The page has a remark on it. */
  readonly remark?: true;
}

/** Rows of the page's table, sorted by name; text without the table gives none. */
export function importSignalSafety(page: string): SignalSafeRecord[] {
  const start = page.search(/^\.TS$/m);
  const body = page.slice(start, page.indexOf('\n.TE', start));
  if (start < 0) return [];
  // `T{ … T}` holds a cell that was too long for a line.
  const plain = body
    .replace(/T\{\n([^}]*?)\nT\}/g, (_, cell: string) => cell.replaceAll('\n', ' '))
    .replace(/\.BR (\w+) \((\d)\)/g, '$1($2)')
    .replace(/\\f\[\w*\]|\\f[BRIP]/g, '');
  const rows = [...plain.matchAll(/^(\w+)\([23]\)(?:\t(.*))?$/gm)];
  return rows
    .map(([, name = '', note = '']) => {
      const added = /Added in (POSIX\.1-\d{4}(?: TC\d)?)/.exec(note)?.[1];
      return {
        name,
        ...(added === undefined ? {} : { added }),
        ...(/see notes/i.test(note) ? { remark: true as const } : {}),
      };
    })
    .sort((a, b) => compareText(a.name, b.name));
}
