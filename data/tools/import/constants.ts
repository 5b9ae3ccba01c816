/** Imports constants and their values per architecture from the kernel's UAPI headers. Pure: contents in, records out. */
import { arches, type ArchSpec } from './arches.ts';
import { evaluateText } from './c-expression.ts';
import { newHeaderCache, type HeaderCache } from './c-preprocess.ts';
import { ALWAYS, headerSets, isInside, USUAL_NAMES, type HeaderSet } from './header-sets.ts';
import { libcConstants } from './libc-constants.ts';
import type { KernelReader } from './syscall-tables.ts';
import { preprocessFor } from './uapi.ts';
import { compareText } from '../lib/problem.ts';

export interface ConstantRecord {
  readonly name: string;
  /** Value on most architectures that have it; absent when only a minority has it. Beyond 2^53: hexadecimal text. */
  readonly value?: number | string;
  /** Architectures with another value, or, without a common value, all that have it. */
  readonly differs?: Readonly<Record<string, number | string>>;
  /** Architectures that lack it although most have it. */
  readonly absent?: readonly string[];
  /** Header that a C program includes for it; empty when only the kernel's own headers have the name. */
  readonly header: string;
  /** Where no header of the kernel for programs has it: the C library alone, or the kernel's own headers. */
  readonly from?: 'libc' | 'kernel';
}

interface Found {
  readonly header: string;
  /** By architecture. */
  readonly values: Map<string, bigint>;
  /** The set that has the name; none for a name of the C library alone. */
  readonly set: HeaderSet | undefined;
}

function valuesOn(arch: string, found: ReadonlyMap<string, Found>): Map<string, bigint> {
  const values = new Map<string, bigint>();
  for (const [name, entry] of found) {
    const value = entry.set === undefined ? undefined : entry.values.get(arch);
    if (value !== undefined) values.set(name, value);
  }
  return values;
}

/** Every integer constant that the header sets ask for, sorted by name. */
export function importConstants(read: KernelReader): ConstantRecord[] {
  const found = new Map<string, Found>();
  const cache = newHeaderCache();
  const files = new Map<string, string | undefined>();
  const once: KernelReader = (path) => {
    if (!files.has(path)) files.set(path, read(path));
    return files.get(path);
  };
  for (const set of headerSets) {
    for (const arch of arches) {
      for (const { name, value, header } of constantsOf(arch, set, once, cache)) {
        const entry = found.get(name) ?? { header, values: new Map<string, bigint>(), set };
        if (!entry.values.has(arch.name)) entry.values.set(arch.name, value);
        found.set(name, entry);
      }
    }
  }
  for (const arch of arches) {
    for (const { name, header, value } of libcConstants(valuesOn(arch.name, found))) {
      const entry = found.get(name) ?? {
        header,
        values: new Map<string, bigint>(),
        set: undefined,
      };
      entry.values.set(arch.name, value);
      found.set(name, entry);
    }
  }
  return [...found]
    .map(([name, { header, values, set }]) => ({ ...record(name, header, values), ...origin(set) }))
    .sort((a, b) => compareText(a.name, b.name));
}

function origin(set: HeaderSet | undefined): Pick<ConstantRecord, 'from'> {
  if (set === undefined) return { from: 'libc' };
  return set.headers.some(isInside) ? { from: 'kernel' } : {};
}

/** Folds values per architecture into a common value and its exceptions. Ties go to x86_64. */
export function record(
  name: string,
  header: string,
  values: ReadonlyMap<string, bigint>,
): ConstantRecord {
  const counts = new Map<bigint, number>();
  for (const value of values.values()) counts.set(value, (counts.get(value) ?? 0) + 1);
  const best = Math.max(...counts.values());
  const native = values.get('x86_64');
  const common =
    native !== undefined && counts.get(native) === best
      ? native
      : [...counts].find(([, count]) => count === best)?.[0];
  const all = arches.map((arch) => arch.name);
  const lacking = all.filter((arch) => !values.has(arch));
  if (common === undefined || lacking.length > all.length / 2) {
    return { name, differs: pick(all, values, undefined), header };
  }
  const differs = pick(all, values, common);
  return {
    name,
    value: toJson(common),
    ...(Object.keys(differs).length > 0 ? { differs } : {}),
    ...(lacking.length > 0 ? { absent: lacking } : {}),
    header,
  };
}

function pick(
  all: readonly string[],
  values: ReadonlyMap<string, bigint>,
  common: bigint | undefined,
): Record<string, number | string> {
  const out: Record<string, number | string> = {};
  for (const arch of all) {
    const value = values.get(arch);
    if (value !== undefined && value !== common) out[arch] = toJson(value);
  }
  return out;
}

function toJson(value: bigint): number | string {
  return value >= -(2n ** 53n) && value <= 2n ** 53n ? Number(value) : `0x${value.toString(16)}`;
}

function constantsOf(
  arch: ArchSpec,
  set: HeaderSet,
  read: KernelReader,
  cache: HeaderCache,
): { readonly name: string; readonly value: bigint; readonly header: string }[] {
  const inside = set.headers.some(isInside);
  const headers = [...ALWAYS, ...(set.after ?? []), ...set.headers];
  const result = preprocessFor(arch, headers, read, cache);
  // A header that includes what the architecture lacks (linux/kvm.h: asm/kvm.h) is not for it; asm/unistd_64.h and its like are made by the build.
  const lacks = result.missing.some(
    (name) => /^asm\/(?!unistd[-_])/.test(name) && !set.headers.includes(name),
  );
  if (lacks && !inside) return [];
  const found: { name: string; value: bigint; header: string }[] = [];
  const keep = (name: string, defined: string, value: bigint | undefined): void => {
    if (value !== undefined) found.push({ name, value, header: headerOf(set, defined) });
  };
  const counts = (name: string, defined: string): boolean =>
    (set.names ?? USUAL_NAMES).test(name) && belongs(set, defined);
  for (const [name, macro] of result.macros) {
    if (macro.params !== undefined || result.enumerators.has(name)) continue;
    if (counts(name, macro.header)) keep(name, macro.header, evaluateText(name, result)?.value);
  }
  for (const [name, { value, header }] of result.enumerators) {
    if (counts(name, header)) keep(name, header, value);
  }
  return found;
}

/** Is a header that defines something one of the set, or the `asm/` one of the same name? */
function belongs(set: HeaderSet, defined: string): boolean {
  if (set.headers.includes(defined)) return true;
  const asm = /^asm(?:-generic)?\/([^/]+)\.h$/.exec(defined)?.[1];
  if (asm === undefined) return false;
  return set.headers.some((header) => {
    const stem = /([^/]+)\.h$/.exec(header)?.[1] ?? '';
    return asm === stem || asm.startsWith(`${stem}-`);
  });
}

/** What a C program includes, if anything: never the `asm/` header behind a `linux/` one. */
function headerOf(set: HeaderSet, defined: string): string {
  if (set.libc !== undefined) return set.libc;
  const header = set.headers.includes(defined) ? defined : (set.headers[0] ?? defined);
  return isInside(header) ? '' : header;
}
