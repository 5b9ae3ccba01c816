/** What a file, and the project that it is read in, tell about the program it belongs to. */
import type { Activity, ProjectFacts } from '../../c/project-facts.ts';
import type { SourceFile } from '../../c/source-file.ts';

/** Facts about the program of a file: what it shows is so; for the rest its project is asked, which a file alone has none of. */
export function projectOf(file: SourceFile): ProjectFacts {
  const here = (what: Activity): boolean => file.activities().has(what);
  return {
    here,
    has: (what) => (here(what) ? 'yes' : file.elsewhere(what)),
    defines: (name) => file.others.defines(name),
    definitions: file.others.generation,
  };
}
