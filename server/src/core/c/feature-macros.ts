/** Feature-test macros that a file defines before it includes anything (feature_test_macros(7)). */
import { conditionsAt, isDead } from './preprocess.ts';
import type { Segment } from './segment.ts';

const FEATURE =
  /^(?:_(?:GNU|DEFAULT|BSD|SVID|POSIX|POSIX_C|XOPEN|ISOC99|ISOC11|ISOC2X|ATFILE|LARGEFILE|LARGEFILE64|REENTRANT|FORTIFY)(?:_SOURCE)?|_XOPEN_SOURCE_EXTENDED|_FILE_OFFSET_BITS|_TIME_BITS|_THREAD_SAFE|__STRICT_ANSI__|_DYNAMIC_STACK_SIZE_SOURCE)$/;

/** What a file asks of the headers it includes. */
export interface Features {
  /** Macros with their text, as `_GNU_SOURCE` → ``, `_XOPEN_SOURCE` → `700`, defined above the first `#include`. */
  readonly macros: ReadonlyMap<string, string>;
  /** Those that are defined below an `#include`, where most headers no longer look. */
  readonly late: ReadonlySet<string>;
  /** Another file comes first (`config.h`) that may define more. */
  readonly configured: boolean;
}

/** The feature-test macros of a file from its segments, in order. A definition in dead code is none. */
export function featuresOf(segments: Iterable<Segment>): Features {
  const macros = new Map<string, string>();
  const late = new Set<string>();
  let first: string | undefined;
  for (const segment of segments) {
    const include = segment.includes.length > 0 ? firstInclude(segment.text) : Infinity;
    for (const d of segment.defines) {
      if (!FEATURE.test(d.name) || isDead(conditionsAt(segment, d.start))) continue;
      if (first !== undefined || d.start > include) late.add(d.name);
      else macros.set(d.name, d.body.trim());
    }
    first ??= segment.includes[0];
  }
  return {
    macros,
    late,
    configured: first !== undefined && /(?:^|[/_-])config[\w-]*\.h$/.test(first),
  };
}

function firstInclude(text: string): number {
  const m = /^[ \t]*#[ \t]*include/m.exec(text);
  return m ? m.index : Infinity;
}
