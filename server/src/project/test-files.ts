/** Which files are tests, by their names alone. Pure. */

const FOLDER = /^(?:tests?|testing|testsuites?|(?:unit|self)[-_]?tests?|t)$/i;
const FILE = /^(?:tests?|test[-_.].*|test[a-z0-9]+|.*[-_.]tests?|t-.*)\.[a-z+]+$/i;

/**
 * True for a file named as a test or in a folder of tests. `path` is relative to its project; of one that is absolute or
 * leaves the project only the last folder counts, for nobody knows what the others are.
 */
export function isTestFile(path: string): boolean {
  const names = path.split(/[/\\]/);
  const file = names.pop() ?? '';
  const known = /^(?:[/\\]|\w:|\.\.)/.test(path) ? names.slice(-1) : names;
  return FILE.test(file) || known.some((name) => FOLDER.test(name));
}
