/** A language client for tests: speaks the protocol to a server over streams and keeps what the server sends. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { onTestFinished } from 'vitest';
import {
  createConnection,
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type Diagnostic,
  type InitializeResult,
  type Position,
  type MessageConnection,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import { startServer } from '../../server/src/lsp/start.ts';
import type { Platform } from '../../server/src/project/platform.ts';
import { platform as realPlatform } from './platform.ts';

/** What an editor of today can do; `without` takes parts away. */
export const modernClient: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceEdit: { documentChanges: true },
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
  },
  textDocument: {
    hover: { contentFormat: ['markdown', 'plaintext'] },
    completion: {
      completionItem: {
        snippetSupport: true,
        documentationFormat: ['markdown'],
        tagSupport: { valueSet: [1] },
      },
    },
    signatureHelp: {
      signatureInformation: {
        documentationFormat: ['markdown'],
        parameterInformation: { labelOffsetSupport: true },
      },
    },
    codeAction: { isPreferredSupport: true },
    publishDiagnostics: {
      relatedInformation: true,
      codeDescriptionSupport: true,
      tagSupport: { valueSet: [1, 2] },
    },
    diagnostic: {},
  },
};

/** A client that can do nothing beyond the first LSP. */
export const plainClient: ClientCapabilities = {};

const withoutPull = { ...modernClient.textDocument };
delete withoutPull.diagnostic;
/** A client that cannot ask for diagnostics. */
export const pushClient: ClientCapabilities = {
  ...modernClient,
  textDocument: withoutPull,
};

export interface ClientOptions {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  readonly rootUri?: string;
  /** Answers `workspace/configuration` for one item. */
  readonly configuration?: (scopeUri: string | undefined) => unknown;
}

export interface TestClient {
  readonly connection: MessageConnection;
  readonly server: InitializeResult;
  /** Warnings and errors that the server showed or logged, as `show: …` and `log: …`. */
  readonly messages: readonly string[];
  /** Methods the server registered or asked for, in order. */
  readonly asked: readonly string[];
  /** Methods of the notifications it sent, in order. */
  readonly notified: readonly string[];
  ask<R>(method: string, params: unknown): Promise<R>;
  tell(method: string, params: unknown): Promise<void>;
  open(uri: string, text: string, more?: { languageId?: string; version?: number }): Promise<void>;
  /** The next published diagnostics; those that came before anybody waited are given first. */
  published(): Promise<PublishDiagnosticsParams>;
  /** Resolves when the server has sent this notification or request. */
  sent(method: string): Promise<unknown>;
}

/** A server of this process, over in-memory streams. */
export function inMemoryClient(
  options: ClientOptions = {},
  platform: Platform = realPlatform,
): Promise<TestClient> {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const connection = createConnection(
    new StreamMessageReader(toServer),
    new StreamMessageWriter(toClient),
  );
  startServer(connection, platform);
  onTestFinished(() => {
    connection.dispose();
  });
  return connect(toClient, toServer, options);
}

/** The built server. */
export const serverPath = join(import.meta.dirname, '..', '..', 'dist', 'server.js');

/** The built server as a process of its own. Its exit code comes with `exited`. */
export async function spawnedClient(
  options: ClientOptions = {},
): Promise<TestClient & { readonly exited: Promise<number | null> }> {
  const server = spawn(process.execPath, [serverPath, '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = new Promise<number | null>((resolve) => server.on('exit', resolve));
  onTestFinished(() => void server.kill());
  const client = await connect(server.stdout, server.stdin, options);
  return { ...client, exited };
}

async function connect(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  options: ClientOptions,
): Promise<TestClient> {
  const { capabilities = modernClient, initializationOptions, rootUri, configuration } = options;
  const connection = createMessageConnection(
    new StreamMessageReader(input),
    new StreamMessageWriter(output),
  );
  const messages: string[] = [];
  const asked: string[] = [];
  const notified: string[] = [];
  const came = mailboxes();
  connection.onNotification((method: string, params) => {
    notified.push(method);
    if (method === 'window/logMessage' || method === 'window/showMessage') {
      const { type, message } = params as unknown as { type: number; message: string };
      if (type <= 2)
        messages.push(`${method === 'window/logMessage' ? 'log' : 'show'}: ${message}`);
    }
    came.put(method, params);
  });
  connection.onRequest((method: string, params) => {
    asked.push(method);
    came.put(method, params);
    if (method !== 'workspace/configuration') return null;
    const { items } = params as unknown as { items: readonly { scopeUri?: string }[] };
    return items.map(({ scopeUri }) => configuration?.(scopeUri) ?? null);
  });
  connection.listen();
  onTestFinished(() => {
    connection.dispose();
  });
  const params = {
    processId: process.pid,
    workspaceFolders: rootUri === undefined ? null : [{ uri: rootUri, name: 'root' }],
    capabilities,
    initializationOptions,
  };
  const server = await connection.sendRequest<InitializeResult>('initialize', params);
  await connection.sendNotification('initialized', {});
  return {
    connection,
    server,
    messages,
    asked,
    notified,
    ask: (method, asking) => connection.sendRequest(method, asking),
    tell: (method, telling) => connection.sendNotification(method, telling),
    open: (uri, text, { languageId = 'c', version = 1 } = {}) =>
      connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId, version, text },
      }),
    published: () =>
      came.take('textDocument/publishDiagnostics') as Promise<PublishDiagnosticsParams>,
    sent: (method) => came.take(method),
  };
}

/** What came, by method: taken in order, waited for when there is none yet. */
function mailboxes() {
  const waiting = new Map<string, ((params: unknown) => void)[]>();
  const full = new Map<string, unknown[]>();
  return {
    put(method: string, params: unknown): void {
      const reader = waiting.get(method)?.shift();
      if (reader) reader(params);
      else full.set(method, [...(full.get(method) ?? []), params]);
    },
    take(method: string): Promise<unknown> {
      const box = full.get(method);
      if (box !== undefined && box.length > 0) return Promise.resolve(box.shift());
      return new Promise((resolve) => {
        waiting.set(method, [...(waiting.get(method) ?? []), resolve]);
      });
    },
  };
}

/** `line:column` of `$0` in a text, and the text without it. Throws when there is none. */
export function atCursor(marked: string): { text: string; position: Position } {
  const at = marked.indexOf('$0');
  if (at < 0) throw new Error('no $0 in the text');
  const before = marked.slice(0, at).split(/\r\n|\r|\n/);
  return {
    text: marked.slice(0, at) + marked.slice(at + 2),
    position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 },
  };
}

/** Diagnostics as `line:column-line:column severity code`, from 0. */
export function brief(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ range: { start, end }, severity, code }) => {
    const place = `${start.line}:${start.character}-${end.line}:${end.character}`;
    return `${place} ${severity ?? '?'} ${code ?? '?'}`;
  });
}
