/** Finds the releases that strace's commit messages give for new constants. Pure: text in, names and releases out. */

export interface LoggedRelease {
  readonly name: string;
  /** `6.11`: the release whose first candidate has the commit. */
  readonly version: string;
  /** The kernel commit as the message names it: `v6.11-rc1~131^2~9`. */
  readonly commit: string;
}

const NAME = /\b_*[A-Z][A-Za-z0-9]*_\w+|\b[A-Z][A-Z0-9]{3,}\b/g;
/** What may stand between a list of names and what is said of it; of a field or a call nothing follows for a constant. */
const SAID =
  /^[\s,:]*(?:(?!(?:fields?|members?|struct\w*|unions?|arguments?|syscalls?|support|decoding|from|to)\b)(?:New|[a-z_0-9]+)[\s,]*){0,6}$/;
const LIST = /^[\s,]*(?:and)?[\s,]*$/;

/**
 * `log`: commit messages, each after a line that begins with a NUL; `known` decides what is a constant. The oldest release
 * that any message gives for a name counts; a sentence that gives several releases says nothing.
 */
export function readStraceLog(log: string, known: ReadonlySet<string>): LoggedRelease[] {
  const found = new Map<string, LoggedRelease>();
  for (const message of log.split('\0')) {
    for (const sentence of sentences(message)) {
      for (const release of readSentence(sentence, known)) {
        const before = found.get(release.name);
        if (before === undefined || compareReleases(release.version, before.version) < 0)
          found.set(release.name, release);
      }
    }
  }
  return [...found.values()];
}

/** Orders release numbers: `2.6.39` before `3.0` before `3.10`. */
export function compareReleases(a: string, b: string): number {
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Statements of a message, each on one line: an item begins with `*` or with names in parentheses. */
function sentences(message: string): string[] {
  return message
    .replace(/\n(?=\s*(?:\*|\([A-Z_]|\n))/g, '\0')
    .split('\0')
    .flatMap((part) => part.replace(/\s+/g, ' ').split(/(?<=[a-z0-9)])\.(?= |$)/));
}

function* readSentence(sentence: string, known: ReadonlySet<string>): Iterable<LoggedRelease> {
  const match = /introduced (?:by|in) (?:the )?(?:Linux )?(?:kern\w* )?commits? (.*)$/i.exec(
    sentence,
  );
  if (match === null) return;
  const commits = [...(match[1] ?? '').matchAll(/\bv(\d+(?:\.\d+)+)(?:-rc\d+)?[~^][\d~^]*/g)];
  const versions = new Set(commits.map((commit) => commit[1]));
  const [commit, version] = commits[0] ?? [];
  if (commit === undefined || version === undefined || versions.size !== 1) return;
  for (const name of namesBefore(sentence.slice(0, match.index))) {
    if (known.has(name)) yield { name, version, commit };
  }
}

/** The list of names that a sentence ends in: in parentheses, or bare with commas and `and`. */
function namesBefore(text: string): string[] {
  const inside = /\(([^()]*)\):?([^()]*)$/.exec(text);
  if (inside !== null && SAID.test(inside[2] ?? '')) return inside[1]?.match(NAME) ?? [];
  const names = [...text.matchAll(NAME)];
  const list: string[] = [];
  let end = text.length;
  for (const name of names.reverse()) {
    const between = text.slice(name.index + name[0].length, end);
    if (!(list.length === 0 ? SAID : LIST).test(between)) break;
    list.push(name[0]);
    end = name.index;
  }
  return list;
}
