/** Finds out whether a header is missing and writes the edit that includes it. */
import type { SourceFile } from './source-file.ts';
import type { CallInfo } from '../kb/kb.types.ts';
import type { Kb } from '../kb/kb.ts';
import type { TextEdit } from '../text/span.ts';

/** Headers of the kernel that declare what the C library's header also declares. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  'sys/mman.h': ['linux/mman.h', 'asm/mman.h', 'asm-generic/mman.h', 'asm-generic/mman-common.h'],
  'sys/shm.h': ['linux/shm.h'],
  'errno.h': ['linux/errno.h', 'asm/errno.h', 'sys/errno.h'],
  'sys/syscall.h': ['syscall.h', 'asm/unistd.h', 'linux/unistd.h'],
};

/** The edit that includes `header`, or `undefined` when the file has it, or one that brings the same names. */
export function includeEdit(file: SourceFile, header: string): TextEdit | undefined {
  const there = file.includes();
  if (there.includes(header) || ALSO[header]?.some((h) => there.includes(h)) === true) {
    return undefined;
  }
  const at = file.includeOffset();
  const before = file.slice(Math.max(0, at - 2), at);
  const eol = before.endsWith('\r\n') || file.slice(0, 2000).includes('\r\n') ? '\r\n' : '\n';
  const line = `#include <${header}>`;
  const newText = at === 0 || before.endsWith('\n') ? `${line}${eol}` : `${eol}${line}`;
  return { span: { start: at, end: at }, newText };
}

/** Edits for every header of a list that is missing, as one insertion. */
export function includeEdits(file: SourceFile, headers: readonly string[]): readonly TextEdit[] {
  const edits = headers.map((h) => includeEdit(file, h)).filter((e) => e !== undefined);
  const [first] = edits;
  if (first === undefined) return [];
  return [{ span: first.span, newText: edits.map((e) => e.newText).join('') }];
}

/** Header a program includes for a constant of a group. */
export function headerOf(kb: Kb, name: string, group: string | undefined): string | undefined {
  return kb.constant(name)?.header ?? (group === undefined ? undefined : kb.group(group)?.header);
}

/** Headers a program includes for a call as it is spelled. */
export function headersOf(call: CallInfo, via: 'libc' | 'raw'): readonly string[] {
  return via === 'raw' ? ['sys/syscall.h', 'unistd.h'] : call.headers;
}
