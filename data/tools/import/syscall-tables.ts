/** Imports numbers, ABI columns and entry points from the kernel's `syscall*.tbl` files. Pure: contents in, records out. */
import { arches, type ArchSpec } from './arches.ts';
import { compareText } from '../lib/problem.ts';

/** A row of one architecture's table. */
export interface TableRow {
  /** `__NR_…` value, ABI base included. */
  readonly number: number;
  /** ABI column: `common`, `64`, `i386`, …; `private` for calls outside the table. */
  readonly abi: string;
  /** Native entry point; absent when the table has none or `sys_ni_syscall`: the kernel answers ENOSYS. */
  readonly entry?: string;
  /** Entry point of 32-bit programs on a 64-bit kernel. */
  readonly compat?: string;
}

/** Call → architecture → row. */
export interface NumberRecord {
  readonly name: string;
  readonly arches: Readonly<Record<string, TableRow>>;
}

/** Text of a file of the kernel tree, by path from its root; `undefined` when there is none. */
export type KernelReader = (path: string) => string | undefined;

/** Every call of every table, sorted by name. Throws when a table is missing: the input is not a kernel tree. */
export function importNumbers(read: KernelReader): NumberRecord[] {
  const calls = new Map<string, Record<string, TableRow>>();
  const add = (name: string, arch: string, row: TableRow): void => {
    const rows = calls.get(name) ?? {};
    rows[arch] ??= row;
    calls.set(name, rows);
  };
  for (const arch of arches) {
    const text = read(arch.table);
    if (text === undefined) throw new Error(`${arch.table}: missing in the kernel tree`);
    const abis = abisOf(arch, read);
    for (const { name, abi, row } of parseTable(text, arch.base ?? 0)) {
      if (abis === 'all' || abis.includes(abi)) add(name, arch.name, row);
    }
  }
  for (const arch of arches) {
    for (const [alias, name] of aliasesOf(arch, read)) {
      const row = calls.get(name)?.[arch.name];
      if (row !== undefined) add(alias, arch.name, row);
    }
  }
  for (const [name, number] of armPrivateCalls(read)) add(name, 'arm', { number, abi: 'private' });
  return [...calls]
    .map(([name, rows]) => ({ name, arches: rows }))
    .sort((a, b) => compareText(a.name, b.name));
}

/** Rows of a table: `<number> <abi> <name> [<entry> [<compat entry> [noreturn]]]`. */
export function parseTable(
  text: string,
  base: number,
): { readonly name: string; readonly abi: string; readonly row: TableRow }[] {
  const rows: { name: string; abi: string; row: TableRow }[] = [];
  for (const line of text.split('\n')) {
    const [number, abi, name, entry, compat] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (number === undefined || abi === undefined || name === undefined || !/^\d+$/.test(number))
      continue;
    if (/^(reserved|unused|available)\d+$/.test(name)) continue;
    const row = {
      number: Number(number) + base,
      abi,
      ...(isEntry(entry) ? { entry } : {}),
      ...(isEntry(compat) ? { compat } : {}),
    };
    rows.push({ name, abi, row });
  }
  return rows;
}

/** `sys_ni_syscall`, and sparc's `sys_nis_syscall` that also logs, only answer ENOSYS. */
function isEntry(text: string | undefined): text is string {
  return text !== undefined && text !== '-' && !/^sys_nis?_syscall$/.test(text);
}

/** ABI columns of an architecture; those of the shared table are named in its `Makefile.syscalls`. */
function abisOf(arch: ArchSpec, read: KernelReader): readonly string[] | 'all' {
  if (arch.abis !== 'generic32' && arch.abis !== 'generic64') return arch.abis;
  const width = arch.abis === 'generic32' ? '32' : '64';
  const makefile = read(`arch/${arch.folder}/kernel/Makefile.syscalls`) ?? '';
  const added = new RegExp(`^syscall_abis_${width}\\s*\\+=(.*)$`, 'm').exec(makefile)?.[1] ?? '';
  return ['common', width, ...added.trim().split(/\s+/).filter(Boolean)];
}

/** Second names that an architecture's `unistd.h` gives to calls of its table: `#define __NR_a __NR_b`. */
function aliasesOf(arch: ArchSpec, read: KernelReader): [string, string][] {
  const text = read(`arch/${arch.folder}/include/uapi/asm/unistd.h`) ?? '';
  const pattern = /^#define __NR_(\w+)\s+__NR_(\w+)[ \t]*$/gm;
  return [...text.matchAll(pattern)].map((match) => [match[1] ?? '', match[2] ?? '']);
}

/** Arm's calls outside the table: `__ARM_NR_cacheflush` and its kind. */
function armPrivateCalls(read: KernelReader): [string, number][] {
  const text = read('arch/arm/include/uapi/asm/unistd.h') ?? '';
  return [...text.matchAll(/^#define __ARM_NR_(\w+)\s+\(__ARM_NR_BASE\+(\d+)\)/gm)].map((match) => [
    match[1] ?? '',
    0x0f0000 + Number(match[2]),
  ]);
}
