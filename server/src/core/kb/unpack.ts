/** The shipped form of the index: calls as tuples over a table of shared values. Pure; packing is the compiler's (`data/tools`). */
import type { CallInfo, KbIndex } from './kb.types.ts';

/** `kb-index.json` as shipped: `KbIndex` with its calls folded, a third of the size and faster to parse. */
export interface PackedIndex extends Omit<KbIndex, 'calls'> {
  readonly packed: true;
  /** Values that calls share; a tuple names them by position. */
  readonly shared: readonly unknown[];
  readonly calls: readonly PackedCall[];
  /** Architecture → its numbers, in the order of `calls`. */
  readonly numbers: Readonly<Record<string, PackedColumn>>;
  /** The same for numbers that only the headers know. */
  readonly reserved: Readonly<Record<string, PackedColumn>>;
}

/**
 * Name, summary, flags (1: it has a page, 2: it has reserved numbers, 4: a homonym), then positions in `shared` of the other members, -1
 * for absent ones.
 */
export type PackedCall = readonly [string, string, number, ...number[]];

/** Numbers joined by commas, empty where there is none; or the name of an architecture whose column is the same. */
export type PackedColumn = string | { readonly like: string };

/** Members of a call that a tuple holds as positions, in this order. */
export const SHARED_MEMBERS = [
  'group',
  'params',
  'ret',
  'headers',
  'raw',
  'libc',
  'fails',
  'since',
  'errors',
  'containers',
] as const satisfies readonly (keyof CallInfo)[];

/** Unfolds what `packIndex` folded; an index that is not packed comes back as it is. */
export function unpackIndex(given: KbIndex | PackedIndex): KbIndex {
  if (!('packed' in given)) return given;
  const { formatVersion, kernel, hash, arches, aliases, groups, structs, constants, errnos } =
    given;
  const numbers = cells(given.numbers);
  const reserved = cells(given.reserved);
  const calls: Record<string, CallInfo> = {};
  given.calls.forEach((tuple, at) => {
    const [name, summary, flags, ...positions] = tuple;
    const call: Record<string, unknown> = { name, summary, page: flags % 2 === 1 };
    SHARED_MEMBERS.forEach((member, index) => {
      const position = positions[index] ?? -1;
      if (position >= 0) call[member] = given.shared[position];
    });
    defineLate(call, 'numbers', () => row(numbers(), at));
    if ((flags & 4) !== 0) call.homonym = true;
    if ((flags & 2) !== 0) defineLate(call, 'reserved', () => row(reserved(), at));
    calls[name] = call as unknown as CallInfo;
  });
  return {
    formatVersion,
    kernel,
    hash,
    arches,
    calls,
    aliases,
    groups,
    structs,
    constants,
    errnos,
  };
}

/** Makes a member at its first use: most calls of the table are never asked for. */
function defineLate(target: object, member: string, make: () => unknown): void {
  Object.defineProperty(target, member, {
    configurable: true,
    enumerable: true,
    get() {
      const value = make();
      Object.defineProperty(target, member, { value, enumerable: true });
      return value;
    },
  });
}

/** Splits the columns at the first use: `[architecture, cell per call]`. */
function cells(columns: Readonly<Record<string, PackedColumn>>): () => [string, string[]][] {
  let split: [string, string[]][] | undefined;
  return () =>
    (split ??= Object.entries(columns).map(([arch, column]) => {
      const text = typeof column === 'string' ? column : columns[column.like];
      return [arch, typeof text === 'string' ? text.split(',') : []];
    }));
}

function row(columns: readonly [string, string[]][], at: number): Record<string, number> {
  const found: Record<string, number> = {};
  for (const [arch, column] of columns) {
    const cell = column[at];
    if (cell !== undefined && cell !== '') found[arch] = Number(cell);
  }
  return found;
}
