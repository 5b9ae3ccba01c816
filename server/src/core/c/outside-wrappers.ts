/** Which functions and macros of other files a file calls as wrappers. Asks the project; looks up each name once. */
import type { Surroundings } from './around.ts';
import type { Names } from './own-names.ts';
import type { Summary } from './summaries.ts';

export interface OutsideWrappers {
  /** Summaries of what the file may call; `wanted` as `Surroundings.summary` takes it. */
  summaries(wanted: ReadonlySet<string> | undefined): readonly Summary[];
}

/** For one file; `called` are the names before a `(` in it, perhaps with some that are there no more. */
export function createOutsideWrappers(
  surroundings: Surroundings,
  called: ReadonlySet<string>,
  watch: Names,
): OutsideWrappers {
  let names: readonly string[] = [];
  let generation: number | undefined;
  let size = 0;
  return {
    summaries(wanted) {
      if (generation !== surroundings.generation || size !== called.size) {
        names = [...called].filter((name) => !watch.has(name) && surroundings.mayWrap(name));
        generation = surroundings.generation;
        size = called.size;
      }
      return names.flatMap((name) => surroundings.summary(name, wanted) ?? []);
    },
  };
}
