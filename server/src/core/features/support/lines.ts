/** Finds lines and the beginnings of statements in text alone, a piece at a time. */
import type { SourceFile } from '../../c/source-file.ts';

const STEP = 512;
/** Most lines a statement may have before the line of the call. */
const MOST_LINES = 40;

/** File offset where the line of `offset` starts. */
export function lineStart(file: SourceFile, offset: number): number {
  let end = offset;
  for (;;) {
    const from = Math.max(0, end - STEP);
    const at = file.slice(from, end).lastIndexOf('\n');
    if (at >= 0) return from + at + 1;
    if (from === 0) return 0;
    end = from;
  }
}

/**
 * File offset of the line where the statement around `offset` begins, judged by how the lines above it end.
 * `undefined` when that line continues a macro definition: nothing can be put between its lines.
 */
export function statementLine(file: SourceFile, offset: number): number | undefined {
  let start = lineStart(file, offset);
  for (let i = 0; i < MOST_LINES && start > 0; i++) {
    const above = lineStart(file, start - 1);
    const text = file.slice(above, start).trimEnd();
    if (text.endsWith('\\')) return undefined;
    if (!continues(text)) return start;
    start = above;
  }
  return start;
}

/** True when a statement on the next line began on this one. */
function continues(line: string): boolean {
  const text = line
    .replace(/\/\/.*$/, '')
    .replace(/\/\*.*?\*\//g, '')
    .trim();
  if (text === '' || text.startsWith('#') || text.endsWith('*/')) return false;
  return !/[;{}:]$/.test(text) && !/^(?:else|do)$/.test(text);
}
