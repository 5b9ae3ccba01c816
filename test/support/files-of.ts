/** Several small files in one text, for inputs that are a tree. */

/** Texts by path; each begins with a line `==> path`. */
export function filesOf(text: string): Map<string, string> {
  return new Map(
    text
      .split(/^==> /m)
      .slice(1)
      .map((part): [string, string] => {
        const [path = '', ...lines] = part.split('\n');
        return [path, lines.join('\n')];
      }),
  );
}
