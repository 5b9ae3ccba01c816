/** What a scaffold is, and what several of them need. Pure: files come in through `read` and go out as text. */

export interface NewFile {
  /** Path from the root of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
  /** It may not exist yet; otherwise it is an existing file with a line more. */
  readonly fresh: boolean;
}
export interface Scaffolded {
  readonly files: readonly NewFile[];
  /** What to do next, one line. */
  readonly next: string;
}

/** Files for a new thing of this name, or why there can be none. `read` gives the text of a file of the repository. */
export type Scaffold = (
  name: string,
  read: (path: string) => string,
) => Scaffolded | { readonly problem: string };

/** `mem/leak-fd` → `memLeakFd`. */
export function camel(name: string): string {
  return name.replace(/[/-]([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Adds a line among the sorted ones that a pattern matches; the whole match is one line. Unchanged without any. */
export function withLine(text: string, pattern: RegExp, line: string): string {
  const matches = [...text.matchAll(new RegExp(pattern.source, 'gm'))];
  const last = matches.at(-1);
  if (last === undefined) return text;
  const after = matches.find((m) => m[0] > line);
  const at = after === undefined ? last.index + last[0].length : after.index;
  return after === undefined
    ? `${text.slice(0, at)}\n${line}${text.slice(at)}`
    : `${text.slice(0, at)}${line}\n${text.slice(at)}`;
}
