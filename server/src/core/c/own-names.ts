/** Tells from the words before a name that it is declared there, and so is not the C library's. Reads one line back. */

/** Words that may stand before an expression. */
const NO_TYPE = new Set([
  ...['return', 'else', 'do', 'throw', 'new', 'delete', 'case', 'goto', 'sizeof', 'typeof'],
  ...[
    'co_return',
    'co_await',
    'co_yield',
    'and',
    'or',
    'not',
    'if',
    'while',
    'for',
    'switch',
    'defined',
  ],
]);

/** True when a type stands before the word at `at`, on its line: `virtual int mlock(`, `T *mmap(`. */
export function isDeclaredAt(text: string, at: number): boolean {
  const line = text.slice(Math.max(text.lastIndexOf('\n', at - 1) + 1, at - 200), at);
  // Behind the last bracket or separator, nothing but words, stars and the brackets of templates.
  const before = /(?:^|[;{}()]|[^:]:)((?:\s*[A-Za-z_][\w:]*(?:<[\w:,\s*&<]*>+)?[\s*&]+)+)$/.exec(
    line,
  )?.[1];
  if (before === undefined) return false;
  const words = before.match(/[A-Za-z_]\w*/g) ?? [];
  return words.every((word) => !NO_TYPE.has(word));
}

/** The same for a name that a class or namespace of C++ declares as its own; `extern` tells of one from elsewhere. */
export function isMemberAt(text: string, at: number): boolean {
  return (
    isDeclaredAt(text, at) && !/\bextern\b[^;{}]*$/.test(text.slice(Math.max(0, at - 200), at))
  );
}

/** The word that ends at `end` where it is brought in from a namespace: `using ns::mmap`. */
export function usedFrom(text: string, end: number): string | undefined {
  const before = text.slice(Math.max(0, end - 200), end);
  return /\busing\s+(?:::)?(?:\w+::)+(\w+)$/.exec(before)?.[1];
}

/** The name in `(*name)(`, where the `(` at `at` begins it. */
export function functionPointerAt(text: string, at: number): string | undefined {
  return /^\(\s*\*\s*(\w+)\s*\)\s*\(/.exec(text.slice(at, at + 80))?.[1];
}

/** The function whose definition has its name at `at`; its `start` is relative to `base`. */
export function functionAt(
  text: string,
  name: string,
  at: number,
  base: number,
): { readonly name: string; readonly start: number; readonly isStatic: boolean } {
  const before = text.slice(Math.max(base, at - 300), at);
  return { name, start: at - base, isStatic: /\bstatic\b[^;{}#]*$/i.test(before) };
}

/** How `owns` writes a name that belongs to a class or namespace: `::name` is the C library's all the same. */
export function methodName(name: string): string {
  return `.${name}`;
}

/** A set that can be asked for names. */
export type Names = Pick<ReadonlySet<string>, 'has'>;

/** True when a bare name is the file's own, as function, macro, method or by a using-declaration. */
export function isOwn(owns: Names, name: string): boolean {
  return owns.has(name) || owns.has(methodName(name));
}

/** The same for the name at an offset of a text, where `::` before it steps over methods. */
export function isOwnAt(owns: Names, name: string, text: string, at: number): boolean {
  const global = /::\s*$/.test(text.slice(Math.max(0, at - 20), at));
  return global ? owns.has(name) : isOwn(owns, name);
}

/** The word alone in parentheses that end before `at`, as in `(close)(fd)`, with its offset. */
export function parenthesisedBefore(
  text: string,
  at: number,
): { readonly name: string; readonly start: number } | undefined {
  const m = /\(\s*(\w+)\s*\)\s*$/.exec(text.slice(Math.max(0, at - 60), at));
  const name = m?.[1];
  return m && name ? { name, start: at - m[0].length + m[0].indexOf(name) } : undefined;
}

/** Watched words before a `(` in the body of a macro, with their offsets in it. */
export function calledIn(
  body: string,
  watch: ReadonlySet<string>,
): readonly { readonly name: string; readonly start: number }[] {
  return [...body.matchAll(/([A-Za-z_$][\w$]*)\s*\(/g)].flatMap((found) => {
    const name = found[1] ?? '';
    return watch.has(name) ? [{ name, start: found.index }] : [];
  });
}
