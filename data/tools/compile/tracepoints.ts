/** Names of the `sys_enter_…` tracepoints of a call. Pure. */
import { arches } from '../import/arches.ts';
import type { Facts } from '../lib/facts.ts';
import { isImplemented } from '../lib/prototypes.ts';

/** Folders under `arch/` whose Kconfig selects HAVE_SYSCALL_TRACEPOINTS. */
const TRACED = new Set(
  'x86 arm arm64 riscv loongarch mips powerpc s390 sparc parisc sh csky arc xtensa'.split(' '),
);

/**
 * Named after the SYSCALL_DEFINE of the entry point, so not always after the call: i386 `mmap` is `sys_enter_old_mmap`.
 * COMPAT_SYSCALL_DEFINE makes none (`include/linux/compat.h`), so calls of x32 and the like are seen in no tracepoint.
 */
export function tracepointsOf(name: string, facts: Facts): string[] {
  const rows = facts.numbers.records.find((record) => record.name === name)?.arches ?? {};
  const defined = new Set(facts.defines.records.map((record) => record.entry));
  const names = new Set<string>();
  for (const arch of arches) {
    const row = rows[arch.name];
    if (row?.entry === undefined || !TRACED.has(arch.folder)) continue;
    if (row.entry.startsWith('compat_')) continue;
    if (!defined.has(row.entry) || !isImplemented(row, arch.name, facts)) continue;
    names.add(`sys_enter_${row.entry.replace(/^sys_/, '')}`);
  }
  return [...names];
}
