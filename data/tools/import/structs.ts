/**
 * Imports structures: fields with their C types, from the kernel's UAPI headers and, where the C library has its own form, from
 * the manual page that declares it. Pure: contents in, records out.
 */
import { compareText } from '../lib/problem.ts';
import { arches, type ArchSpec } from './arches.ts';
import { fieldsOf, type CField } from './c-fields.ts';
import { newHeaderCache, type HeaderCache, type Preprocessed } from './c-preprocess.ts';
import type { Token } from './c-tokens.ts';
import { libcStructs, type LibcStruct } from './libc-structs.ts';
import { manStruct } from './man-structs.ts';
import type { SectionReader } from './prototypes.ts';
import { structHeaders } from './struct-headers.ts';
import type { KernelReader } from './syscall-tables.ts';
import { preprocessFor } from './uapi.ts';

export interface StructRecord {
  /** Tag; for `typedef struct { … } x` the name `x`. */
  readonly name: string;
  readonly union?: true;
  /** Header that a C program includes for it. */
  readonly header: string;
  /** Where the fields are from, if not from that header. */
  readonly source?: string;
  /** The only architecture that has it. */
  readonly arch?: string;
  readonly fields: readonly CField[];
  /** Bytes on x86_64, or on the only architecture that has it; not of a structure of the C library. */
  readonly size?: number;
  /** Bytes on architectures of other widths or alignments, where they differ: `i386`, `arm`. */
  readonly differs?: Readonly<Record<string, number>>;
}

/** Beside x86_64 they stand for the ways in which structures are laid out: 32 bits, 8-byte integers aligned to 4 and to 8. */
const LAYOUTS = ['i386', 'arm'];

/** Every structure of `struct-headers.ts` and `libc-structs.ts` that is declared there, sorted by name. */
export function importStructs(kernel: KernelReader, man: SectionReader): StructRecord[] {
  const records = new Map<string, StructRecord>();
  const cache = newHeaderCache();
  for (const { headers, arch } of structHeaders) {
    const spec = arches.find(({ name }) => name === (arch ?? 'x86_64'));
    if (spec === undefined) continue;
    for (const record of declaredIn(headers, spec, kernel, cache)) {
      if (!records.has(record.name)) records.set(record.name, record);
    }
  }
  for (const libc of libcStructs) {
    const record = ofLibc(libc, records.get(libc.name), man);
    if (record !== undefined) records.set(libc.name, record);
  }
  const shown = [...records.values()].filter(({ header }) => !header.startsWith('include/'));
  return shown.sort((a, b) => compareText(a.name, b.name));
}

function ofLibc(
  { name, page, posix, header }: LibcStruct,
  uapi: StructRecord | undefined,
  man: SectionReader,
): StructRecord | undefined {
  if (posix !== undefined) return { name, header, source: `posix:${header}`, fields: posix };
  const text = page === undefined ? undefined : man(page.section, page.name);
  const fields =
    page === undefined || text === undefined ? undefined : manStruct(page.declares, text);
  if (fields === undefined) {
    // The library may add fields of its own (termios): no size.
    return uapi === undefined ? undefined : { name, header, fields: uapi.fields.map(asLibc) };
  }
  return { name, header, source: `man:${page?.name ?? ''}(${page?.section ?? ''})`, fields };
}

/** The library's name of a type that the header of the kernel calls its own. */
function asLibc(field: CField): CField {
  return { ...field, type: field.type.replace(/\b__kernel_([a-z_]+_t)\b/g, '$1') };
}

function declaredIn(
  headers: readonly string[],
  spec: ArchSpec,
  kernel: KernelReader,
  cache: HeaderCache,
): StructRecord[] {
  const unit = preprocessFor(spec, headers, kernel, cache);
  const others = arches
    .filter(({ name }) => spec.name === 'x86_64' && LAYOUTS.includes(name))
    .map((arch) => [arch.name, preprocessFor(arch, headers, kernel, cache)] as const);
  const records: StructRecord[] = [];
  for (const { header, find } of unit.types) {
    if (!headers.includes(header) && !header.startsWith('asm')) continue;
    const shown = headers.includes(header) ? header : header.replace(/^asm-generic\//, 'asm/');
    for (const [key, tokens] of find().tags) {
      const [word, name = ''] = key.split(' ');
      const fields = fieldsOf(bodyOf(tokens));
      if (fields.length === 0) continue;
      records.push({
        name,
        ...(word === 'union' ? { union: true as const } : {}),
        header: shown,
        ...(spec.name === 'x86_64' ? {} : { arch: spec.name }),
        fields,
        ...sizesOf(key, unit, others),
      });
    }
  }
  return records;
}

function sizesOf(
  key: string,
  unit: Preprocessed,
  others: readonly (readonly [string, Preprocessed])[],
): Pick<StructRecord, 'size' | 'differs'> {
  const type = key.split(' ').map((text): Token => ({ kind: 'name', text }));
  const size = unit.sizeOf?.(type);
  if (size === undefined) return {};
  const differs = others.flatMap(([arch, other]) => {
    const there = other.sizeOf?.(type);
    return there === undefined || there === size ? [] : [[arch, there] as const];
  });
  return differs.length === 0 ? { size } : { size, differs: Object.fromEntries(differs) };
}

/** What stands between the braces of `{ … } attributes`. */
function bodyOf(tokens: readonly Token[]): readonly Token[] {
  const end = tokens.findLastIndex((token) => token.text === '}');
  return tokens.slice(1, end);
}
