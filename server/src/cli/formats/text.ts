/** The report for people: one line as compilers write it, the source line under it, and what to do. */
import pc from 'picocolors';
import type { SeverityName } from '../../protocol.ts';
import type { FoundFinding, ReportFinding, SourceLine, Stats } from '../report.ts';
import type { MakeFormat } from './format.ts';

type Colours = ReturnType<typeof pc.createColors>;

export const textFormat: MakeFormat = ({ colour }) => {
  const colours = pc.createColors(colour);
  return {
    file: ({ findings }) => findings.map((found) => entry(found, colours)).join(''),
    end: ({ stats }) => `${summary(stats)}\n`,
  };
};

function entry({ finding, source }: FoundFinding, c: Colours): string {
  const { file, line, column, severity, rule, message, related, fixes } = finding;
  const place = c.bold(`${file}:${line}:${column}:`);
  const head = `${place} ${paint(severity, c)(`${severity}:`)} ${message} ${c.dim(`[${rule}]`)}\n`;
  const notes = related.map(
    (note) => `${file}:${note.line}:${note.column}: ${c.cyan('note:')} ${note.message}\n`,
  );
  const [fix] = fixes;
  const help =
    fix === undefined
      ? ''
      : `  ${c.green('fix:')} ${fix.title}${fix.safety === 'safe' ? ' (--fix does it)' : ''}\n`;
  return head + frame(finding, source, c) + notes.join('') + help;
}

function paint(severity: SeverityName, c: Colours): (text: string) => string {
  const paints = { error: c.red, warning: c.yellow, information: c.blue, hint: c.dim };
  return paints[severity];
}

/** The source line with the finding underlined; tabs stay tabs, so that columns line up. */
function frame(finding: ReportFinding, source: SourceLine, c: Colours): string {
  const { line, column, endLine, endColumn } = finding;
  const start = column - 1 - source.from;
  const text = printable(source.text);
  const end = Math.min(endLine === line ? endColumn - 1 - source.from : text.length, text.length);
  const gutter = line.toString().padStart(5);
  const before = blank(text.slice(0, start));
  const marked = text.slice(start, end);
  const mark = paint(finding.severity, c)('^' + '~'.repeat(Math.max(0, width(marked) - 1)));
  const cut = source.from > 0 ? '…' : '';
  const shifted = source.from > 0 ? ' ' : '';
  return `${c.dim(`${gutter} |`)} ${cut}${text}\n${c.dim('      |')} ${shifted}${before}${mark}\n`;
}

/** Control characters would move the cursor or worse: each becomes a visible stand-in of the same width. */
function printable(text: string): string {
  return text.replace(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/g, '\ufffd');
}

/** White space as wide as the text. */
function blank(text: string): string {
  return text.replace(/[^\t]/gu, (char) => ' '.repeat(width(char)));
}

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;

/** Columns a terminal needs for a text. */
function width(text: string): number {
  let columns = 0;
  for (const char of text) if (!/\p{Mark}/u.test(char)) columns += wide.test(char) ? 2 : 1;
  return columns;
}

function summary(stats: Stats): string {
  const { files, calls, fixed, fixable } = stats;
  const seen = `${count(files, 'file')}, ${count(calls, 'system call')}`;
  const parts = [
    count(stats.errors, 'error'),
    count(stats.warnings, 'warning'),
    count(stats.informations, 'information', 'information'),
    count(stats.hints, 'hint'),
  ].filter((part) => !part.startsWith('0 '));
  const found = parts.length === 0 ? 'nothing to report' : parts.join(', ');
  const done = fixed > 0 ? `; ${fixed} fixed` : '';
  const left = fixable > 0 ? `; ${fixable} can be fixed with --fix` : '';
  return `${seen}: ${found}${done}${left}`;
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
