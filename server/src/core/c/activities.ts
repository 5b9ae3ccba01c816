/** What a segment shows of what its program does. Reads words in the text; a comment that names a call counts as well. */
import type { Activity } from './project-facts.ts';
import type { Segment } from './segment.ts';

const SIGNS: readonly (readonly [Activity, RegExp])[] = [
  ['exec', /\b(?:exec(?:l|lp|le|v|vp|vpe|ve|veat)|fexecve|posix_spawnp?|system|popen)\s*\(/],
  ['fork', /\b(?:fork|vfork|_Fork|forkpty|daemon)\s*\(/],
  ['threads', /\b(?:pthread_create|thrd_create)\s*\(|\bstd::j?thread\b/],
  ['handlers', /\b(?:sigaction|signal|sigset)\s*\(/],
  ['setid', /\bset(?:res|re|e|fs)?[ug]id\s*\(/],
  ['nnp', /\bPR_SET_NO_NEW_PRIVS\b|\bseccomp_load\s*\(/],
  ['seccomp', /\b(?:SECCOMP_MODE_FILTER|SECCOMP_SET_MODE_FILTER)\b|\bseccomp_load\s*\(/],
  ['sigpipe', /\bSIGPIPE\b/],
  ['unshare', /\bCLONE_NEWUSER\b/],
];
/** One of these stands in every text that shows an activity. */
const WORTH =
  /exec|posix_spawn|system|popen|fork|daemon|_create|thread|sigaction|signal|sigset|[ug]id|NO_NEW_PRIVS|seccomp|SECCOMP|SIGPIPE|NEWUSER/;

const NONE: ReadonlySet<Activity> = new Set();
const shown = new WeakMap<Segment, ReadonlySet<Activity>>();

/** Every activity there is. */
export const ACTIVITIES: readonly Activity[] = SIGNS.map(([what]) => what);

/** What a segment shows; kept as long as it lives. */
export function activitiesIn(segment: Segment): ReadonlySet<Activity> {
  let found = shown.get(segment);
  if (!found) {
    const { text } = segment;
    found = WORTH.test(text)
      ? setOf(SIGNS.flatMap(([what, sign]) => (sign.test(text) ? [what] : [])))
      : NONE;
    shown.set(segment, found);
  }
  return found;
}

const sets = new Map<string, ReadonlySet<Activity>>();

/** One set for all segments that show the same. */
function setOf(all: readonly Activity[]): ReadonlySet<Activity> {
  const key = all.join();
  let set = all.length > 0 ? sets.get(key) : NONE;
  if (!set) sets.set(key, (set = new Set(all)));
  return set;
}

/** What a list of segments shows together, kept up as they are replaced. */
export interface ActivityCount {
  /** The same object until it changes; counted at the first question. */
  now(): ReadonlySet<Activity>;
  /** To be told of every edit. */
  replaced(old: readonly Segment[], fresh: readonly Segment[]): void;
}

/** Counts for the segments that `segments` gives at the first question. */
export function createActivityCount(segments: () => readonly Segment[]): ActivityCount {
  let counts: Map<Activity, number> | undefined;
  let now = NONE;
  const add = (all: readonly Segment[], by: 1 | -1): void => {
    for (const segment of all) {
      for (const what of activitiesIn(segment)) counts?.set(what, (counts.get(what) ?? 0) + by);
    }
  };
  const look = (): void => {
    now = setOf(ACTIVITIES.filter((what) => (counts?.get(what) ?? 0) > 0));
  };
  return {
    now() {
      if (!counts) {
        counts = new Map<Activity, number>();
        add(segments(), 1);
        look();
      }
      return now;
    },
    replaced(old, fresh) {
      if (!counts) return;
      add(old, -1);
      add(fresh, 1);
      look();
    },
  };
}
