/** The form of `data/generated/*.json`: a header that says where the facts are from, then one record per line. Pure. */

export interface TableHeader {
  /** What one record says. */
  readonly what: string;
  /** Inputs, as `name version`. */
  readonly inputs: readonly string[];
}

export interface Table<T> {
  readonly header: TableHeader;
  readonly records: readonly T[];
}

/** Text of a table; the same text for the same table, with a final newline. */
export function formatTable<T>({ header, records }: Table<T>): string {
  const lines = records.map((record) => JSON.stringify(record));
  return `{"header":${JSON.stringify(header)},"records":[\n${lines.join(',\n')}\n]}\n`;
}

/** Reads what `formatTable` wrote; a file that is missing (`undefined`) is an empty table. */
export function parseTableText<T>(text: string | undefined): Table<T> {
  if (text === undefined) return { header: { what: '', inputs: [] }, records: [] };
  return JSON.parse(text) as Table<T>;
}
