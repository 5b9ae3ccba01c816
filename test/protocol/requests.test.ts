/** Every request over the protocol: what core answers arrives in LSP's form, fitted to what the client can do. */
import type {
  CodeAction,
  CompletionItem,
  CompletionList,
  DocumentDiagnosticReport,
  Hover,
  InlayHint,
  SignatureHelp,
} from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import type { NameEntry, PageResult, StatusResult } from '../../server/src/protocol.ts';
import {
  atCursor,
  inMemoryClient,
  modernClient,
  plainClient,
  type ClientOptions,
} from '../support/lsp-client.ts';

const uri = 'file:///w/a.c';
const textDocument = { uri };

/** Opens a text with a `$0` and asks a request about that place. */
async function askAt<R>(method: string, marked: string, options: ClientOptions = {}): Promise<R> {
  const client = await inMemoryClient(options);
  const { text, position } = atCursor(marked);
  await client.open(uri, text);
  return client.ask<R>(method, { textDocument, position });
}
const inFunction = (line: string): string =>
  `#include <sys/mman.h>\nvoid *f(unsigned long n) {\n  ${line}\n}\n`;
const call = 'return mmap(0, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);';

describe('initialize', () => {
  it('names every capability', async () => {
    const { server } = await inMemoryClient();
    expect(server.capabilities).toMatchObject({
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: 2 },
      hoverProvider: true,
      completionProvider: { resolveProvider: true },
      signatureHelpProvider: { triggerCharacters: ['(', ','] },
      codeActionProvider: {
        codeActionKinds: ['quickfix', 'refactor.rewrite', 'source.fixAll.syscallLens'],
      },
      inlayHintProvider: true,
      diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false },
    });
  });

  it('offers no pull diagnostics to a client that cannot pull', async () => {
    const { server } = await inMemoryClient({ capabilities: plainClient });
    expect(server.capabilities.diagnosticProvider).toBeUndefined();
  });

  it('is refused with the reason when a file is missing', async () => {
    const broken = {
      version: '',
      load: () => Promise.reject(new Error('kb-index.json: no such file')),
    };
    await expect(inMemoryClient({}, broken)).rejects.toThrow('kb-index.json: no such file');
  });
});

