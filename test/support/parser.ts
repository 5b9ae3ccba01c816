/** The real parser over the wasm files of npm's packages, loaded once. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { loadParser, type SyntaxParser } from '../../server/src/core/c/parser.ts';

const require = createRequire(import.meta.url);
const bytes = (path: string): Uint8Array => readFileSync(require.resolve(path));

let loading: Promise<SyntaxParser> | undefined;

/** The parser for C and C++. */
export function testParser(): Promise<SyntaxParser> {
  loading ??= loadParser({
    runtimeWasm: bytes('web-tree-sitter/web-tree-sitter.wasm'),
    grammarWasm: bytes('tree-sitter-c/tree-sitter-c.wasm'),
    grammarCppWasm: () => bytes('tree-sitter-cpp/tree-sitter-cpp.wasm'),
  });
  return loading;
}
