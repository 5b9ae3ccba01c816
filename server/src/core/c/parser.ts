/**
 * The only importer of web-tree-sitter. It parses a piece of text, copies what is asked for into plain objects and
 * deletes the tree before it returns, so no tree outlives a call.
 */
import { Language, Parser, type Node, type TreeCursor } from 'web-tree-sitter';

/** A syntax node as a plain object; only `nodes.ts` reads it. */
export interface RawNode {
  readonly type: string;
  /** Field of the parent it fills, or `undefined`. */
  readonly field: string | undefined;
  readonly named: boolean;
  readonly start: number;
  readonly end: number;
  /** It is, or holds, an ERROR or a missing node. */
  readonly broken: boolean;
  readonly children: readonly RawNode[];
}

/** The bytes of the wasm files that npm's packages ship. */
export interface ParserFiles {
  /** web-tree-sitter.wasm */
  readonly runtimeWasm: Uint8Array;
  /** tree-sitter-c.wasm */
  readonly grammarWasm: Uint8Array;
  /** tree-sitter-cpp.wasm, read when the first C++ text comes; C++ is parsed as C when it is absent. */
  readonly grammarCppWasm?: () => Uint8Array;
}

export interface SyntaxParser {
  /**
   * The outermost function definitions of `text` that hold one of the offsets (ascending), each once, in order.
   * An offset outside of any definition is skipped; of a definition too large to copy only the statement around the
   * offset is given, as a function of its own.
   */
  functionsAt(text: string, language: 'c' | 'cpp', offsets: readonly number[]): readonly RawNode[];
  /** Declarations at file level that hold one of these offsets, each once, in order. */
  declarationsAt(
    text: string,
    language: 'c' | 'cpp',
    offsets: readonly number[],
  ): readonly RawNode[];
  /** The whole tree of a text; for tests and for text that has no function. */
  tree(text: string, language: 'c' | 'cpp'): RawNode;
}

/** Loads runtime and grammar; rejects when a file is not what it should be. */
export async function loadParser(files: ParserFiles): Promise<SyntaxParser> {
  await Parser.init({ wasmBinary: files.runtimeWasm });
  const c = await Language.load(files.grammarWasm);
  const parser = new Parser();
  let cpp: Language | undefined;
  let current: Language | undefined;

  const choose = (language: 'c' | 'cpp'): void => {
    let wanted = c;
    if (language === 'cpp' && files.grammarCppWasm) {
      cpp ??= loadLanguage(files.grammarCppWasm());
      wanted = cpp;
    }
    if (wanted !== current) parser.setLanguage(wanted);
    current = wanted;
  };
  const withTree = <R>(
    text: string,
    language: 'c' | 'cpp',
    use: (root: NonNullable<ReturnType<Parser['parse']>>) => R,
    otherwise: R,
  ): R => {
    choose(language);
    const tree = parser.parse((index) => text.slice(index, index + 5000));
    if (!tree) return otherwise;
    try {
      return use(tree);
    } finally {
      tree.delete();
    }
  };

  return {
    functionsAt(text, language, offsets) {
      return withTree(
        text,
        language,
        (tree) => {
          const out: RawNode[] = [];
          let behind = 0;
          let pieces = MAX_PIECES;
          for (const offset of offsets) {
            if (offset < behind) continue;
            let definition: Node | undefined;
            let statement: Node | undefined;
            for (let n = tree.rootNode.descendantForIndex(offset, offset); n; n = n.parent) {
              if (n.type === 'function_definition') definition = n;
              else if (!statement && STATEMENT.test(n.type)) statement = n;
            }
            if (!definition) continue;
            if (definition.descendantCount <= MAX_NODES) {
              behind = definition.endIndex;
              out.push(copied(definition));
            } else if (statement && statement.descendantCount <= MAX_NODES && pieces-- > 0) {
              behind = statement.endIndex;
              out.push(around(copied(statement)));
            }
          }
          return out;
        },
        [],
      );
    },
    declarationsAt(text, language, offsets) {
      return withTree(
        text,
        language,
        (tree) => {
          const found = new Map<number, Node>();
          for (const offset of offsets) {
            let declaration: Node | undefined;
            for (let n = tree.rootNode.descendantForIndex(offset, offset); n; n = n.parent) {
              if (n.type === 'declaration') declaration = n;
              else if (n.type === 'function_definition') declaration = undefined;
            }
            if (declaration && declaration.descendantCount <= MAX_NODES) {
              found.set(declaration.startIndex, declaration);
            }
          }
          return [...found.values()].sort((a, b) => a.startIndex - b.startIndex).map(copied);
        },
        [],
      );
    },
    tree(text, language) {
      const none: RawNode = {
        type: 'translation_unit',
        field: undefined,
        named: true,
        start: 0,
        end: text.length,
        broken: true,
        children: [],
      };
      return withTree(
        text,
        language,
        (tree) => {
          return copied(tree.rootNode);
        },
        none,
      );
    },
  };
}

/** Every host of ours has this global; core's library list does not name it. */
declare const WebAssembly: { readonly Module: new (bytes: Uint8Array) => object };

/** A grammar compiled on the spot: C++ is needed in the middle of a synchronous answer. */
function loadLanguage(bytes: Uint8Array): Language {
  return Language.loadSync(
    new WebAssembly.Module(bytes) as Parameters<typeof Language.loadSync>[0],
  );
}

/** A function with more nodes (some 2 MB of C) is generated code: only the statements that hold a call are read. */
const MAX_NODES = 500_000;
/** How many such statements are read of one text. */
const MAX_PIECES = 200;
const STATEMENT = /^(?:expression_statement|declaration|return_statement)$/;

function copied(node: Node): RawNode {
  const cursor = node.walk();
  const raw = copy(cursor);
  cursor.delete();
  return raw;
}

/** A function without name and parameters around one statement. */
function around(statement: RawNode): RawNode {
  const { start, end, broken } = statement;
  const rest = { named: true, start, end, broken };
  const body = { ...rest, type: 'compound_statement', field: 'body', children: [statement] };
  return { ...rest, type: 'function_definition', field: undefined, children: [body] };
}

/** Deepest nesting that is copied; below it a node has no children and counts as broken. */
const MAX_DEPTH = 400;

function copy(cursor: TreeCursor, depth = 0): RawNode {
  const type = cursor.nodeType;
  const start = cursor.startIndex;
  const end = cursor.endIndex;
  const named = cursor.nodeIsNamed;
  const field = cursor.currentFieldName ?? undefined;
  let broken = type === 'ERROR' || cursor.nodeIsMissing;
  const children: RawNode[] = [];
  if (depth > MAX_DEPTH) broken = true;
  else if (cursor.gotoFirstChild()) {
    do {
      const child = copy(cursor, depth + 1);
      broken ||= child.broken;
      if (child.type !== 'comment') children.push(child);
    } while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  return { type, field, named, start, end, broken, children };
}
