/** Which call and argument a cursor stands in, read from tokens alone, so that unfinished code gets an answer. */
import type { CallInfo, ParamInfo } from '../kb/kb.types.ts';
import type { Kb } from '../kb/kb.ts';
import type { Span } from '../text/span.ts';
import type { SourceFile } from './source-file.ts';

export interface CursorCall {
  readonly info: CallInfo;
  readonly via: 'libc' | 'raw';
  /** The callee's word, file offsets. */
  readonly nameSpan: Span;
  /** Parameters as this spelling takes them; for a raw call in kernel order, without the number. */
  readonly params: readonly ParamInfo[];
  /** Index into `params`; -1 on the number of a raw call; may be ≥ `params.length` when there are too many. */
  readonly index: number;
  /** Text of the argument up to its end as far as it is written, file offsets. */
  readonly argument: Span;
  /** Named constants already written in this argument, the word under the cursor left out. */
  readonly used: readonly string[];
}
export interface Cursor {
  /** The identifier that touches the cursor (empty span at the cursor when there is none), file offsets. */
  readonly word: Span;
  /** Innermost call around the cursor that is a system call. */
  readonly call?: CursorCall;
  /**
   * Outside of a call's parentheses: a variable that is passed as this parameter later in the function, or compared
   * or or-ed with members of a group (`int flags = MAP_|`, `flags |= MAP_|`).
   */
  readonly group?: string;
  /** Cursor in a comment, a string, a character literal or a preprocessor directive that takes no flags. */
  readonly quiet: boolean;
  /** The last system call before the cursor in this function whose failure errno may tell of. */
  readonly errnoOf?: CallInfo;
  /** Cursor stands where an errno name is wanted: `errno == E|`, `case E|` of `switch (errno)`. */
  readonly wantsErrno: boolean;
}

/** The context at a file offset; never throws, whatever the text. */
export function cursorAt(file: SourceFile, offset: number, kb: Kb): Cursor {
  void file;
  void kb;
  return { word: { start: offset, end: offset }, quiet: false, wantsErrno: false };
}
