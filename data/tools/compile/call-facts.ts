/** Compiles what the pages of calls show that nobody has written about, and the rows that written pages show. Pure. */
import type {
  ArchRow,
  CallFactTables,
  CallFacts,
  ContainerRow,
} from '../../../server/src/core/kb/kb.types.ts';
import { archRowsOf } from '../../../server/src/core/kb/call-facts.ts';
import { arches } from '../import/arches.ts';
import type { TableRow } from '../import/syscall-tables.ts';
import type { Facts } from '../lib/facts.ts';
import { isImplemented } from '../lib/prototypes.ts';
import { containerRows } from './containers.ts';
import { createInterner } from './pack/interner.ts';
import { tracepointsOf } from './tracepoints.ts';

/** Tables for every call that is not `written`. */
export function compileCallFacts(facts: Facts, written: ReadonlySet<string>): CallFactTables {
  const containers = createInterner<readonly ContainerRow[]>();
  const calls: Record<string, CallFacts> = {};
  for (const { name, arches: rows } of facts.numbers.records) {
    if (written.has(name)) continue;
    calls[name] = {
      entries: entriesOf(rows),
      tracepoints: tracepointsOf(name, facts),
      containers: containers.place(containerRows(name, facts)),
    };
  }
  return { bases: bases(), containers: containers.values, calls };
}

/** The architecture table of a call. */
export function archRows(name: string, facts: Facts): readonly ArchRow[] {
  const rows = facts.numbers.records.find((record) => record.name === name)?.arches ?? {};
  const numbers: Record<string, number> = {};
  const reserved: Record<string, number> = {};
  for (const [arch, row] of Object.entries(rows)) {
    (isImplemented(row, arch, facts) ? numbers : reserved)[arch] = row.number;
  }
  return archRowsOf({ numbers, reserved }, entriesOf(rows), bases(), arches);
}

function bases(): Record<string, number> {
  return Object.fromEntries(
    arches.flatMap(({ name, base }) => (base === undefined ? [] : [[name, base]])),
  );
}

/** Architectures whose rows say the same, together. */
function entriesOf(rows: Readonly<Record<string, TableRow>>): string {
  const parts = new Map<string, string[]>();
  arches.forEach((arch, position) => {
    const row = rows[arch.name];
    if (row === undefined) return;
    // On a 64-bit architecture the column names the entry of its 32-bit programs, who have a row of their own.
    const compat = arch.bits === 32 ? (row.compat ?? '') : '';
    const key = [row.abi, row.entry ?? '', compat].join('|');
    const part = parts.get(key);
    if (part === undefined) parts.set(key, [position.toString(36)]);
    else part.push(position.toString(36));
  });
  return [...parts].map(([key, positions]) => `${key}|${positions.join('')}`).join(';');
}
