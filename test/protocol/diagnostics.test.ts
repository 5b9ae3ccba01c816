/** Diagnostics, asked for or published, through edits and changes of settings. */
import type { DocumentDiagnosticReport } from 'vscode-languageserver';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { folder } from '../support/folder.ts';
import {
  brief,
  inMemoryClient,
  modernClient,
  plainClient,
  pushClient,
  type TestClient,
} from '../support/lsp-client.ts';

const uri = 'file:///w/a.c';
const textDocument = { uri };
const writeExec =
  '#include <sys/mman.h>\nvoid *f(unsigned long n) {\n' +
  '  return mmap(0, n, PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);\n}\n';
const finding = '2:33-2:42 2 mem/write-exec';

interface Full {
  readonly kind: string;
  readonly resultId?: string;
  readonly items: Parameters<typeof brief>[0];
}
const pull = (client: TestClient, of = uri, previousResultId?: string): Promise<Full> =>
  client.ask('textDocument/diagnostic', {
    textDocument: { uri: of },
    ...(previousResultId !== undefined && { previousResultId }),
  });
/** Replaces a stretch of line 2. */
const change = (client: TestClient, version: number, from: number, to: number, text: string) =>
  client.tell('textDocument/didChange', {
    textDocument: { uri, version },
    contentChanges: [
      {
        range: { start: { line: 2, character: from }, end: { line: 2, character: to } },
        text,
      },
    ],
  });

describe('pulled', () => {
  it('come with severity, code and source, and follow edits', async () => {
    const client = await inMemoryClient();
    await client.open(uri, writeExec);
    const first = await pull(client);
    expect(brief(first.items)).toEqual([finding]);
    expect(first.items[0]).toMatchObject({ source: 'syscall-lens' });
    await change(client, 2, 30, 42, '');
    expect(brief((await pull(client)).items)).toEqual([]);
  });

  it('are unchanged until the text or the settings change', async () => {
    let rules = {};
    const client = await inMemoryClient({ configuration: () => ({ rules }) });
    await client.open(uri, writeExec);
    const { resultId } = await pull(client);
    expect(await pull(client, uri, resultId)).toEqual({ kind: 'unchanged', resultId });
    rules = { 'mem/write-exec': 'error' };
    await client.tell('workspace/didChangeConfiguration', { settings: null });
    await client.sent('workspace/diagnostic/refresh');
    const second = await pull(client, uri, resultId);
    expect(brief(second.items)).toEqual([finding.replace(' 2 ', ' 1 ')]);
    await client.tell('textDocument/didClose', { textDocument });
    await client.open(uri, 'int x;\n');
    expect((await pull(client, uri, second.resultId)).items).toEqual([]);
  });

  it('are not published as well', async () => {
    const client = await inMemoryClient();
    await client.open(uri, writeExec);
    await change(client, 2, 0, 0, ' ');
    await pull(client);
    await client.ask('shutdown', null);
    expect(client.notified).not.toContain('textDocument/publishDiagnostics');
  });

  it('carry the page of the rule for a client that shows it', async () => {
    const initializationOptions = { ruleLink: 'rules:{name}' };
    const rich = await inMemoryClient({ initializationOptions });
    await rich.open(uri, writeExec);
    expect((await pull(rich)).items[0]?.codeDescription).toEqual({
      href: 'rules:mem%2Fwrite-exec',
    });
    const textOnly = { ...modernClient.textDocument, publishDiagnostics: {} };
    const plain = await inMemoryClient({
      initializationOptions,
      capabilities: { ...modernClient, textDocument: textOnly },
    });
    await plain.open(uri, writeExec);
    expect((await pull(plain)).items[0]?.codeDescription).toBeUndefined();
  });

  it('are empty for other languages and for documents that are not open', async () => {
    const client = await inMemoryClient();
    await client.open(uri, writeExec, { languageId: 'rust' });
    expect((await pull(client)).items).toEqual([]);
    expect((await pull(client, 'file:///w/none.c')).items).toEqual([]);
  });
});

describe('published', () => {
  it('come with the version they are for, and go when the document closes', async () => {
    const client = await inMemoryClient({ capabilities: pushClient });
    await client.open(uri, writeExec, { version: 7 });
    expect(await client.published()).toMatchObject({ uri, version: 7, diagnostics: [{}] });
    await change(client, 8, 30, 42, '');
    expect(await client.published()).toEqual({ uri, version: 8, diagnostics: [] });
    await client.tell('textDocument/didClose', { textDocument });
    expect(await client.published()).toEqual({ uri, diagnostics: [] });
  });

  it('come once for a burst of changes, for the last of them', async () => {
    const client = await inMemoryClient({ capabilities: plainClient });
    await client.open(uri, writeExec);
    await client.published();
    const changes = [' ', ' ', ' ', ' ', ' '].map((text, i) => change(client, i + 2, 0, 0, text));
    await Promise.all(changes);
    const versions: (number | undefined)[] = [];
    while (versions.at(-1) !== 6) versions.push((await client.published()).version);
    expect(versions.length).toBeLessThan(changes.length);
  });

  it('come again when pushed settings change', async () => {
    const client = await inMemoryClient({
      capabilities: plainClient,
      initializationOptions: { settings: { rules: { 'mem/write-exec': 'off' } } },
    });
    await client.open(uri, writeExec);
    expect((await client.published()).diagnostics).toEqual([]);
    await client.tell('workspace/didChangeConfiguration', {
      settings: { syscallLens: { rules: { 'mem/write-exec': 'hint' } } },
    });
    expect(brief((await client.published()).diagnostics)).toEqual([finding.replace(' 2 ', ' 4 ')]);
  });
});

