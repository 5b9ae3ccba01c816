/** Writes the numbers of calls as `core/kb/unpack-numbers.ts` reads them. Pure. */
import { HOLE } from '../../../../server/src/core/kb/unpack-numbers.ts';

/** Numbers per architecture; `rows` are those of each call in turn. Throws when there are too many calls for two digits. */
export function packNumbers(
  rows: readonly Readonly<Record<string, number>>[],
  arches: readonly string[],
): Record<string, string> {
  if (rows.length > 36 * 36) throw new Error('more calls than two digits can name');
  const out: Record<string, string> = {};
  const owners = new Map<string, string>();
  for (const arch of arches) {
    const text = packColumn(rows.map((row) => row[arch]));
    if (text === '') continue;
    const owner = owners.get(text);
    out[arch] = owner ?? text;
    owners.set(text, owner ?? arch);
  }
  return out;
}

/** A gap that costs more than a new run. */
const WIDE = 4;

function packColumn(numbers: readonly (number | undefined)[]): string {
  const cells = numbers
    .flatMap((number, at) => (number === undefined ? [] : [{ number, at }]))
    .sort((a, b) => a.number - b.number || a.at - b.at);
  let text = '';
  let next = -1;
  for (const { number, at } of cells) {
    const gap = number - next;
    if (next < 0 || gap < 0 || gap > WIDE) text += `${text === '' ? '' : ' '}${number.toString()}:`;
    else text += HOLE.repeat(gap);
    text += at.toString(36).padStart(2, '0');
    next = number + 1;
  }
  return text;
}
