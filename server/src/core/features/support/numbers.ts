/** Reads integers as C writes them. */

/**
 * A C integer: decimal, `0x`, `0b` or octal with a leading 0, a sign and `u`/`l` suffixes allowed. `undefined` for
 * anything else and for what needs more than 64 bits.
 */
export function readNumber(text: string): bigint | undefined {
  const match = /^([-+]?)\s*(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0([0-7]+)|(\d+))[uUlL]{0,3}$/.exec(
    text,
  );
  if (match === null) return undefined;
  const [, sign, hexDigits, binary, octalDigits, decimal] = match;
  const digits =
    hexDigits !== undefined
      ? `0x${hexDigits}`
      : binary !== undefined
        ? `0b${binary}`
        : octalDigits !== undefined
          ? `0o${octalDigits}`
          : decimal;
  // 08 and 09 are no C numbers; the pattern reads them as decimal.
  if (digits === undefined || (decimal !== undefined && /^0\d/.test(decimal))) return undefined;
  const value = BigInt(digits);
  if (value >= 1n << 64n) return undefined;
  return sign === '-' ? -value : value;
}
