/** Writes values of constants for a reader: the base that suits the group, and where other architectures differ. */
import { asWord, hex, own } from '../../kb/constants.ts';
import { decode, type DecodeContext } from '../../kb/decode.ts';
import type { Kb } from '../../kb/kb.ts';
import type { FlagGroup } from '../../kb/kb.types.ts';

/** From here on headers write numbers in hexadecimal (`0x5401`): counting is over. */
const LARGE = 1024n;

/** Hexadecimal for masks and large numbers, octal for permission bits, decimal for enumerations and single numbers. */
export function showValue(value: bigint, group: FlagGroup | undefined): string {
  if (group?.prefixes.includes('S_I') === true) return octal(value);
  const counts = group === undefined || (group.kind === 'enum' && value < LARGE);
  return counts ? value.toString() : hex(asWord(value));
}

/** `0644`: as C writes file modes. */
export function octal(value: bigint): string {
  return value === 0n ? '0' : `0${value.toString(8)}`;
}

/** Permission bits in ls(1) form, with the octal number: `0644 (rw-r--r--)`. */
export function showMode(value: bigint): string {
  const bits = Number(value & 0o7777n);
  const letter = (bit: number, mark: string): string => ((bits & bit) === 0 ? '-' : mark);
  const special = (x: number, s: number, low: string, high: string): string =>
    (bits & s) !== 0 ? ((bits & x) !== 0 ? low : high) : letter(x, 'x');
  const text =
    letter(0o400, 'r') +
    letter(0o200, 'w') +
    special(0o100, 0o4000, 's', 'S') +
    letter(0o40, 'r') +
    letter(0o20, 'w') +
    special(0o10, 0o2000, 's', 'S') +
    letter(0o4, 'r') +
    letter(0o2, 'w') +
    special(0o1, 0o1000, 't', 'T');
  return `${octal(value)} (${text})`;
}

/** A mode with what is above the permission bits by name: `S_IFREG | 0644 (rw-r--r--)`. */
export function modeNames(value: bigint, group: FlagGroup | undefined, ctx: DecodeContext): string {
  const above = value & ~0o7777n;
  const bits = showMode(value & 0o7777n);
  if (above === 0n) return bits;
  const names = group === undefined ? octal(above) : decode(above, group, ctx).text;
  return `${names} | ${bits}`;
}

/** Architectures on which a constant has another value than on `arch`, or none. */
export interface Difference {
  readonly arches: readonly string[];
  /** Absent: these architectures do not have the constant. */
  readonly value?: bigint;
}

/** Every difference from the value on `arch`, architectures of the same value together, absent ones last. */
export function differences(kb: Kb, name: string, arch: string): readonly Difference[] {
  const info = kb.constant(name);
  if (info === undefined) return [];
  const here = kb.value(name, arch);
  const groups = new Map<bigint | undefined, string[]>();
  for (const other of kb.index.arches) {
    const value = kb.value(name, other.name);
    if (value === here) continue;
    const group = groups.get(value);
    if (group === undefined) groups.set(value, [other.name]);
    else group.push(other.name);
  }
  return [...groups]
    .map(([value, arches]) => (value === undefined ? { arches } : { arches, value }))
    .sort((a, b) => Number(a.value === undefined) - Number(b.value === undefined));
}

const FAMILIES: readonly (readonly [string, readonly string[]])[] = [
  ['mips', ['mips', 'mips64', 'mips64n32']],
  ['powerpc', ['powerpc', 'powerpc64']],
  ['sparc', ['sparc', 'sparc64']],
  ['riscv', ['riscv32', 'riscv64']],
  ['x86', ['i386', 'x86_64', 'x32']],
];

/** Architecture names with whole families as one word: `mips, mips64, mips64n32` is `mips`. */
export function foldArches(arches: readonly string[]): readonly string[] {
  let left = [...arches];
  const out: string[] = [];
  for (const [family, members] of FAMILIES) {
    if (!members.every((m) => left.includes(m))) continue;
    out.push(family);
    left = left.filter((arch) => !members.includes(arch));
  }
  return [...out, ...left].sort();
}

/** Number of an errno on an architecture; `undefined` for a name that is none. */
export function errnoNumber(kb: Kb, name: string, arch: string): number | undefined {
  const info = kb.errno(name);
  return info === undefined ? undefined : (own(info.differs, arch) ?? info.number);
}