describe('hover', () => {
  it('is Markdown over the word', async () => {
    const hover = await askAt<Hover>(
      'textDocument/hover',
      inFunction(call.replace('mmap', 'm$0map')),
    );
    expect(hover.range).toEqual({
      start: { line: 2, character: 9 },
      end: { line: 2, character: 13 },
    });
    expect(hover.contents).toMatchObject({ kind: 'markdown' });
    expect(JSON.stringify(hover.contents)).toContain('MAP_FAILED');
  });

  it('is plain text for a client without Markdown', async () => {
    const hover = await askAt<Hover>(
      'textDocument/hover',
      inFunction(call.replace('mmap', 'm$0map')),
      { capabilities: plainClient },
    );
    const { kind, value } = hover.contents as { kind: string; value: string };
    expect(kind).toBe('plaintext');
    expect(value).toContain('MAP_FAILED');
    expect(value).not.toMatch(/\*\*|`|\]\(/);
  });

  it('counts columns in UTF-16 units', async () => {
    const hover = await askAt<Hover>(
      'textDocument/hover',
      inFunction(`/* 💡é */ ${call.replace('mmap', 'mm$0ap')}`),
    );
    expect(hover.range?.start).toEqual({ line: 2, character: 19 });
  });

  it('links to pages with the template of the client', async () => {
    const options = { initializationOptions: { pageLink: 'page:{kind}/{name}' } };
    const hover = await askAt<Hover>(
      'textDocument/hover',
      inFunction(call.replace('mmap', 'm$0map')),
      options,
    );
    expect(JSON.stringify(hover.contents)).toContain('(page:syscall/mmap)');
  });

  it.each([
    ['a place where nothing is', inFunction('return $00;')],
    ['the end of the file', `${inFunction(call)}$0`],
    ['an empty file', '$0'],
  ])('is nothing at %s', async (_, marked) => {
    expect(await askAt('textDocument/hover', marked)).toBeNull();
  });
});

describe('completion', () => {
  const marked = inFunction('return mmap(0, n, PROT_READ | PR$0');

  it('replaces the word with a constant', async () => {
    const list = await askAt<CompletionList>('textDocument/completion', marked);
    expect(list.isIncomplete).toBe(false);
    expect(list.items.map(({ label }) => label)).toContain('PROT_WRITE');
    expect(list.items.map(({ label }) => label)).not.toContain('PROT_READ');
    expect(list.items[0]).toMatchObject({
      kind: 21,
      textEdit: {
        range: { start: { line: 2, character: 32 }, end: { line: 2, character: 34 } },
      },
    });
    expect(list.items.every(({ sortText }) => sortText !== undefined)).toBe(true);
  });

  it('writes documentation when an item is resolved', async () => {
    const client = await inMemoryClient();
    const { text, position } = atCursor(marked);
    await client.open(uri, text);
    const list = await client.ask<CompletionList>('textDocument/completion', {
      textDocument,
      position,
    });
    const item = list.items.find(({ label }) => label === 'PROT_WRITE');
    expect(item?.documentation).toBeUndefined();
    const resolved = await client.ask<CompletionItem>('completionItem/resolve', item);
    expect(resolved).toMatchObject({
      label: 'PROT_WRITE',
      documentation: { kind: 'markdown', value: expect.stringContaining('PROT_WRITE') as string },
    });
  });

  it('gives an item back that is not ours', async () => {
    const client = await inMemoryClient();
    expect(await client.ask('completionItem/resolve', { label: 'x' })).toEqual({ label: 'x' });
  });

  it('writes no snippet syntax for a client without snippets', async () => {
    const start = inFunction('mma$0');
    const [rich, plain] = await Promise.all([
      askAt<CompletionList>('textDocument/completion', start),
      askAt<CompletionList>('textDocument/completion', start, { capabilities: plainClient }),
    ]);
    const text = ({ items }: CompletionList): string | undefined =>
      items.find(({ label }) => label.startsWith('mmap'))?.textEdit?.newText;
    expect(text(rich)).toMatch(/\$\{1:/);
    expect(text(plain)).toMatch(/^[^$]*mmap\([^$]*$/);
  });

  it('is an empty list in a document that is not open', async () => {
    const client = await inMemoryClient();
    const position = { line: 0, character: 0 };
    expect(await client.ask('textDocument/completion', { textDocument, position })).toEqual({
      isIncomplete: false,
      items: [],
    });
  });
});

describe('signature help', () => {
  const marked = inFunction('mmap(0, n, $0');

  it('marks the parameter', async () => {
    const help = await askAt<SignatureHelp>('textDocument/signatureHelp', marked);
    expect(help.activeParameter).toBe(2);
    const [signature] = help.signatures;
    const [start, end] = signature?.parameters?.[2]?.label as [number, number];
    expect(signature?.label.slice(start, end)).toBe('int prot');
  });

  it('names parameters by text for a client without offsets', async () => {
    const help = await askAt<SignatureHelp>('textDocument/signatureHelp', marked, {
      capabilities: plainClient,
    });
    expect(help.signatures[0]?.parameters?.[2]?.label).toBe('int prot');
  });
});

describe('code actions', () => {
  const bad = inFunction('return mmap(0, n, PROT_READ, MAP_PRIVATE, -1, 0);');

  async function actions(options: ClientOptions, only?: string[]): Promise<CodeAction[]> {
    const client = await inMemoryClient(options);
    await client.open(uri, bad);
    const { items } = await client.ask<DocumentDiagnosticReport & { items: [] }>(
      'textDocument/diagnostic',
      { textDocument },
    );
    const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 60 } };
    const context = { diagnostics: items, ...(only && { only }) };
    return client.ask('textDocument/codeAction', { textDocument, range, context });
  }

  it('carry a versioned edit and the diagnostic they settle', async () => {
    const found = await actions({});
    const fix = found.find(({ title }) => title.includes('MAP_ANONYMOUS'));
    expect(fix).toMatchObject({
      kind: 'quickfix',
      diagnostics: [{ code: 'mem/missing-anonymous', source: 'syscall-lens' }],
      edit: { documentChanges: [{ textDocument: { uri, version: 1 } }] },
    });
    expect(JSON.stringify(fix?.edit)).toContain('MAP_ANONYMOUS');
  });

  it('carry plain changes for a client without versioned edits', async () => {
    const workspace = { ...modernClient.workspace, workspaceEdit: {} };
    const found = await actions({ capabilities: { ...modernClient, workspace } });
    expect(found[0]?.edit?.changes?.[uri]).toHaveLength(1);
  });

  it('are only of the kinds that are asked for', async () => {
    const found = await actions({}, ['refactor']);
    expect(found.filter(({ kind }) => kind?.startsWith('quickfix'))).toEqual([]);
  });
});

describe('inlay hints', () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  const text = inFunction('return mmap(0, n, 3, 0x22, -1, 0);');

  it('are off until they are switched on', async () => {
    const client = await inMemoryClient();
    await client.open(uri, text);
    expect(await client.ask('textDocument/inlayHint', { textDocument, range })).toEqual([]);
  });

  it('stand behind the number', async () => {
    const configuration = () => ({ inlayHints: { enabled: true } });
    const client = await inMemoryClient({ configuration });
    await client.open(uri, text);
    const hints = await client.ask<InlayHint[]>('textDocument/inlayHint', { textDocument, range });
    expect(hints[0]).toMatchObject({ position: { line: 2, character: 21 } });
    expect(JSON.stringify(hints)).toContain('PROT_READ');
  });
});

describe('our own requests', () => {
  it('give pages, names and the status', async () => {
    const configuration = () => ({ target: { kernel: '5.10', architectures: ['arm64'] } });
    const client = await inMemoryClient({ configuration });
    const page = await client.ask<PageResult>('syscallLens/page', { name: 'mmap' });
    expect(page).toMatchObject({ kind: 'syscall', name: 'mmap' });
    expect(page.markdown).toContain('MAP_FAILED');
    const rule = await client.ask<PageResult>('syscallLens/page', {
      name: 'mem/write-exec',
      kind: 'rule',
    });
    expect(rule).toMatchObject({ kind: 'rule', name: 'mem/write-exec' });
    expect(await client.ask('syscallLens/page', { name: 'no_such_call' })).toBeNull();
    const names = await client.ask<NameEntry[]>('syscallLens/names', {});
    expect(names.map(({ kind, name }) => `${kind} ${name}`)).toEqual(
      expect.arrayContaining(['syscall mmap', 'constant MAP_FIXED', 'errno EINVAL']),
    );
    const status = await client.ask<StatusResult>('syscallLens/status', {});
    expect(status.target).toContain('5.10');
    expect(status.target).toContain('aarch64');
  });

  it('give a page with the values of an architecture', async () => {
    const client = await inMemoryClient();
    const page = await client.ask<PageResult>('syscallLens/page', {
      name: 'mmap',
      arch: 'aarch64',
    });
    expect(page.markdown).toContain('aarch64');
  });
});
