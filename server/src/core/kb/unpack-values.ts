/**
 * Reads values per architecture as the shipped index writes them. Pure.
 *
 * `usual@partition:a,b!absent=having`: the usual value, then what stands on which part of a partition of architectures, then
 * the architectures that lack it, or that alone have it; the last three are positions in `archSets` and may be missing, as may the
 * usual value. A value written `0x…` was a text, any other a number. `usual~set`: an ioctl request, which the architectures of
 * the set build with other bits for its direction.
 *
 * In a list, joined by spaces, `+3` stands for the three numbers that follow the one before, `*3` for its next three doubles.
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
  const request = /^(\d+)~(\d+)$/.exec(text);
  if (request !== null) return readRequest(Number(request[1]), archSets[Number(request[2])] ?? '');
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

/** Values of a list, each as a text of its own. */
export function readRuns(text: string): readonly string[] {
  if (!/[+*]/.test(text)) return text.split(' ');
  const out: string[] = [];
  for (const one of text.split(' ')) {
    const sign = one.charAt(0);
    if (sign !== '+' && sign !== '*') {
      out.push(one);
      continue;
    }
    let value = Number(out.at(-1));
    for (let left = Number(one.slice(1)); left > 0; left--) {
      value = sign === '+' ? value + 1 : value * 2;
      out.push(value.toString());
    }
  }
  return out;
}

/**
 * Direction of an ioctl request by `_IOC_NONE`, `_IOC_WRITE`, `_IOC_READ`, both: as most architectures number them, and as
 * alpha, mips, powerpc and sparc do, whose size field is one bit shorter (include/uapi/asm-generic/ioctl.h and theirs).
 */
const DIRECTIONS = [1, 4, 2, 6];

/** A request as the architectures with three direction bits have it; `undefined` where its size does not fit. */
export function otherRequest(value: number): number | undefined {
  const direction = DIRECTIONS[value >>> 30] ?? 0;
  const rest = value & 0x3fffffff;
  if (rest >= 0x20000000) return undefined;
  return direction * 0x20000000 + rest;
}

function readRequest(value: number, arches: string): ArchValues {
  const other = otherRequest(value) ?? value;
  const differs = Object.fromEntries(arches.split(' ').map((arch) => [arch, other]));
  return { value, differs };
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
