/** The open files: text changes go straight into the `SourceFile`, which holds the only copy of the text. */
import type {
  DidChangeTextDocumentParams,
  TextDocumentContentChangeEvent,
  TextDocumentItem,
} from 'vscode-languageserver';
import type { Language, SourceFile } from '../core/c/source-file.ts';
import { createLineIndex, type LineIndex } from '../core/text/line-index.ts';
import { offsetsOf } from './from-lsp.ts';

export interface OpenDocument {
  readonly uri: string;
  readonly version: number;
  /** Another string after every opening and every change. */
  readonly revision: string;
  readonly file: SourceFile;
  readonly lines: LineIndex;
}

export interface Documents {
  open(item: TextDocumentItem): void;
  change(params: DidChangeTextDocumentParams): void;
  close(uri: string): void;
  has(uri: string): boolean;
  /** The document with values of an architecture, or `undefined` when it is not open. */
  get(uri: string, arch: string): OpenDocument | undefined;
  /** Addresses of all open documents. */
  uris(): readonly string[];
  /** Called with the address after every opening and change. */
  onChange(listener: (uri: string) => void): void;
  /** Called with the address after every closing of a document that was open. */
  onClose(listener: (uri: string) => void): void;
}

/** How a text becomes a `SourceFile`. */
export type OpenFile = (text: string, language: Language, arch: string, uri: string) => SourceFile;

/** Until the settings have come, a file is not needed; after it, its text is here no more. */
interface Entry {
  readonly uri: string;
  readonly language: Language;
  readonly opening: number;
  version: number;
  changes: number;
  text: string | undefined;
  opened: { file: SourceFile; lines: LineIndex; arch: string } | undefined;
}

/** An empty set of documents. Documents in other languages than C and C++ are not taken in. */
export function createDocuments(openFile: OpenFile): Documents {
  const entries = new Map<string, Entry>();
  const changeListeners: ((uri: string) => void)[] = [];
  const closeListeners: ((uri: string) => void)[] = [];
  let openings = 0;

  function opened(entry: Entry, arch?: string): NonNullable<Entry['opened']> {
    const have = entry.opened;
    if (have && (arch === undefined || have.arch === arch)) return have;
    const text = have ? have.file.text() : (entry.text ?? '');
    const file = openFile(text, entry.language, arch ?? 'x86_64', entry.uri);
    const lines = have?.lines ?? createLineIndex(file, text);
    entry.text = undefined;
    return (entry.opened = { file, lines, arch: arch ?? 'x86_64' });
  }

  return {
    open({ uri, languageId, version, text }) {
      const language = languageOf(languageId);
      if (language === undefined) return;
      const opening = ++openings;
      entries.set(uri, { uri, language, opening, version, changes: 0, text, opened: undefined });
      for (const listener of changeListeners) listener(uri);
    },
    change({ textDocument, contentChanges }) {
      const entry = entries.get(textDocument.uri);
      if (entry === undefined) return;
      const { file, lines } = opened(entry);
      for (const change of contentChanges) apply(change, file, lines);
      entry.version = textDocument.version;
      entry.changes++;
      for (const listener of changeListeners) listener(entry.uri);
    },
    close(uri) {
      if (!entries.delete(uri)) return;
      for (const listener of closeListeners) listener(uri);
    },
    has: (uri) => entries.has(uri),
    get(uri, arch) {
      const entry = entries.get(uri);
      if (entry === undefined) return undefined;
      const { file, lines } = opened(entry, arch);
      const revision = `${entry.opening}.${entry.changes}`;
      return { uri, version: entry.version, revision, file, lines };
    },
    uris: () => [...entries.keys()],
    onChange: (listener) => void changeListeners.push(listener),
    onClose: (listener) => void closeListeners.push(listener),
  };
}

function apply(change: TextDocumentContentChangeEvent, file: SourceFile, lines: LineIndex): void {
  const span = 'range' in change ? offsetsOf(lines, change.range) : { start: 0, end: file.length };
  file.update([{ span, newText: change.text }]);
  lines.edited(span, change.text.length);
}

const languages: Readonly<Record<string, Language>> = {
  c: 'c',
  'objective-c': 'c',
  cpp: 'cpp',
  'c++': 'cpp',
  'objective-cpp': 'cpp',
  'cuda-cpp': 'cpp',
};

/** Our language for one of LSP's language ids; `undefined` for every other language. */
function languageOf(id: string): Language | undefined {
  return Object.hasOwn(languages, id) ? languages[id] : undefined;
}
