/** Whether a file is C or C++, by its name and its contents. Pure. */
import type { Language } from './source-file.types.ts';

const cppName = /\.(?:cc|cpp|cxx|c\+\+|hh|hpp|hxx|h\+\+|C|H)$/;
const cppInHeader =
  /^[ \t]*(?:namespace\b|template\s*<|class\s+\w+|using\s+\w|(?:public|private|protected)\s*:)/m;

/** Language of a file by its name; a `.h` is C++ when it holds what only C++ has. */
export function languageOf(name: string, text: string): Language {
  if (cppName.test(name)) return 'cpp';
  return name.endsWith('.h') && cppInHeader.test(text) ? 'cpp' : 'c';
}
