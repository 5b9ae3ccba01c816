/** Reads the columns of calls, each at the first lookup that needs it. Pure. */
import type { Catalog, Table } from './catalog.ts';
import type { CallInfo } from './kb.types.ts';
import { SHARED_MEMBERS, type PackedIndex } from './packed.ts';
import { readNumbers, type NumberColumn } from './unpack-numbers.ts';
import { readParams, type ParamTables } from './unpack-params.ts';

/** A parameter with a group or cases behind its kind (see `unpack-params.ts`). */
const WITH_NAMES = /(?:^|;)[^:;]*:[^:;]*:[^:;]*:[^;]/;

interface Columns {
  readonly names: readonly string[];
  readonly position: ReadonlyMap<string, number>;
  readonly params: readonly string[];
  readonly raw: readonly string[];
  readonly errors: readonly string[];
  readonly shared: readonly (readonly string[])[];
  readonly homonyms: ReadonlySet<number>;
  readonly pages: ReadonlySet<number>;
  readonly reserved: ReadonlySet<number>;
}

/** Calls by name, and their numbers by architecture. */
export function readCalls(
  given: PackedIndex,
  tables: ParamTables,
): Pick<Catalog, 'calls' | 'takesNames' | 'numbersOn'> {
  const columns = late(() => splitColumns(given));
  const numbers = late(() => readNumbers(given.numbers));
  const reserved = late(() => readNumbers(given.reserved));
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
    if (c.reserved.has(at)) defineLate(call, 'reserved', () => row(reserved(), at));
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
    takesNames(name) {
      const { position, params, raw } = columns();
      const at = position.get(name) ?? -1;
      return WITH_NAMES.test(params[at] ?? '') || WITH_NAMES.test(raw[at] ?? '');
    },
    *numbersOn(arch) {
      const { names } = columns();
      const here = numbers().get(arch);
      const kept = reserved().get(arch);
      for (const [at, name] of names.entries()) {
        const number = here?.get(at) ?? kept?.get(at);
        if (number !== undefined) yield [name, number];
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
    reserved: new Set(calls.reserved),
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

function late<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function row(columns: ReadonlyMap<string, NumberColumn>, at: number): Record<string, number> {
  const found: Record<string, number> = {};
  for (const [arch, column] of columns) {
    const number = column.get(at);
    if (number !== undefined) found[arch] = number;
  }
  return found;
}
