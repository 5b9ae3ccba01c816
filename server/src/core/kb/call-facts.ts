/** Reads the facts that pages of calls show where nobody has written one. Pure; the form is in the schema of the cold file. */
import type { ArchInfo, ArchRow, CallFactTables, CallInfo, CallPage } from './kb.types.ts';

/** What a page shows of every call. */
export type PageFacts = Pick<CallPage, 'architectures' | 'containers' | 'tracepoints'>;

/** Facts of a call; `undefined` for one that the tables do not have. */
export function pageFactsOf(
  call: CallInfo,
  tables: CallFactTables | undefined,
  arches: readonly ArchInfo[],
): PageFacts | undefined {
  const facts = tables?.calls[call.name];
  if (tables === undefined || facts === undefined) return undefined;
  return {
    architectures: archRowsOf(call, facts.entries, tables.bases, arches),
    containers: tables.containers[facts.containers] ?? [],
    tracepoints: facts.tracepoints,
  };
}

/** A row for each architecture, those without the call included. `entries` is as in the schema. */
export function archRowsOf(
  { numbers, reserved = {} }: Pick<CallInfo, 'numbers' | 'reserved'>,
  entries: string,
  bases: Readonly<Record<string, number>>,
  arches: readonly { readonly name: string }[],
): readonly ArchRow[] {
  const parts = entries.split(';').map((part) => part.split('|'));
  return arches.map(({ name }, position): ArchRow => {
    const number = numbers[name];
    const kept = reserved[name];
    const part = parts.find(([, , , codes = '']) => codes.includes(position.toString(36)));
    if (part === undefined || (number ?? kept) === undefined) return { arch: name };
    const [abi = '', entryPoint = '', compat = ''] = part;
    const base = bases[name];
    const notes = [
      ...(number === undefined ? ['number reserved, the call answers ENOSYS'] : []),
      ...(compat === '' || number === undefined ? [] : [`on a 64-bit kernel: ${compat}`]),
      ...(base === undefined
        ? []
        : [`${baseText(base)} + ${String((number ?? kept ?? 0) - base)}`]),
    ];
    return {
      arch: name,
      ...(number === undefined ? {} : { number }),
      abi,
      ...(entryPoint === '' ? {} : { entryPoint }),
      ...(notes.length === 0 ? {} : { note: notes.join('; ') }),
    };
  });
}

function baseText(base: number): string {
  return base >= 0x10000 ? `0x${base.toString(16)}` : String(base);
}
