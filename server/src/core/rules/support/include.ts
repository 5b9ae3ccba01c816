/** The edit that adds a missing `#include` line. */
import type { SourceFile } from '../../c/source-file.ts';
import type { TextEdit } from '../../text/span.ts';

/** An insertion of `#include <header>`, file offsets; `undefined` when the file includes it already. */
export function includeEdit(file: SourceFile, header: string): TextEdit | undefined {
  if (file.includes().includes(header)) return undefined;
  const at = file.includeOffset();
  const before = file.slice(at - 2, at);
  const eol = before.endsWith('\r\n') ? '\r\n' : '\n';
  const newText =
    at === 0 || before.endsWith('\n') ? `#include <${header}>${eol}` : `${eol}#include <${header}>`;
  return { span: { start: at, end: at }, newText };
}
