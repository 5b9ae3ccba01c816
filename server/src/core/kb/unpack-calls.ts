/** Reads the columns of calls, each at the first lookup that needs it. Pure. */
import type { Catalog, Table } from './catalog.ts';
import type { CallInfo } from './kb.types.ts';
import { SHARED_MEMBERS, type PackedColumn, type PackedIndex } from './packed.ts';
import { readParams, type ParamTables } from './unpack-params.ts';

interface Columns {
  readonly names: readonly string[];
  readonly position: ReadonlyMap<string, number>;
  readonly params: readonly string[];
  readonly raw: readonly string[];
  readonly errors: readonly string[];
  readonly shared: readonly (readonly string[])[];
  readonly homonyms: ReadonlySet<number>;
  readonly pages: ReadonlySet<number>;
}

/** Calls by name, and their numbers by architecture. */
export function readCalls(
  given: PackedIndex,
  tables: ParamTables,
): Pick<Catalog, 'calls' | 'numbersOn'> {
  let split: Columns | undefined;
  const columns = (): Columns => (split ??= splitColumns(given));
  const numbers = splitNumbers(given.numbers);
  const reserved = splitNumbers(given.reserved);
  const errnos = Object.keys(given.errnos);
  const make = (at: number): CallInfo => {
    const c = columns();
    const name = c.names[at] ?? '';
    const raw = c.raw[at] ?? '-';
    const errors = c.errors[at] ?? '';
    const call: Record<string, unknown> = {
      name,
      summary: given.calls.summaries[name] ?? '',
      params: readParams(c.params[at] ?? '', tables),
      ...(raw === '-' ? {} : { raw: readParams(raw, tables) }),
      errors: pairs(errors).map((code) => errnos[Number.parseInt(code, 36)] ?? code),
      page: c.pages.has(at),
      ...(c.homonyms.has(at) ? { homonym: true } : {}),
    };
    SHARED_MEMBERS.forEach((member, i) => {
      call[member] = given.calls.shared[member].values[Number(c.shared[i]?.[at])];
    });
    defineLate(call, 'numbers', () => row(numbers(), at));
    if (reserved().some(([, column]) => (column[at] ?? '') !== '')) {
      defineLate(call, 'reserved', () => row(reserved(), at));
    }
    return call as unknown as CallInfo;
  };
  const made: (CallInfo | undefined)[] = [];
  const calls: Table<CallInfo> = {
    get: (name) => {
      const at = columns().position.get(name);
      return at === undefined ? undefined : (made[at] ??= make(at));
    },
    names: () => columns().names,
  };
  return {
    calls,
    *numbersOn(arch) {
      const here = numbers().find(([name]) => name === arch)?.[1] ?? [];
      const kept = reserved().find(([name]) => name === arch)?.[1] ?? [];
      for (const [at, name] of columns().names.entries()) {
        const number = here[at] ?? '';
        const other = kept[at] ?? '';
        if (number !== '') yield [name, Number(number)];
        else if (other !== '') yield [name, Number(other)];
      }
    },
  };
}

function splitColumns({ calls }: PackedIndex): Columns {
  const names = calls.names.split(' ');
  return {
    names,
    position: new Map(names.map((name, at) => [name, at])),
    params: calls.params.split('\n'),
    raw: calls.raw.split('\n'),
    errors: calls.errors.split(','),
    shared: SHARED_MEMBERS.map((member) => calls.shared[member].at.split(',')),
    homonyms: new Set(calls.homonyms),
    pages: new Set(calls.pages),
  };
}

/** `0a1b` → `0a`, `1b`. */
function pairs(text: string): readonly string[] {
  return text.match(/../g) ?? [];
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
function splitNumbers(
  columns: Readonly<Record<string, PackedColumn>>,
): () => readonly (readonly [string, readonly string[]])[] {
  let split: (readonly [string, readonly string[]])[] | undefined;
  return () =>
    (split ??= Object.entries(columns).map(([arch, column]) => {
      const text = typeof column === 'string' ? column : columns[column.like];
      return [arch, typeof text === 'string' ? text.split(',') : []] as const;
    }));
}

function row(
  columns: readonly (readonly [string, readonly string[]])[],
  at: number,
): Record<string, number> {
  const found: Record<string, number> = {};
  for (const [arch, column] of columns) {
    const cell = column[at];
    if (cell !== undefined && cell !== '') found[arch] = Number(cell);
  }
  return found;
}
