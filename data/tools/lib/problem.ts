/** What a check of the data says about one place. Types and wording only. */

export interface Problem {
  /** Path from the root of the repository, with `/`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Id of the check: the name of its file in `data/tools/checks`. */
  readonly check: string;
  /** What is wrong and what to write instead. */
  readonly message: string;
}

/** `file:line: message [check]`, the form that editors and CI turn into links. */
export function formatProblem(problem: Problem): string {
  return `${problem.file}:${problem.line}: ${problem.message} [${problem.check}]`;
}

/** Orders by file, then line, then text. */
export function compareProblems(a: Problem, b: Problem): number {
  return compareText(a.file, b.file) || a.line - b.line || compareText(a.message, b.message);
}

/** Order of UTF-16 units, the same on every machine whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
