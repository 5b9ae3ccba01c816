/** Finds the beginnings of statements in text alone, line by line. */
import { lineOf } from '../../c/lines.ts';
import type { SourceFile } from '../../c/source-file.ts';

/** Most lines a statement may have before the line of the call. */
const MOST_LINES = 40;

/**
 * File offset of the line where the statement around `offset` begins, judged by how the lines above it end.
 * `undefined` when that line continues a macro definition: nothing can be put between its lines.
 */
export function statementLine(file: SourceFile, offset: number): number | undefined {
  let { start } = lineOf(file, offset);
  for (let i = 0; i < MOST_LINES && start > 0; i++) {
    const above = lineOf(file, start - 1).start;
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
