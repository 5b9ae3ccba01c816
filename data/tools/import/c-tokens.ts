/** Splits C header text into logical lines and tokens. Pure; knows nothing of any header. */

export interface Token {
  readonly kind: 'name' | 'number' | 'string' | 'punctuator';
  readonly text: string;
}

const TOKEN =
  /(?<space>\s+)|(?<name>[A-Za-z_]\w*)|(?<number>\.?\d(?:[eEpP][+-]|[\w.])*)|(?<string>L?"(?:\\.|[^"\\])*"|L?'(?:\\.|[^'\\])*')|(?<punctuator>\.\.\.|<<=|>>=|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||##|[-+*/%&|^]=|[^\w\s])/y;

/** Tokens of a piece of C without comments; white space is dropped. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const groups = TOKEN.exec(text)?.groups;
    if (groups === undefined) break;
    for (const kind of ['name', 'number', 'string', 'punctuator'] as const) {
      const found = groups[kind];
      if (found !== undefined) tokens.push({ kind, text: found });
    }
  }
  return tokens;
}

/** Lines after splicing `\`-newlines and replacing each comment with a space. */
export function logicalLines(text: string): string[] {
  const spliced = text.replace(/\\\r?\n/g, ' ');
  const bare = spliced.replace(
    /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\/\*[^]*?\*\/|\/\/[^\n]*/g,
    (found) => (found.startsWith('/') ? (found.includes('\n') ? '\n' : ' ') : found),
  );
  return bare.split(/\r?\n/);
}
