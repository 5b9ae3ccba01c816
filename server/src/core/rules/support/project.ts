/** What a file alone tells about the program it belongs to. */
import { activitiesIn } from '../../c/activities.ts';
import type { Activity, ProjectFacts } from '../../c/project-facts.ts';
import type { SourceFile } from '../../c/source-file.ts';

/** Facts of a file that stands alone: what it shows is so, what it does not show is unknown. */
export function projectOf(file: SourceFile): ProjectFacts {
  let shown: Set<Activity> | undefined;
  return {
    has(what) {
      if (!shown) {
        shown = new Set();
        for (const { segment } of file.segmentList()) {
          for (const activity of activitiesIn(segment)) shown.add(activity);
        }
      }
      return shown.has(what) ? 'yes' : 'unknown';
    },
  };
}
