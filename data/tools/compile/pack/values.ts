/** Writes values per architecture as `core/kb/unpack-values.ts` reads them. Pure. */
import type { KbInt } from '../../../../server/src/core/kb/kb.types.ts';
import { otherRequest, type ArchValues } from '../../../../server/src/core/kb/unpack-values.ts';
import type { Interner } from './interner.ts';

/** The text that stands for values; sets of architectures go to `archSets`. */
export function packValues(
  { value, differs, absent, having }: ArchValues,
  archSets: Interner<string>,
): string {
  const set = (arches: readonly string[]): string => archSets.place(arches.join(' ')).toString();
  if (
    typeof value === 'number' &&
    isRequest(value, differs) &&
    absent === undefined &&
    having === undefined
  )
    return `${value.toString()}~${set(Object.keys(differs))}`;
  return [
    value === undefined ? '' : text(value),
    differs === undefined ? '' : `@${packPartition(differs, archSets)}`,
    absent === undefined ? '' : `!${set(absent)}`,
    having === undefined ? '' : `=${set(having)}`,
  ].join('');
}

/** True where every architecture that differs has the value as the other way to build ioctl requests makes it. */
function isRequest(
  value: number,
  differs: Readonly<Record<string, KbInt>> | undefined,
): differs is Readonly<Record<string, KbInt>> {
  if (differs === undefined || value < 0 || value > 0xffffffff) return false;
  const other = otherRequest(value);
  return Object.values(differs).every((one) => one === other);
}

/** A list of such texts: runs of numbers that follow each other, or double, are written as one. */
export function packRuns(texts: readonly string[]): string {
  const out: string[] = [];
  for (let i = 0; i < texts.length;) {
    const from = texts[i] ?? '';
    out.push(from);
    const steps = runLength(texts, i, (n) => n + 1);
    const doubles = runLength(texts, i, (n) => n * 2);
    const [sign, length] = steps >= doubles ? ['+', steps] : ['*', doubles];
    if (length > 0) out.push(`${sign}${length.toString()}`);
    i += 1 + length;
  }
  return out.join(' ');
}

function runLength(texts: readonly string[], from: number, next: (n: number) => number): number {
  if (!/^\d+$/.test(texts[from] ?? '')) return 0;
  let length = 0;
  for (let value = Number(texts[from]); ; length++) {
    value = next(value);
    if (texts[from + length + 1] !== value.toString() || value > 2 ** 40) return length;
  }
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
