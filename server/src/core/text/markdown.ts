/** Writes Markdown. Whatever comes from the user's file enters it through `escape` or `code`, so that it stays text. */

const PUNCTUATION = /[!-/:-@[-`{-~]/g;
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** Text from anywhere as literal Markdown text on one line. */
export function escape(text: string): string {
  return oneLine(text).replace(PUNCTUATION, (mark) => `\\${mark}`);
}

/** Text from anywhere as a code span on one line; empty text gives an empty string. */
export function code(text: string): string {
  const line = oneLine(text);
  if (line === '') return '';
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map((run) => run[0].length));
  const ticks = '`'.repeat(longest + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${ticks}${pad}${line}${pad}${ticks}`;
}

/** Code spans, and words whose underscores at the edge would read as emphasis (`__NR_mmap`, `sys_enter_`). */
const SPANS = /(`+[^`]+`+|(?<!\w)_\w+(?:\(\))?|(?<!\w)[A-Za-z0-9]\w*_(?!\w))/;

/**
 * A sentence of the knowledge base as Markdown: its code spans stay, and every other character that could
 * start emphasis, a link, HTML or a heading is taken literally (`*addr`, `<sys/mman.h>`).
 */
export function prose(text: string): string {
  let markdown = proses.get(text);
  if (markdown === undefined) {
    markdown = writeProse(text);
    if (proses.size < MOST_PROSES) proses.set(text, markdown);
  }
  return markdown;
}

/** The same sentences are shown over and over; the knowledge base has some thousands. */
const proses = new Map<string, string>();
const MOST_PROSES = 10_000;

function writeProse(text: string): string {
  return oneLine(text)
    .split(SPANS)
    .map((part, i) => (i % 2 === 0 ? literal(part) : part.startsWith('`') ? part : code(part)))
    .join('');
}

/** Several paragraphs of the knowledge base; lines that begin with `- ` stay list items. */
export function paragraphs(text: string): string {
  return text
    .trim()
    .split(/\n\s*\n/)
    .map((part) =>
      part
        .split(/\n(?=\s*- )/)
        .map((piece) =>
          /^\s*- /.test(piece) ? `- ${prose(piece.replace(/^\s*- /, ''))}` : prose(piece),
        )
        .join('\n'),
    )
    .join('\n\n');
}

/** A link; an address that could end the link early is encoded. The label is Markdown. */
export function link(label: string, href: string): string {
  return `[${label}](${href.replace(/[\s()<>]/g, (mark) => encodeMark(mark))})`;
}

/** A fenced code block; the fence is longer than any run of backticks inside. */
export function fence(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${language}\n${text.replace(/\s+$/, '')}\n${ticks}`;
}

/** A table; cells are Markdown on one line. Columns that are empty in every row are left out. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const used = head.map((_, i) => rows.some((row) => (row[i] ?? '') !== ''));
  const line = (cells: readonly string[]): string =>
    `| ${cells
      .filter((_, i) => used[i])
      .map((cell) => oneLine(cell).replace(/\|/g, '\\|'))
      .join(' | ')} |`;
  const rule = line(head.map(() => '---'));
  return [line(head), rule, ...rows.map((row) => line(head.map((_, i) => row[i] ?? '')))].join(
    '\n',
  );
}

/** A list, one item a line. */
export function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** Number of characters a reader sees or types: Markdown without the addresses of its links. */
export function readLength(markdown: string): number {
  return markdown.replace(/\]\([^)]*\)/g, ']').length;
}

/** Text on one line, without control characters. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replace(CONTROL, '').trim();
}

function literal(text: string): string {
  return text
    .replace(/[\\*<[\]~|$]/g, (mark) => `\\${mark}`)
    .replace(/^(\s*)([#>+-])(?=\s)/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])(?=\s)/, '$1\\$2');
}

function encodeMark(mark: string): string {
  return `%${mark.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
