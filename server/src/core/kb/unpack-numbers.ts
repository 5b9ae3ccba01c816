/**
 * Reads the numbers of calls as the shipped index writes them. Pure.
 *
 * An architecture is a list of runs joined by spaces, each `first:codes`: the calls of the numbers from `first` on, two digits to the
 * base 36 each that are a position among the calls, `--` where the number has none.
 */

/** Stands for a number without a call. */
export const HOLE = '--';

/** Position of a call → its number on one architecture. */
export type NumberColumn = ReadonlyMap<number, number>;

/** Columns by architecture; a text without a colon names the architecture whose column is the same. */
export function readNumbers(
  columns: Readonly<Record<string, string>>,
): ReadonlyMap<string, NumberColumn> {
  const read = new Map<string, NumberColumn>();
  for (const [arch, text] of Object.entries(columns)) {
    const like = text.includes(':') ? undefined : read.get(text);
    read.set(arch, like ?? readColumn(text));
  }
  return read;
}

function readColumn(text: string): NumberColumn {
  const column = new Map<number, number>();
  for (const run of text.split(' ')) {
    const [first = '', codes = ''] = run.split(':');
    const from = Number(first);
    for (let i = 0; i < codes.length; i += 2) {
      const code = codes.slice(i, i + 2);
      if (code !== HOLE) column.set(Number.parseInt(code, 36), from + i / 2);
    }
  }
  return column;
}
