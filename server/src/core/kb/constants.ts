/** Values of one constant or errno on one architecture. Pure arithmetic over compiled facts; looks nothing up by name. */
import type { ConstantInfo, ErrnoInfo, FlagField, KbInt } from './kb.types.ts';

/** A compiled integer as a bigint; text that is no integer (a damaged file) gives `undefined`. */
export function toBigInt(value: KbInt): bigint | undefined {
  try {
    return BigInt(value);
  } catch {
    return undefined;
  }
}

/**
 * Value of a constant on an architecture (canonical name). `undefined` where that architecture
 * does not have it. For a name that is no known architecture the common value is given.
 */
export function constantOn(info: ConstantInfo, arch: string): bigint | undefined {
  const special = own(info.differs, arch);
  if (special !== undefined) return toBigInt(special);
  if (info.value === undefined || info.absent?.includes(arch) === true) return undefined;
  return toBigInt(info.value);
}

/** The bits that a member of a field stands for: its value, shifted where the field's members are numbers before the shift. */
export function bitsInField(value: bigint, field: FlagField | undefined): bigint {
  return field?.unshifted === true ? value << BigInt(field.shift ?? 0) : value;
}

/** Number of an errno on an architecture (canonical name); `undefined` where that architecture does not have it. */
export function errnoOn(info: ErrnoInfo, arch: string): number | undefined {
  if (info.arches?.includes(arch) === false) return undefined;
  return own(info.differs, arch) ?? info.number;
}

/** `0x22`: lower-case hexadecimal; negative numbers as `-0x1`. */
export function hex(value: bigint): string {
  return value < 0n ? `-0x${(-value).toString(16)}` : `0x${value.toString(16)}`;
}

/**
 * A flag word as the kernel sees it: a negative C `int` becomes its 32 bits, a longer negative its 64 bits.
 */
export function asWord(value: bigint): bigint {
  if (value >= 0n) return value;
  return BigInt.asUintN(value >= -(1n << 31n) ? 32 : 64, value);
}

/** Own property of a record read from JSON, so that `constructor` is not found in it. */
export function own<T>(
  record: Readonly<Record<string, T>> | undefined,
  key: string,
): T | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}
