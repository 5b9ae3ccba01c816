/** Opens C text as the features see it, with the real parser and the real knowledge. */
import {
  createSourceFile,
  type Language,
  type SourceFile,
} from '../../server/src/core/c/source-file.ts';
import type { SyntaxParser } from '../../server/src/core/c/parser.ts';
import type { Kb } from '../../server/src/core/kb/kb.ts';
import { testKb } from './kb.ts';
import { testParser } from './parser.ts';

export interface Opened {
  readonly file: SourceFile;
  readonly kb: Kb;
}

/** A way to open texts, once parser and knowledge are loaded. */
export async function opener(): Promise<
  (text: string, options?: { language?: Language; arch?: string }) => Opened
> {
  const parser: SyntaxParser = await testParser();
  const kb = testKb();
  return (text, options = {}) => ({
    file: createSourceFile(text, options.language ?? 'c', {
      kb,
      parser,
      ...(options.arch === undefined ? {} : { arch: options.arch }),
    }),
    kb,
  });
}

/** Splits a text at its one `$0`; throws when there is none. */
export function atCursor(marked: string): { readonly text: string; readonly offset: number } {
  const offset = marked.indexOf('$0');
  if (offset < 0) throw new Error('no $0 in the fixture');
  return { text: marked.slice(0, offset) + marked.slice(offset + 2), offset };
}
