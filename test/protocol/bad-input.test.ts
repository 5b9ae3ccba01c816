/** The server stays up: whatever comes, the next request is answered and nothing is lost. */
import { describe, expect, it } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver';
import { brief, inMemoryClient, type TestClient } from '../support/lsp-client.ts';
import { platform } from '../support/platform.ts';

const uri = 'file:///w/a.c';
const textDocument = { uri };
const good =
  '#include <sys/mman.h>\nvoid *f(unsigned long n) {\n' +
  '  return mmap(0, n, PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);\n}\n';
const findings = async (client: TestClient, of = uri): Promise<string[]> => {
  const { items } = await client.ask<{ items: Parameters<typeof brief>[0] }>(
    'textDocument/diagnostic',
    { textDocument: { uri: of } },
  );
  return brief(items);
};
const expected = ['2:33-2:42 2 mem/write-exec'];

describe('texts', () => {
  it.each([
    ['an empty file', ''],
    ['only line breaks', '\r\n\r\r\n\n'],
    ['an unfinished call', 'int f(void) { mmap('],
    ['open everything', '((([[[{{{"\'/*'],
    ['lone surrogates', 'int f(void) { /* \ud83d */ mmap(0, 1, 3, 0x22, -1, \udca1); }'],
    ['control characters', '\u0000\u0001\uFEFF int x\u007f;\u2028 mmap(\u0000);'],
    ['a line that never ends', `int x = 0${' + 1'.repeat(100_000)}; mmap(0`],
    ['deep nesting', `int f(void) { ${'('.repeat(5000)}mmap(0${')'.repeat(5000)}; }`],
    ['conditionals that never close', '#if 1\n'.repeat(500) + 'int f(void) {\n#else\n{ mmap(\n'],
  ])('%s: every request is answered', async (_, text) => {
    const client = await inMemoryClient();
    await client.open(uri, text);
    const end = { line: 0, character: text.length };
    const range = { start: { line: 0, character: 0 }, end };
    const answers = await Promise.all([
      client.ask('textDocument/hover', { textDocument, position: end }),
      client.ask('textDocument/completion', { textDocument, position: end }),
      client.ask('textDocument/signatureHelp', { textDocument, position: end }),
      client.ask('textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } }),
      client.ask('textDocument/inlayHint', { textDocument, range }),
      client.ask('textDocument/diagnostic', { textDocument }),
    ]);
    expect(answers).toHaveLength(6);
    expect(client.messages).toEqual([]);
    await client.open('file:///w/good.c', good);
    expect(await findings(client, 'file:///w/good.c')).toEqual(expected);
  });
});

describe('messages', () => {
  it('with positions outside of the text are answered', async () => {
    const client = await inMemoryClient();
    await client.open(uri, good);
    const far = { line: 99_999, character: 99_999 };
    expect(await client.ask('textDocument/hover', { textDocument, position: far })).toBeNull();
    const range = { start: far, end: { line: 0, character: 0 } };
    const context = { diagnostics: [] };
    await client.ask('textDocument/codeAction', { textDocument, range, context });
    expect(client.messages).toEqual([]);
  });

  it('of the wrong shape get an empty answer and one line in the log', async () => {
    const client = await inMemoryClient();
    await client.open(uri, good);
    expect(await client.ask('textDocument/hover', {})).toBeNull();
    expect(await client.ask('textDocument/hover', {})).toBeNull();
    await client.tell('textDocument/didOpen', {});
    await client.tell('textDocument/didChange', { textDocument, contentChanges: 7 });
    expect(await findings(client)).toEqual(expected);
    const names = client.messages.map((line) => line.split(':')[1]?.trim());
    expect(names).toEqual(['textDocument/hover', 'textDocument/didOpen', 'textDocument/didChange']);
  });

  it('of unknown methods are refused without harm', async () => {
    const client = await inMemoryClient();
    await expect(client.ask('textDocument/nonsense', {})).rejects.toThrow('Unhandled method');
    await client.open(uri, good);
    expect(await findings(client)).toEqual(expected);
  });

  it('that are taken back are refused as such', async () => {
    const client = await inMemoryClient();
    await client.open(uri, good);
    const source = new CancellationTokenSource();
    const asked = client.connection.sendRequest(
      'textDocument/diagnostic',
      { textDocument },
      source.token,
    );
    source.cancel();
    await expect(asked).rejects.toMatchObject({ code: -32800 });
    expect(await findings(client)).toEqual(expected);
  });
});

describe('an error of ours', () => {
  it('is logged once, answered with nothing, and the next request is served', async () => {
    const { parser, kb } = await platform.load({});
    const client = await inMemoryClient(
      {},
      {
        ...platform,
        load: () =>
          Promise.resolve({
            kb,
            parser: {
              ...parser,
              functionsAt(text, language, offsets) {
                if (text.includes('BOOM')) throw new Error('boom');
                return parser.functionsAt(text, language, offsets);
              },
            },
          }),
      },
    );
    await client.open(uri, good.replace('*f', '*BOOM'));
    expect(await findings(client)).toEqual([]);
    expect(await findings(client)).toEqual([]);
    expect(client.messages).toHaveLength(1);
    expect(client.messages[0]).toMatch(/^log: diagnostics: boom\n/);
    await client.open('file:///w/good.c', good);
    expect(await findings(client, 'file:///w/good.c')).toEqual(expected);
  });

  it('in the settings of the client leaves the defaults', async () => {
    const client = await inMemoryClient({
      configuration: () => {
        throw new Error('no settings today');
      },
    });
    await client.open(uri, good);
    expect(await findings(client)).toEqual(expected);
  });
});
