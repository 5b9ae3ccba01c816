/** What `lint` found, in the shape that is printed: lines and columns from 1, columns in UTF-16 units. Types and conversion. */
import type { Diagnostic } from '../core/features/answers.ts';
import type { FixSafety } from '../core/rules/rule.ts';
import type { SourceFile } from '../core/c/source-file.ts';
import { createLineIndex, type LineIndex } from '../core/text/line-index.ts';
import type { Span } from '../core/text/span.ts';
import type { SeverityName } from '../protocol.ts';

/** A stretch of a file; the end is behind the last character. */
export interface Region {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface ReportEdit extends Region {
  readonly newText: string;
}
export interface ReportFix {
  readonly title: string;
  readonly safety: FixSafety;
  readonly edits: readonly ReportEdit[];
}
export interface ReportRelated extends Region {
  readonly message: string;
}

/** One finding as the JSON report prints it. */
export interface ReportFinding extends Region {
  readonly file: string;
  readonly rule: string;
  readonly severity: SeverityName;
  readonly message: string;
  readonly related: readonly ReportRelated[];
  readonly fixes: readonly ReportFix[];
}

/** A finding with the source line it stands in. */
export interface FoundFinding {
  readonly finding: ReportFinding;
  /** The line of its start, without line break; cut when it is very long. */
  readonly source: SourceLine;
}
export interface SourceLine {
  readonly text: string;
  /** Column, from 0, of the first character of `text`. */
  readonly from: number;
}

/** Everything about one file that a format prints. */
export interface FileReport {
  /** As shown: relative to the working folder when it lies in it, with `/` between names. */
  readonly file: string;
  readonly findings: readonly FoundFinding[];
}

export interface Stats {
  files: number;
  bytes: number;
  calls: number;
  errors: number;
  warnings: number;
  informations: number;
  hints: number;
  /** Findings that `--fix` would settle. */
  fixable: number;
  /** Findings that `--fix` has settled in this run. */
  fixed: number;
  elapsedMs: number;
}

/** Counters that start at nothing. */
export function emptyStats(): Stats {
  return {
    files: 0,
    bytes: 0,
    calls: 0,
    errors: 0,
    warnings: 0,
    informations: 0,
    hints: 0,
    fixable: 0,
    fixed: 0,
    elapsedMs: 0,
  };
}

/** Longest stretch of a line that is kept for printing, and how much of it stands before the finding. */
const longestLine = 200;
const lead = 60;

/** Findings of a file with their places counted. */
export function toReport(
  name: string,
  file: SourceFile,
  diagnostics: readonly Diagnostic[],
): FileReport {
  if (diagnostics.length === 0) return { file: name, findings: [] };
  const lines = createLineIndex(file);
  return {
    file: name,
    findings: diagnostics.map((found) => ({
      finding: {
        file: name,
        ...regionOf(lines, found.span),
        rule: found.code,
        severity: found.severity,
        message: found.message,
        related: found.related.map(({ span, text }) => ({
          ...regionOf(lines, span),
          message: text,
        })),
        fixes: found.fixes.map(({ title, safety, edits }) => ({
          title,
          safety,
          edits: edits.map(({ span, newText }) => ({ ...regionOf(lines, span), newText })),
        })),
      },
      source: sourceLine(file, lines, found.span.start),
    })),
  };
}

function regionOf(lines: LineIndex, { start, end }: Span): Region {
  const from = lines.positionAt(start);
  const to = lines.positionAt(end);
  return {
    line: from.line + 1,
    column: from.character + 1,
    endLine: to.line + 1,
    endColumn: to.character + 1,
  };
}

function sourceLine(file: SourceFile, lines: LineIndex, offset: number): SourceLine {
  const { line, character } = lines.positionAt(offset);
  const start = lines.lineStart(line);
  const end = lines.lineEnd(line);
  if (end - start <= longestLine) return { text: file.slice(start, end), from: 0 };
  const from = Math.max(0, character - lead);
  return { text: file.slice(start + from, Math.min(end, start + from + longestLine)), from };
}
