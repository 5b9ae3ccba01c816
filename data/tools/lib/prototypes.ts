/** Chooses the definition that stands for a call, and says where a call is implemented at all. Pure. */
import { arches } from '../import/arches.ts';
import type { DefineRecord } from '../import/syscall-defines.ts';
import type { NumberRecord, TableRow } from '../import/syscall-tables.ts';
import type { Facts } from './facts.ts';

const FOLDERS: ReadonlyMap<string, string> = new Map(
  arches.map((arch) => [arch.name, arch.folder]),
);

/** `[type, name]` of the raw call, in kernel order; `undefined` when no definition was found. */
export function paramsOf(name: string, facts: Facts): DefineRecord['params'] | undefined {
  return defineOf(name, facts)?.params;
}

/** Definition of a call: of x86_64 where that has it, else of the first architecture that does. */
export function defineOf(name: string, facts: Facts): DefineRecord | undefined {
  const record = tables(facts).numbers.get(name);
  for (const arch of arches) {
    const row = record?.arches[arch.name];
    const found = row?.entry === undefined ? undefined : pick(row.entry, arch.folder, facts);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Is the row more than a reserved number? False without an entry point, and where the only definitions belong
 * to other architectures or to none, so that `kernel/sys_ni.c` answers ENOSYS.
 */
export function isImplemented(row: TableRow, arch: string, facts: Facts): boolean {
  if (row.abi === 'private') return true;
  if (row.entry === undefined) return false;
  const { defines, conditional } = tables(facts);
  if (!conditional.has(row.entry)) return true;
  const folder = `arch/${FOLDERS.get(arch) ?? ''}/`;
  const found = defines.get(row.entry) ?? [];
  return found.some((define) => !define.file.startsWith('arch/') || define.file.startsWith(folder));
}

/** The architecture's own definition, else a shared one; the one without a condition, else the `#else` branch. */
function pick(entry: string, folder: string, facts: Facts): DefineRecord | undefined {
  const { defines } = tables(facts);
  // `__sys_sysmips` of mips saves registers and goes on to `sys_sysmips`.
  const all = defines.get(entry) ?? defines.get(entry.replace(/^__sys_/, 'sys_')) ?? [];
  const own = all.filter((define) => define.file.startsWith(`arch/${folder}/`));
  const shared = all.filter((define) => !define.file.startsWith('arch/'));
  const choice = own.length > 0 ? own : shared;
  return (
    choice.find((define) => define.when === undefined) ??
    choice.find((define) => define.when?.endsWith('else')) ??
    choice[0]
  );
}

interface Tables {
  readonly numbers: ReadonlyMap<string, NumberRecord>;
  readonly defines: ReadonlyMap<string, readonly DefineRecord[]>;
  readonly conditional: ReadonlySet<string>;
}

const cache = new WeakMap<Facts, Tables>();

function tables(facts: Facts): Tables {
  let made = cache.get(facts);
  if (made === undefined) {
    const defines = new Map<string, DefineRecord[]>();
    for (const define of facts.defines.records) {
      const list = defines.get(define.entry);
      if (list === undefined) defines.set(define.entry, [define]);
      else list.push(define);
    }
    const numbers = new Map(facts.numbers.records.map((record) => [record.name, record]));
    made = {
      numbers,
      defines,
      conditional: new Set(facts.conditional.records.map((r) => r.entry)),
    };
    cache.set(facts, made);
  }
  return made;
}
