/** What is under the cursor: one union that hover, pages, actions and decoders read. */
import type { Kb } from '../kb/kb.ts';
import type { ParamInfo } from '../kb/kb.types.ts';
import type { Span } from '../text/span.ts';
import type { Argument, PlacedCall } from './call-site.ts';
import type { SourceFile } from './source-file.ts';

/** `span` is in file offsets; offsets inside `call` are relative to its unit (see `PlacedCall.base`). */
export type Target =
  /** The name of a system call where it really is one (call, `SYS_x`, `__NR_x`, mention in a known macro). */
  | { readonly kind: 'syscall'; readonly span: Span; readonly name: string; readonly call?: PlacedCall }
  /** A constant of the knowledge base, in the argument of a call when there is one. */
  | {
      readonly kind: 'constant';
      readonly span: Span;
      readonly name: string;
      readonly in?: ArgumentPlace;
    }
  /** An errno name; `after` is the call whose failure it tells of, when the code shows which. */
  | {
      readonly kind: 'errno';
      readonly span: Span;
      readonly name: string;
      readonly after?: PlacedCall;
    }
  /** A number in an argument that takes flags, an enumeration or a mode. */
  | {
      readonly kind: 'number';
      readonly span: Span;
      readonly value: bigint;
      readonly in: ArgumentPlace;
    }
  /** Anything else in an argument: a variable, an expression. */
  | { readonly kind: 'parameter'; readonly span: Span; readonly in: ArgumentPlace };

export interface ArgumentPlace {
  readonly call: PlacedCall;
  readonly param: ParamInfo;
  readonly argument: Argument;
}

/** The target at a file offset, or `undefined` where nothing is certain. */
export function targetAt(file: SourceFile, offset: number, kb: Kb): Target | undefined {
  void file;
  void offset;
  void kb;
  return undefined;
}
