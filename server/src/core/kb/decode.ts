/** Turns a number into the names of a flag group and back, on one architecture. Pure; writes no prose. */
import { asWord, bitsInField, hex, own, toBigInt } from './constants.ts';
import type { Kb } from './kb.ts';
import type { FlagField, FlagGroup, FlagMember } from './kb.types.ts';

/** One operand of the `|` that a value reads as. */
export interface DecodedPart {
  /** As written in C: a name, a number, or an expression such as `22 << MAP_HUGE_SHIFT`. */
  readonly text: string;
  /** Bits (mask) or number (enum) of this part. */
  readonly value: bigint;
  /** Constant, when there is one for it. */
  readonly name?: string;
  /** Field of the mask that it is the value of. */
  readonly field?: string;
}

export interface Decoded {
  /** In the order of the group's members, what has no name last. Never empty. */
  readonly parts: readonly DecodedPart[];
  /**
   * Bits, or for an enum the whole number, that no constant of the group stands for; 0 when all was named, and in an open
   * group, where other values are as good.
   */
  readonly unknown: bigint;
  /** The parts joined with ` | `. */
  readonly text: string;
}

export interface DecodeContext {
  readonly kb: Kb;
  /** Architecture, canonical name or alias. */
  readonly arch: string;
  /** Call whose argument it is: where two names share a value, the one valid in this call is preferred. */
  readonly call?: string;
}

interface Candidate {
  readonly member: FlagMember;
  readonly value: bigint;
  readonly order: number;
}

/**
 * Names for a value. Masks are taken apart field by field, then flag by flag, composite flags first (O_SYNC before
 * O_DSYNC), so that or-ing the parts gives the value back; what is left appears as hexadecimal. A negative
 * mask counts as its 32 or 64 bits.
 */
export function decode(value: bigint, group: FlagGroup, ctx: DecodeContext): Decoded {
  const members = candidates(group, ctx);
  return group.kind === 'enum'
    ? decodeEnum(value, group, members)
    : decodeMask(asWord(value), group, members, ctx.kb.arch(ctx.arch)?.name ?? ctx.arch);
}

/**
 * Value of names or-ed together on an architecture. `undefined` when one of them does not exist there, or
 * when the list is empty.
 */
export function encode(names: readonly string[], ctx: DecodeContext): bigint | undefined {
  if (names.length === 0) return undefined;
  let word = 0n;
  for (const name of names) {
    const value = ctx.kb.value(name, ctx.arch);
    if (value === undefined) return undefined;
    if (names.length === 1) return value;
    word |= asWord(value);
  }
  return word;
}

/** Members that exist on the architecture; aliases and names foreign to the call last among equals. */
function candidates(group: FlagGroup, ctx: DecodeContext): Candidate[] {
  const found: Candidate[] = [];
  group.members.forEach((member, order) => {
    const value = ctx.kb.value(member.name, ctx.arch);
    if (value !== undefined) found.push({ member, value, order });
  });
  const rank = ({ member }: Candidate): number =>
    (member.aliasOf !== undefined || member.status === 'alias' ? 4 : 0) +
    (ctx.call !== undefined && member.calls?.includes(ctx.call) === false ? 2 : 0) +
    (member.status === 'ignored' ? 1 : 0);
  return found.sort((a, b) => rank(a) - rank(b) || a.order - b.order);
}

function decodeEnum(value: bigint, group: FlagGroup, members: readonly Candidate[]): Decoded {
  const hit = members.find((m) => m.value === value || asWord(m.value) === asWord(value));
  if (hit === undefined) {
    const text = value.toString();
    return { parts: [{ text, value }], unknown: group.open === true ? 0n : value, text };
  }
  const name = hit.member.name;
  return { parts: [{ text: name, value, name }], unknown: 0n, text: name };
}

function decodeMask(
  word: bigint,
  group: FlagGroup,
  members: readonly Candidate[],
  arch: string,
): Decoded {
  const placed: { readonly part: DecodedPart; readonly order: number }[] = [];
  let rest = word;
  for (const field of group.fields ?? []) {
    const inField = members.filter((m) => m.member.field === field.name);
    const taken = decodeField(word & fieldMask(field, arch), field, inField);
    if (taken === undefined) continue;
    rest &= ~taken.value;
    placed.push({
      part: taken,
      order: Math.min(...inField.map((m) => m.order), group.members.length),
    });
  }
  const flags = members
    .filter((m) => m.member.field === undefined && m.value !== 0n)
    .map((m) => ({ ...m, value: asWord(m.value) }))
    .sort((a, b) => bitCount(b.value) - bitCount(a.value));
  for (const { member, value, order } of flags) {
    if ((rest & value) !== value) continue;
    rest &= ~value;
    placed.push({ part: { text: member.name, value, name: member.name }, order });
  }
  placed.sort((a, b) => a.order - b.order);
  const parts = placed.map((p) => p.part);
  if (rest !== 0n) parts.push({ text: hex(rest), value: rest });
  if (parts.length === 0) parts.push(zeroPart(members));
  const unknown = group.open === true ? 0n : rest;
  return { parts, unknown, text: parts.map((part) => part.text).join(' | ') };
}

/** Bits of a field on an architecture (canonical name). */
function fieldMask(field: FlagField, arch: string): bigint {
  return toBigInt(own(field.differs, arch) ?? field.mask) ?? 0n;
}

/** The part of a field whose bits are `value`; `undefined` when it is zero and zero says nothing, or when its bits have no name and no form. */
function decodeField(
  value: bigint,
  field: FlagField,
  members: readonly Candidate[],
): DecodedPart | undefined {
  if (value === 0n && field.required !== true) return undefined;
  const hit = members.find((m) => bitsInField(asWord(m.value), field) === value);
  if (hit !== undefined) {
    const { name } = hit.member;
    const shifted = field.unshifted === true ? field.unnamed?.replace('{n}', name) : undefined;
    return { text: shifted ?? name, value, name, field: field.name };
  }
  if (value === 0n || field.unnamed === undefined) return undefined;
  const number = value >> BigInt(field.shift ?? 0);
  return { text: field.unnamed.replace('{n}', number.toString()), value, field: field.name };
}

/** Zero by its name where the group has one that means something (PROT_NONE), else `0`. */
function zeroPart(members: readonly Candidate[]): DecodedPart {
  const named = members.find((m) => m.value === 0n && m.member.status === undefined);
  if (named === undefined) return { text: '0', value: 0n };
  return { text: named.member.name, value: 0n, name: named.member.name };
}

function bitCount(value: bigint): number {
  let count = 0;
  for (let rest = value; rest !== 0n; rest &= rest - 1n) count++;
  return count;
}
