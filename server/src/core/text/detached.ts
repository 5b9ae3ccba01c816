/** Strings that outlive the text they were cut from. Pure. */

/** Shorter ones are copied by the engine anyway. */
const COPIED = 13;

/** The same string without the text around it: a part of a string else keeps the whole of it in memory. */
export function detached(part: string): string {
  return part.length < COPIED ? part : ` ${part}`.slice(1);
}
