/** Compiles the sets that other programs sort calls into: systemd's filter groups, strace's classes. Pure. */
import type { SystemdSet } from '../../../server/src/core/kb/kb.types.ts';
import type { StraceClassRecord } from '../import/strace-classes.ts';
import type { SystemdSetRecord } from '../import/systemd-sets.ts';

/** Groups by name. */
export function compileSystemdSets(
  records: readonly SystemdSetRecord[],
): Record<string, SystemdSet> {
  return Object.fromEntries(records.map(({ name, calls, sets }) => [name, { calls, sets }]));
}

/** Calls by class, both sorted; a call belongs to a class that at least one architecture puts it in. */
export function compileStraceClasses(
  records: readonly StraceClassRecord[],
): Record<string, string[]> {
  const classes = new Map<string, string[]>();
  for (const { name, classes: usual, differs = {} } of records) {
    for (const id of new Set([...usual, ...Object.values(differs).flat()])) {
      classes.set(id, [...(classes.get(id) ?? []), name]);
    }
  }
  return Object.fromEntries([...classes.keys()].sort().map((id) => [id, classes.get(id) ?? []]));
}
