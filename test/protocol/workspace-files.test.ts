/** The other files of the workspace: read from disk, followed when they change, and behind what is open. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { folder } from '../support/folder.ts';
import { brief, inMemoryClient, plainClient, type TestClient } from '../support/lsp-client.ts';

const source =
  '#include <sys/mman.h>\n#include "prot.h"\nvoid *f(unsigned long n) {\n' +
  '  return mmap(0, n, PROT, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);\n}\n';
const found = '3:20-3:24 2 mem/write-exec';
const writeExec = '#define PROT (PROT_WRITE | PROT_EXEC)\n';
const readOnly = '#define PROT PROT_READ\n';

interface Opened {
  readonly client: TestClient;
  readonly cwd: string;
  readonly uri: (name: string) => string;
}

/** A client of the first LSP that has opened `a.c` in a folder of these files. */
async function opened(
  files: Readonly<Record<string, string>>,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<Opened> {
  const cwd = folder(files);
  const uri = (name: string): string => pathToFileURL(join(cwd, name)).href;
  const client = await inMemoryClient({
    capabilities: plainClient,
    rootUri: pathToFileURL(cwd).href,
    initializationOptions: { settings },
  });
  await client.open(uri('a.c'), source);
  return { client, cwd, uri };
}

/** Waits for findings of `a.c`, leaving out those of other files. */
async function published({ client, uri }: Opened): Promise<string[]> {
  for (;;) {
    const params = await client.published();
    if (params.uri === uri('a.c')) return brief(params.diagnostics);
  }
}

/** The next findings that differ from these. */
async function otherThan(at: Opened, before: readonly string[]): Promise<string[]> {
  for (;;) {
    const now = await published(at);
    if (now.join() !== before.join()) return now;
  }
}

const change = ({ client, uri }: Opened, name: string, text: string, version: number) =>
  client.tell('textDocument/didChange', {
    textDocument: { uri: uri(name), version },
    contentChanges: [{ text }],
  });
const watched = ({ client, uri }: Opened, name: string, type: number) =>
  client.tell('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(name), type }] });

describe('headers of the workspace', () => {
  it('are read behind the first answer, which is given again', async () => {
    const at = await opened({ 'include/prot.h': writeExec });
    expect(await otherThan(at, [])).toEqual([found]);
  });

  it('are read again when they change on disk, appear and go', async () => {
    const at = await opened({ 'prot.h': writeExec });
    expect(await otherThan(at, [])).toEqual([found]);
    writeFileSync(join(at.cwd, 'prot.h'), readOnly);
    await watched(at, 'prot.h', 2);
    expect(await otherThan(at, [found])).toEqual([]);
    rmSync(join(at.cwd, 'prot.h'));
    await watched(at, 'prot.h', 3);
    writeFileSync(join(at.cwd, 'prot.h'), writeExec);
    await watched(at, 'prot.h', 1);
    expect(await otherThan(at, [])).toEqual([found]);
  });

  it('stand behind open documents, until those are closed', async () => {
    const at = await opened({ 'prot.h': writeExec });
    expect(await otherThan(at, [])).toEqual([found]);
    await at.client.open(at.uri('prot.h'), writeExec);
    await change(at, 'prot.h', readOnly, 2);
    expect(await otherThan(at, [found])).toEqual([]);
    await at.client.tell('textDocument/didClose', { textDocument: { uri: at.uri('prot.h') } });
    expect(await otherThan(at, [])).toEqual([found]);
  });

  it('are left alone when the setting says so', async () => {
    const at = await opened({ 'prot.h': writeExec }, { workspaceIndex: 'off' });
    expect(await published(at)).toEqual([]);
    await at.client.open(at.uri('prot.h'), readOnly);
    await change(at, 'prot.h', writeExec, 2);
    expect(await otherThan(at, [])).toEqual([found]);
  });
});

it('a client that asks is told to ask again', async () => {
  const cwd = folder({ 'prot.h': writeExec });
  const rootUri = pathToFileURL(cwd).href;
  const client = await inMemoryClient({ rootUri });
  const textDocument = { uri: `${rootUri}/a.c` };
  await client.open(textDocument.uri, source);
  const pull = (): Promise<{ items: Parameters<typeof brief>[0] }> =>
    client.ask('textDocument/diagnostic', { textDocument });
  await pull();
  await client.sent('workspace/diagnostic/refresh');
  expect(brief((await pull()).items)).toEqual([found]);
});
