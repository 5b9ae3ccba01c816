/** Where authored files name a flag group: parameters of pages and argmaps, fields of structs, cases of all. Pure. */
import type { AuthoredData } from './authored-data.ts';
import type { AuthoredFile, DataPath } from './authored-file.ts';

/** One mention of a group. */
export interface GroupUse {
  readonly file: AuthoredFile;
  readonly at: DataPath;
  readonly group: string;
}

interface Described {
  readonly group?: string;
  readonly cases?: readonly { readonly group?: string }[];
}

/** Every mention, in the order of the files. */
export function groupsUsed(data: AuthoredData): GroupUse[] {
  const uses: GroupUse[] = [];
  const add = (file: AuthoredFile, at: DataPath, { group, cases }: Described): void => {
    if (group !== undefined) uses.push({ file, at: [...at, 'group'], group });
    for (const [index, one] of (cases ?? []).entries()) {
      if (one.group === undefined) continue;
      uses.push({ file, at: [...at, 'cases', index, 'group'], group: one.group });
    }
  };
  for (const file of data.calls) {
    for (const key of ['params', 'rawParams'] as const) {
      for (const [index, param] of (file.value?.[key] ?? []).entries())
        add(file, [key, index], param);
    }
  }
  for (const file of data.argmaps) {
    for (const [call, params] of Object.entries(file.value ?? {})) {
      for (const [name, param] of Object.entries(params)) add(file, [call, name], param);
    }
  }
  for (const file of data.structs) {
    for (const [name, field] of Object.entries(file.value?.fields ?? {})) {
      add(file, ['fields', name], field);
    }
  }
  return uses;
}

/** Ids of all groups that something takes; computed once for each data. */
export function usedGroups(data: AuthoredData): ReadonlySet<string> {
  const known = cache.get(data);
  if (known !== undefined) return known;
  const ids = new Set(groupsUsed(data).map((use) => use.group));
  cache.set(data, ids);
  return ids;
}

const cache = new WeakMap<AuthoredData, ReadonlySet<string>>();
