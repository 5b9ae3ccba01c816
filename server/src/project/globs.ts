/** Matches paths against the globs of a project file. Pure text; touches no disk. */
import picomatch from 'picomatch';

/**
 * A test for paths relative to the folder the globs belong to, with `/` between names. A glob without a slash
 * matches a name at any depth; a glob that matches a folder matches everything in it. A path that leaves the
 * folder (`../x.c`) matches nothing.
 */
export function globMatcher(globs: readonly string[]): Matcher {
  let matcher = made.get(globs);
  if (matcher === undefined) made.set(globs, (matcher = makeMatcher(globs)));
  return matcher;
}

type Matcher = (path: string) => boolean;

/** Matchers by their list: a project file is asked for every file, its globs are read once. */
const made = new WeakMap<readonly string[], Matcher>();

function makeMatcher(globs: readonly string[]): Matcher {
  const patterns = globs
    .map((glob) => glob.replace(/^(\.?\/)+/, '').replace(/\/+$/, ''))
    .filter((glob) => glob !== '');
  if (patterns.length === 0) return () => false;
  const matches = patterns.map((glob) =>
    picomatch(glob.includes('/') ? glob : `**/${glob}`, { dot: true }),
  );
  return (path) => {
    if (path.startsWith('../') || path === '') return false;
    for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
      const part = path.slice(0, end);
      if (matches.some((match) => match(part))) return true;
    }
    return false;
  };
}
