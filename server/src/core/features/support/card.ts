/** A hover as lines with weights, cut to its budget: the least important line goes first. Knows nothing of their content. */
import type { Settings } from '../../../protocol.ts';
import { readLength } from '../../text/markdown.ts';

export type Detail = Settings['hover']['detail'];

/** Most lines and most characters a reader is given; addresses of links do not count. */
export interface Budget {
  readonly lines: number;
  readonly chars: number;
}

/** Rule of feel 3. */
export const FLAG_BUDGET: Budget = { lines: 6, chars: 400 };
export const ERRNO_BUDGET: Budget = { lines: 8, chars: 600 };
export const CALL_BUDGET: Budget = { lines: 14, chars: 1000 };

export interface Line {
  readonly text: string;
  /** A shorter way to say it, tried before the line is left out. */
  readonly short?: string;
  /** Higher stays longer; `Infinity` always stays. */
  readonly keep: number;
  /** `item` lines that follow each other make one list. */
  readonly as: 'paragraph' | 'item' | 'block';
  /** The least detail at which it is shown; `compact` when absent. */
  readonly from?: Detail;
  /** The most detail at which it is shown; `full` when absent. */
  readonly until?: Detail;
  /** One of several of a kind: when some are left out, a line says how many. */
  readonly counted?: true;
}

/** A line that stands by itself. */
export function paragraph(text: string, keep: number, more: Partial<Line> = {}): Line {
  return { text, keep, as: 'paragraph', ...more };
}

/** A line of a list. */
export function item(text: string, keep: number, more: Partial<Line> = {}): Line {
  return { text, keep, as: 'item', ...more };
}

/**
 * The lines as Markdown. At `compact` and `standard` they fit the budget, as long as the lines that must stay do;
 * `full` shows everything.
 */
export function renderCard(
  lines: readonly (Line | undefined)[],
  detail: Detail,
  budget: Budget,
): string {
  const rank: Record<Detail, number> = { compact: 0, standard: 1, full: 2 };
  const all = lines.filter(
    (line): line is Line =>
      line !== undefined &&
      rank[line.from ?? 'compact'] <= rank[detail] &&
      rank[detail] <= rank[line.until ?? 'full'],
  );
  const count = countOf(all);
  let kept: readonly Line[] = all;
  if (detail !== 'full') {
    while (!withinBudget(join(withRest(kept, count)), budget)) {
      const next = shrink(kept);
      if (next === undefined) break;
      kept = next;
    }
  }
  return join(withRest(kept, count));
}

function countOf(lines: readonly Line[]): number {
  return lines.filter((line) => line.counted === true).length;
}

/** The lines, with "and 3 more" behind the counted ones when some of those are gone. */
function withRest(lines: readonly Line[], count: number): readonly Line[] {
  const missing = count - countOf(lines);
  const last = lines.findLastIndex((line) => line.counted === true);
  if (missing === 0 || last < 0) return lines;
  return lines.toSpliced(last + 1, 0, item(`and ${missing.toString()} more`, Infinity));
}

/** Does the Markdown keep to the budget? Blank lines and addresses of links do not count. */
export function withinBudget(markdown: string, budget: Budget): boolean {
  const lines = markdown.split('\n').filter((line) => line.trim() !== '');
  return lines.length <= budget.lines && readLength(markdown) <= budget.chars;
}

/** One step smaller: the least important line in its short form, else without it. */
function shrink(lines: readonly Line[]): Line[] | undefined {
  let least = -1;
  lines.forEach((line, i) => {
    if (line.keep !== Infinity && line.keep <= (lines[least]?.keep ?? Infinity)) least = i;
  });
  const line = lines[least];
  if (line === undefined) {
    const long = lines.findIndex((l) => l.short !== undefined);
    const at = lines[long];
    return at === undefined ? undefined : lines.with(long, shortened(at));
  }
  return line.short === undefined ? lines.toSpliced(least, 1) : lines.with(least, shortened(line));
}

function shortened(line: Line): Line {
  const { short, ...rest } = line;
  return { ...rest, text: short ?? line.text };
}

function join(lines: readonly Line[]): string {
  let out = '';
  lines.forEach((line, i) => {
    const before = lines[i - 1];
    if (before !== undefined) out += before.as === 'item' && line.as === 'item' ? '\n' : '\n\n';
    out += line.as === 'item' ? `- ${line.text}` : line.text;
  });
  return out;
}
