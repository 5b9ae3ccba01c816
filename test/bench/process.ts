/** Measures whole processes: the command line against an empty Node, the server over stdio against clangd. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { makeC } from './input.ts';
import { median, ms, print, quantiles, times, type Row } from './measure.ts';

/** Node 20 reads this bundle at boot, which is no part of anything measured here. */
const env = { ...process.env };
delete env.NODE_EXTRA_CA_CERTS;

const server = { command: process.execPath, args: ['dist/server.js', '--stdio'] };
const clangd = { command: 'clangd', args: ['--log=error', '--background-index=false'] };

interface Figures {
  readonly first: number;
  readonly hover: number;
  readonly completion: number;
}

/** Spawns a language server and asks it about one file. */
async function ask({ command, args }: typeof server, path: string, text: string): Promise<Figures> {
  const start = performance.now();
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'], env });
  const rpc = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const uri = pathToFileURL(path).href;
  const textDocument = { uri };
  const published = new Promise<void>((done) => {
    rpc.onNotification('textDocument/publishDiagnostics', () => {
      done();
    });
  });
  rpc.listen();
  await rpc.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: { textDocument: { hover: { contentFormat: ['markdown'] } } },
  });
  await rpc.sendNotification('initialized', {});
  await rpc.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'c', version: 1, text },
  });
  await published;
  const first = performance.now() - start;
  const lines = text.split('\n');
  const line = lines.findIndex((l) => l.includes('mmap(NULL'));
  const character = (lines[line] ?? '').indexOf('mmap(NULL');
  const each = async (method: string, column: number): Promise<number> => {
    const figures: number[] = [];
    for (let i = 0; i < 60; i++) {
      const from = performance.now();
      await rpc.sendRequest(method, {
        textDocument,
        position: { line, character: character + column },
      });
      if (i >= 10) figures.push(performance.now() - from);
    }
    return quantiles(figures).p50;
  };
  const hover = await each('textDocument/hover', 1);
  const completion = await each('textDocument/completion', 'mmap(NULL, size, PROT_'.length);
  await rpc.sendRequest('shutdown');
  await rpc.sendNotification('exit');
  rpc.dispose();
  child.kill();
  return { first, hover, completion };
}

/** Medians of several spawns, one figure at a time. */
async function medianOf(kind: typeof server, path: string, text: string): Promise<Figures> {
  const runs: Figures[] = [];
  for (let i = 0; i < 5; i++) runs.push(await ask(kind, path, text));
  const of = (key: keyof Figures): number => quantiles(runs.map((r) => r[key])).p50;
  return { first: of('first'), hover: of('hover'), completion: of('completion') };
}

/** Prints the figures of `dist/`; clangd stands beside them where it is on PATH. */
export async function measureProcesses(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'syscall-lens-bench-'));
  try {
    const text = makeC(230);
    const path = join(folder, 'small.c');
    writeFileSync(path, text);
    const run = (args: string[]) => () =>
      spawnSync(process.execPath, args, { env, stdio: 'ignore' });
    const empty = await median(7, run(['-e', '0']));
    const cli = await median(7, run(['dist/cli.js', 'lint', path]));
    print('Whole process', [
      { what: 'empty Node', figure: ms(empty) },
      {
        what: 'lint one file of 230 lines',
        figure: ms(cli),
        ratio: `${times(cli, empty)} an empty Node`,
        goal: '≤ 3.5×',
      },
    ]);
    const own = await medianOf(server, path, text);
    const hasClangd = spawnSync('clangd', ['--version']).status === 0;
    const peer = hasClangd ? await medianOf(clangd, path, text) : undefined;
    const row = (what: string, key: keyof Figures, goal: string): Row => ({
      what,
      figure: ms(own[key]),
      ...(peer
        ? { ratio: `${times(own[key], peer[key])} of clangd (${ms(peer[key])})`, goal }
        : {}),
    });
    print(`Server over stdio, 230 lines${peer ? '' : ' (clangd is not on PATH: no comparison)'}`, [
      row('spawn → first diagnostics', 'first', '≤ 1.5×'),
      row('hover', 'hover', '≤ 0.6×'),
      row('completion', 'completion', '≤ 0.3×'),
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
