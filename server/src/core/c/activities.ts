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
      ? new Set(SIGNS.flatMap(([what, sign]) => (sign.test(text) ? [what] : [])))
      : NONE;
    shown.set(segment, found);
  }
  return found;
}