describe('settings', () => {
  it('are asked for each document', async () => {
    const client = await inMemoryClient({
      configuration: (scope) => ({
        rules: { 'mem/write-exec': scope === uri ? 'off' : 'information' },
      }),
    });
    const other = 'file:///w/b.c';
    await client.open(uri, writeExec);
    await client.open(other, writeExec);
    expect(brief((await pull(client)).items)).toEqual([]);
    expect(brief((await pull(client, other)).items)).toEqual([finding.replace(' 2 ', ' 3 ')]);
  });

  it('fall back to those of the start when the client answers nothing', async () => {
    const settings = { rules: { 'mem/write-exec': 'off' } };
    const client = await inMemoryClient({ initializationOptions: { settings } });
    await client.open(uri, writeExec);
    expect((await pull(client)).items).toEqual([]);
  });

  it('that are malformed give one message and the defaults', async () => {
    const client = await inMemoryClient({
      configuration: () => ({ hover: 7, rules: { 'mem/write-exec': 'loud' } }),
    });
    await client.open(uri, writeExec);
    await client.open('file:///w/b.c', writeExec);
    expect(brief((await pull(client)).items)).toEqual([finding]);
    expect(brief((await pull(client, 'file:///w/b.c')).items)).toEqual([finding]);
    const text =
      'Syscall Lens settings: hover must be an object; rules: mem/write-exec must be one of ' +
      'off, on, error, warning, information, hint. Defaults are used instead.';
    expect(client.messages).toEqual([`log: ${text}`, `show: ${text}`]);
  });

  it('switch diagnostics off', async () => {
    const client = await inMemoryClient({
      configuration: () => ({ diagnostics: { enabled: false } }),
    });
    await client.open(uri, writeExec);
    expect((await pull(client)).items).toEqual([]);
  });
});

describe('the project file', () => {
  const inFolder = (root: string, name: string): string => pathToFileURL(join(root, name)).href;

  it('is found upwards, wins over settings and is read again when it changes', async () => {
    const root = folder({ '.syscall-lens.json': '{"rules": {"mem/write-exec": "off"}}' });
    const file = inFolder(root, 'src/a.c');
    const client = await inMemoryClient({
      rootUri: pathToFileURL(root).href,
      configuration: () => ({ rules: { 'mem/write-exec': 'error' } }),
    });
    await client.open(file, writeExec);
    expect((await pull(client, file)).items).toEqual([]);
    writeFileSync(join(root, '.syscall-lens.json'), '{"target": {"container": "docker"}}');
    await client.tell('workspace/didChangeWatchedFiles', {
      changes: [{ uri: inFolder(root, '.syscall-lens.json'), type: 2 }],
    });
    await client.sent('syscallLens/statusChanged');
    expect(brief((await pull(client, file)).items)).toEqual([finding.replace(' 2 ', ' 1 ')]);
    expect(await client.ask('syscallLens/status', {})).toMatchObject({
      target: expect.stringContaining('docker') as string,
    });
  });

  it('leaves files out', async () => {
    const root = folder({ '.syscall-lens.json': '{"ignore": ["gen"]}' });
    const client = await inMemoryClient();
    const [kept, left] = [inFolder(root, 'a.c'), inFolder(root, 'gen/a.c')];
    await client.open(kept, writeExec);
    await client.open(left, writeExec);
    expect((await pull(client, kept)).items).toHaveLength(1);
    expect((await pull(client, left)).items).toEqual([]);
  });

  it('that is malformed is told once, with its line, and the rest of it used', async () => {
    const root = folder({
      '.syscall-lens.json': '{\n  "rules": {"mem/write-exec": "off"},\n  "ignore": 1\n}',
    });
    const client = await inMemoryClient();
    const file = inFolder(root, 'a.c');
    await client.open(file, writeExec);
    expect((await pull(client, file)).items).toEqual([]);
    const text = `${join(root, '.syscall-lens.json')}:3: ignore must be a list of strings`;
    expect(client.messages).toEqual([`log: ${text}`, `show: ${text}`]);
  });
});

it('a diagnostic report is one of the two kinds LSP knows', async () => {
  const client = await inMemoryClient();
  await client.open(uri, '');
  const report = await client.ask<DocumentDiagnosticReport>('textDocument/diagnostic', {
    textDocument,
  });
  expect(report).toMatchObject({ kind: 'full', items: [] });
});
