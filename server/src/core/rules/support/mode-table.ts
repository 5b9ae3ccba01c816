/** Modes and masks that people use, to tell what a number is meant to be. Tables only. */

/** Permissions that programs give (those of the files of a Debian system, and of their tools). */
const MODES: ReadonlySet<number> = new Set([
  ...[0o400, 0o440, 0o444, 0o500, 0o550, 0o555, 0o600, 0o640, 0o644, 0o660, 0o664, 0o666],
  ...[0o700, 0o710, 0o711, 0o740, 0o744, 0o750, 0o751, 0o754, 0o755, 0o770, 0o771, 0o774],
  ...[0o775, 0o777, 0o1777, 0o2755, 0o2775, 0o4711, 0o4755],
]);

/** Masks that programs set: they leave the owner reading and writing. */
const MASKS: ReadonlySet<number> = new Set([
  ...[0o2, 0o7, 0o22, 0o26, 0o27, 0o37, 0o66, 0o67, 0o77, 0o111, 0o117, 0o133, 0o137, 0o177],
]);

/** True when the number itself is a mode that people use. */
export function isUsualMode(mode: number): boolean {
  return MODES.has(mode);
}

/** True when the number itself is a mask that people use. */
export function isUsualMask(mask: number): boolean {
  return MASKS.has(mask);
}

/** True for three decimal digits that are a mode in octal, and for four whose last three are a usual one. */
export function readsAsMode(digits: string): boolean {
  if (!/^[1-7][0-7]{2,3}$/.test(digits)) return false;
  return digits.length === 3 || MODES.has(Number.parseInt(digits.slice(1), 8));
}

/** True for two or three decimal digits that are a usual mask in octal. */
export function readsAsMask(digits: string): boolean {
  return /^[0-7]{2,3}$/.test(digits) && MASKS.has(Number.parseInt(digits, 8));
}
