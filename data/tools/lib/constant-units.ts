/** Sorts imported constants into translation units: each with the kernel headers that define it. Pure. */
import { constantOn } from '../../../server/src/core/kb/constants.ts';
import type { ConstantRecord } from '../import/constants.ts';
import { ALWAYS, headerSets, isInside, USUAL_NAMES } from '../import/header-sets.ts';
import type { Unit } from './constant-asserts.ts';

/**
 * Units with the values on `arch`, one for each choice of headers. Names that only the C library or the kernel's own
 * headers have are in none.
 */
export function kernelUnits(records: readonly ConstantRecord[], arch: string): Unit[] {
  const units = new Map<string, { includes: readonly string[]; records: ConstantRecord[] }>();
  for (const record of records) {
    if (record.from !== undefined) continue;
    const sets = headerSets.filter(
      ({ names = USUAL_NAMES, libc, headers }) =>
        names.test(record.name) && (record.header === libc || headers.includes(record.header)),
    );
    const headers = sets.flatMap((set) => [...(set.after ?? []), ...set.headers]);
    const includes = [...new Set([...ALWAYS, ...headers])].filter((header) => !isInside(header));
    const key = includes.join(' ');
    const unit = units.get(key) ?? { includes, records: [] };
    unit.records.push(record);
    units.set(key, unit);
  }
  return [...units.values()].map((unit) => ({
    includes: unit.includes,
    constants: valuesOn(unit.records, arch),
  }));
}

/** A unit for each header of the C library, with the values on `arch`. */
export function libraryUnits(records: readonly ConstantRecord[], arch: string): Unit[] {
  const headers = new Map<string, ConstantRecord[]>();
  for (const record of records) {
    if (!/^(?:linux|asm|scsi|mtd|drm|sound|rdma)\/|^$/.test(record.header))
      headers.set(record.header, [...(headers.get(record.header) ?? []), record]);
  }
  return [...headers].map(([header, mine]) => ({
    includes: [header],
    constants: valuesOn(mine, arch),
  }));
}

function valuesOn(records: readonly ConstantRecord[], arch: string): Unit['constants'] {
  return records.flatMap((record) => {
    const value = constantOn({ ...record, groups: [] }, arch);
    return value === undefined ? [] : [{ name: record.name, value }];
  });
}
