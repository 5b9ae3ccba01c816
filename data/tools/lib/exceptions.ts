/** Accepted exceptions of a check: a found one is dropped, an unused one is a problem, so that the lists only shrink. Pure. */
import type { AuthoredData } from './authored-data.ts';
import type { Problem } from './problem.ts';

/** Asks once per case; afterwards `unused` tells which lines of the list can go. */
export interface ExceptionList {
  /** Is this case listed? */
  has(key: string): boolean;
  /** A problem for each line that no case asked for. */
  unused(): Problem[];
}

/** List of `data/exceptions/<check>.txt`; each line is one key, `#` starts a comment with the reason. */
export function exceptionsOf(data: AuthoredData, check: string): ExceptionList {
  const lines = data.exceptions.get(check) ?? [];
  const keys = new Set(lines.map((line) => line.text));
  const used = new Set<string>();
  return {
    has(key) {
      if (keys.has(key)) used.add(key);
      return keys.has(key);
    },
    unused: () =>
      lines
        .filter((line) => !used.has(line.text))
        .map(({ file, line, text }) => ({
          file,
          line,
          check,
          message: `\`${text}\` is no exception any more: delete this line`,
        })),
  };
}
