/** The built server as editors start it: a process that speaks over its standard streams. Needs `npm run build`. */
import { fork, spawnSync } from 'node:child_process';
import { expect, it, onTestFinished } from 'vitest';
import type { Hover } from 'vscode-languageserver';
import { brief, serverPath, spawnedClient } from '../support/lsp-client.ts';

const uri = 'file:///w/a.c';
const textDocument = { uri };
const text =
  '#include <sys/mman.h>\nvoid *f(unsigned long n) {\n' +
  '  return mmap(0, n, PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);\n}\n';

it('answers, and ends with 0 after shutdown and exit', async () => {
  const client = await spawnedClient();
  expect(client.server.serverInfo).toMatchObject({
    name: 'syscall-lens',
    version: expect.stringMatching(/^\d+\.\d+\.\d+/) as string,
  });
  await client.open(uri, text);
  const hover = await client.ask<Hover>('textDocument/hover', {
    textDocument,
    position: { line: 2, character: 11 },
  });
  expect(JSON.stringify(hover.contents)).toContain('MAP_FAILED');
  const report = await client.ask<{ items: Parameters<typeof brief>[0] }>(
    'textDocument/diagnostic',
    { textDocument },
  );
  expect(brief(report.items)).toEqual(['2:33-2:42 2 mem/write-exec']);
  await client.open('file:///w/a.cpp', `${text}namespace n { auto l = [] { return 1; }; }\n`, {
    languageId: 'cpp',
  });
  const cpp = await client.ask<{ items: Parameters<typeof brief>[0] }>('textDocument/diagnostic', {
    textDocument: { uri: 'file:///w/a.cpp' },
  });
  expect(brief(cpp.items)).toEqual(['2:33-2:42 2 mem/write-exec']);
  await client.ask('shutdown', null);
  await client.tell('exit', undefined);
  expect(await client.exited).toBe(0);
});

it('ends with 1 when the client goes without shutdown', async () => {
  const client = await spawnedClient();
  await client.tell('exit', undefined);
  expect(await client.exited).toBe(1);
});

it('speaks over the channel of a forked process, as VS Code starts it', async () => {
  const server = fork(serverPath, ['--node-ipc']);
  onTestFinished(() => void server.kill());
  const answer = new Promise((resolve) => {
    server.on('message', (message: { id?: number }) => {
      if (message.id === 1) resolve(message);
    });
  });
  const params = { processId: process.pid, rootUri: null, capabilities: {} };
  server.send({ jsonrpc: '2.0', id: 1, method: 'initialize', params });
  expect(await answer).toMatchObject({ result: { capabilities: { hoverProvider: true } } });
});

it('says how to be started when nobody said how to speak', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [serverPath], {
    encoding: 'utf8',
  });
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/^syscall-lens: .*--stdio.*\n$/);
});
