/** Reads the structures that a manual page declares: facts only. Pure: text in, fields out. */
import { skipGroup } from './c-declarations.ts';
import { fieldsOf, type CField } from './c-fields.ts';
import { logicalLines, tokenize } from './c-tokens.ts';
import { plainText } from './synopsis.ts';

/**
 * Fields of `struct name { … }`, `typedef struct { … } name` or, as some pages write it, `name { … }`; of several declarations
 * the one with most fields. `undefined` when the page has none. Lengths that a page leaves out (`char x[]`) stay out.
 */
export function manStruct(name: string, page: string): CField[] | undefined {
  const lines = page.split('\n').map((line) => (line.startsWith('.\\"') ? '' : plainText(line)));
  let best: CField[] | undefined;
  for (const [i, line] of lines.entries()) {
    if (!/^\s*(?:typedef\s+)?(?:(?:struct|union)\b\s*)?\w*\s*\{/.test(line)) continue;
    const tokens = tokenize(logicalLines(displayFrom(lines, i)).filter(isCode).join('\n'));
    const open = tokens.findIndex((token) => token.text === '{');
    const end = skipGroup(tokens, open);
    if (tokens[open - 1]?.text !== name && tokens[end]?.text !== name) continue;
    const fields = fieldsOf(tokens.slice(open + 1, end - 1)).filter((field) => field.type !== '');
    if (best === undefined || fields.length > best.length) best = fields;
  }
  return best;
}

/** Lines up to the end of the declaration; the rest of the page is prose and no C. */
function displayFrom(lines: readonly string[], start: number): string {
  let depth = 0;
  let end = start;
  for (; end < lines.length; end++) {
    const code = (lines[end] ?? '').replace(/\/\*.*?\*\/|\/\/.*$/g, '');
    depth += code.split('{').length - code.split('}').length;
    if (depth <= 0) break;
  }
  return lines.slice(start, end + 1).join('\n');
}

function isCode(line: string): boolean {
  return !line.trimStart().startsWith('#');
}
