/** Integer types of C as far as values need them: width and sign. Pure; a name it does not know has no type. */

/** An integer type after its typedefs; pointers count as unsigned. */
export interface IntType {
  readonly bits: 8 | 16 | 32 | 64;
  readonly signed: boolean;
  /** `bool`, whose size nobody knows: programs have an `int` of that name. Only 0 and 1 are sure to stay as they are. */
  readonly truth?: true;
}

/** `int`, what smaller types are promoted to. */
export const INT: IntType = { bits: 32, signed: true };

const TRUTH: IntType = { bits: 8, signed: false, truth: true };

const FIXED: Readonly<Record<string, IntType>> = {
  int: INT,
  bool: TRUTH,
  _Bool: TRUTH,
  unsigned: { bits: 32, signed: false },
  uint: { bits: 32, signed: false },
  mode_t: { bits: 32, signed: false },
  uid_t: { bits: 32, signed: false },
  gid_t: { bits: 32, signed: false },
  id_t: { bits: 32, signed: false },
  socklen_t: { bits: 32, signed: false },
  pid_t: INT,
  key_t: INT,
  clockid_t: INT,
  off64_t: { bits: 64, signed: true },
  loff_t: { bits: 64, signed: true },
};

const AS_LONG: Readonly<Record<string, boolean>> = {
  size_t: false,
  ssize_t: true,
  intptr_t: true,
  uintptr_t: false,
  ptrdiff_t: true,
  time_t: true,
};

/**
 * Width and sign of a type as written, qualifiers and all; `undefined` for a name that only other files explain.
 * `longBits` is the width of `long` and of pointers on the architecture in question. `off_t` counts as `long`.
 */
export function intType(written: string, longBits: 32 | 64): IntType | undefined {
  if (written.includes('*')) return { bits: longBits, signed: false };
  const words = written
    .replace(/\b(?:const|volatile|register|static|auto|extern|constexpr|inline|std::)\b/g, ' ')
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/^std::/, ''));
  const [only = ''] = words;
  if (words.length === 1) {
    const named = FIXED[only];
    if (named !== undefined) return named;
    const long = only === 'off_t' ? true : AS_LONG[only];
    if (long !== undefined) return { bits: longBits, signed: long };
    const sized = /^(?:__)?(u|s)(8|16|32|64)$|^(u?)int(8|16|32|64)_t$/.exec(only);
    if (sized !== null) {
      const bits = Number(sized[2] ?? sized[4]) as IntType['bits'];
      return { bits, signed: sized[1] === 's' || (sized[1] === undefined && sized[3] === '') };
    }
  }
  return keywordType(words, longBits);
}

/** `unsigned long int` and its kind; plain `char` has no known sign. */
function keywordType(words: readonly string[], longBits: 32 | 64): IntType | undefined {
  if (words.length === 0) return undefined;
  const count = (word: string): number => words.filter((w) => w === word).length;
  const known = ['unsigned', 'signed', 'long', 'short', 'int', 'char'];
  if (words.some((word) => !known.includes(word))) return undefined;
  const signed = count('unsigned') === 0;
  if (count('char') > 0) {
    return count('unsigned') + count('signed') > 0 ? { bits: 8, signed } : undefined;
  }
  if (count('short') > 0) return { bits: 16, signed };
  if (count('long') > 1) return { bits: 64, signed };
  return { bits: count('long') === 1 ? longBits : 32, signed };
}

/** Integer promotion. */
export function promote(type: IntType | undefined): IntType | undefined {
  return type !== undefined && type.bits < 32 ? INT : type;
}

/** Usual arithmetic conversions; `undefined` when either side is. */
export function commonType(a: IntType | undefined, b: IntType | undefined): IntType | undefined {
  const x = promote(a);
  const y = promote(b);
  if (x === undefined || y === undefined) return undefined;
  if (x.bits !== y.bits) return x.bits > y.bits ? x : y;
  return { bits: x.bits, signed: x.signed && y.signed };
}

/** Type of a number as written (`0x80000000`, `1UL`); `undefined` when it fits none. */
export function literalType(text: string, value: bigint, longBits: 32 | 64): IntType | undefined {
  const suffix = /[uUlLzZ]*$/.exec(text)?.[0].toLowerCase() ?? '';
  const decimal = /^[1-9]/.test(text);
  const least = suffix.includes('ll') ? 64 : /[lz]/.test(suffix) ? longBits : 32;
  for (const bits of [32, 64] as const) {
    if (bits < least) continue;
    if (!suffix.includes('u') && value < 1n << BigInt(bits - 1)) return { bits, signed: true };
    if ((suffix.includes('u') || !decimal) && value < 1n << BigInt(bits)) {
      return { bits, signed: false };
    }
  }
  return undefined;
}
