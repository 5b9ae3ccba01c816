/**
 * Reads values per architecture as the shipped index writes them. Pure.
 *
 * `usual@partition:a,b!absent=having`: the usual value, then what stands on which part of a partition of architectures, then
 * the architectures that lack it, or that alone have it; the last three are positions in `archSets` and may be missing, as may the
 * usual value. A value written `0x…` was a text, any other a number.
 */
import type { KbInt } from './kb.types.ts';

/** Values of a constant or errno. */
export interface ArchValues {
  readonly value?: KbInt;
  readonly differs?: Readonly<Record<string, KbInt>>;
  readonly absent?: readonly string[];
  readonly having?: readonly string[];
}

/** The values that a text stands for. */
export function readValues(text: string, archSets: readonly string[]): ArchValues {
  const parts = /^([^@!=]*)(?:@(\d+):([^!=]*))?(?:!(\d+))?(?:=(\d+))?$/.exec(text);
  const [, usual = '', partition, special = '', absent, having] = parts ?? [];
  const setAt = (position: string): readonly string[] =>
    (archSets[Number(position)] ?? '').split(' ');
  return {
    ...(usual === '' ? {} : { value: readInt(usual) }),
    ...(partition === undefined
      ? {}
      : { differs: readPartition(archSets[Number(partition)] ?? '', special.split(',')) }),
    ...(absent === undefined ? {} : { absent: setAt(absent) }),
    ...(having === undefined ? {} : { having: setAt(having) }),
  };
}

function readPartition(text: string, values: readonly string[]): Record<string, KbInt> {
  const found: Record<string, KbInt> = {};
  text.split('|').forEach((arches, i) => {
    for (const arch of arches.split(' ')) found[arch] = readInt(values[i] ?? '');
  });
  return found;
}

function readInt(text: string): KbInt {
  return text.startsWith('0x') ? text : Number(text);
}
