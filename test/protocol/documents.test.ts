/** Text changes: the server's copy stays equal to the editor's, whatever is typed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { createLanguageService } from '../../server/src/core/service.ts';
import { createDocuments, type Documents } from '../../server/src/lsp/documents.ts';
import { requestContext } from '../../server/src/project/effective.ts';
import { defaultSettings } from '../../server/src/project/settings.ts';
import { platform } from '../support/platform.ts';

const uri = 'file:///w/a.c';
const { parser, kb } = await platform.load({});
const service = createLanguageService({
  parser,
  kb,
  strict: true,
  log: (part, error) => {
    throw new Error(part, { cause: error });
  },
});
const ctx = requestContext(defaultSettings, kb);

const documents = (text: string): Documents => {
  const made = createDocuments((contents, language, arch) =>
    service.open(contents, language, arch),
  );
  made.open({ uri, languageId: 'c', version: 1, text });
  return made;
};

const piece = fc.array(
  fc.constantFrom(
    'mmap(0, n, PROT_WRITE | PROT_EXEC, MAP_PRIVATE, -1, 0);',
    'int f(void) {\n',
    '}\n',
    '\r\n',
    '\r',
    '/*',
    '*/',
    '"',
    '\\\n',
    '#if 0\n',
    '#endif\n',
    'é💡',
    '  ',
  ),
  { maxLength: 6 },
);
const position = fc.record({ line: fc.nat(12), character: fc.nat(40) });

describe('documents', () => {
  it('hold the text of the editor, line by line, and judge it as if it were new', () => {
    fc.assert(
      fc.property(
        piece,
        fc.array(fc.record({ a: position, b: position, text: piece }), { maxLength: 6 }),
        (first, edits) => {
          const text = first.join('');
          const ours = documents(text);
          let theirs = TextDocument.create(uri, 'c', 1, text);
          edits.forEach(({ a, b, text: added }, i) => {
            const [start, end] =
              a.line < b.line || (a.line === b.line && a.character <= b.character)
                ? [a, b]
                : [b, a];
            const change: TextDocumentContentChangeEvent = {
              range: { start, end },
              text: added.join(''),
            };
            ours.change({ textDocument: { uri, version: i + 2 }, contentChanges: [change] });
            // A fresh one each time: it miscounts lines after a range beyond the end of the text.
            const { version } = TextDocument.update(theirs, [change], i + 2);
            theirs = TextDocument.create(uri, 'c', version, theirs.getText());
          });
          const document = ours.get(uri, 'x86_64');
          expect(document?.file.text()).toBe(theirs.getText());
          expect(document?.version).toBe(theirs.version);
          expect(document?.lines.lineCount).toBe(theirs.lineCount);
          const fresh = service.open(theirs.getText(), 'c', 'x86_64');
          expect(document && service.diagnostics(document.file, ctx)).toEqual(
            service.diagnostics(fresh, ctx),
          );
        },
      ),
      { seed: 11, numRuns: 150 },
    );
  });

  it('take whole texts and several changes at once', () => {
    const ours = documents('one\ntwo\n');
    ours.change({
      textDocument: { uri, version: 2 },
      contentChanges: [
        { text: 'int x;\n' },
        { range: { start: { line: 0, character: 4 }, end: { line: 0, character: 5 } }, text: 'y' },
        { range: { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } }, text: 'z' },
      ],
    });
    expect(ours.get(uri, 'x86_64')?.file.text()).toBe('int y;\nz');
  });

  it('keep the text when the architecture changes', () => {
    const ours = documents('int x;\n');
    ours.get(uri, 'x86_64');
    ours.change({
      textDocument: { uri, version: 2 },
      contentChanges: [
        { range: { start: { line: 0, character: 4 }, end: { line: 0, character: 5 } }, text: 'yy' },
      ],
    });
    const again = ours.get(uri, 'aarch64');
    expect(again?.file.text()).toBe('int yy;\n');
    expect(again?.lines.offsetAt({ line: 1, character: 0 })).toBe(8);
    expect(ours.get(uri, 'aarch64')?.file).toBe(again?.file);
  });

  it('ignore changes of documents that are not open', () => {
    const ours = documents('');
    const other = 'file:///w/b.c';
    ours.change({ textDocument: { uri: other, version: 2 }, contentChanges: [{ text: 'x' }] });
    ours.close(other);
    expect(ours.get(other, 'x86_64')).toBeUndefined();
    expect(ours.uris()).toEqual([uri]);
  });
});
