/** Writes values per architecture as `core/kb/unpack-values.ts` reads them. Pure. */
import type { KbInt } from '../../../../server/src/core/kb/kb.types.ts';
import type { ArchValues } from '../../../../server/src/core/kb/unpack-values.ts';
import type { Interner } from './interner.ts';

/** The text that stands for values; sets of architectures go to `archSets`. */
export function packValues(
  { value, differs, absent, having }: ArchValues,
  archSets: Interner<string>,
): string {
  const set = (arches: readonly string[]): string => archSets.place(arches.join(' ')).toString();
  return [
    value === undefined ? '' : text(value),
    differs === undefined ? '' : `@${packPartition(differs, archSets)}`,
    absent === undefined ? '' : `!${set(absent)}`,
    having === undefined ? '' : `=${set(having)}`,
  ].join('');
}

function packPartition(
  differs: Readonly<Record<string, KbInt>>,
  archSets: Interner<string>,
): string {
  const parts = new Map<string, string[]>();
  for (const [arch, value] of Object.entries(differs)) {
    const part = parts.get(text(value));
    if (part === undefined) parts.set(text(value), [arch]);
    else part.push(arch);
  }
  const partition = [...parts.values()].map((arches) => arches.join(' ')).join('|');
  return `${archSets.place(partition).toString()}:${[...parts.keys()].join(',')}`;
}

/** A text that does not begin with 0x would come back as a number. */
function text(value: KbInt): string {
  if (typeof value === 'string' && !value.startsWith('0x')) throw new Error(`not 0x…: ${value}`);
  return value.toString();
}
