/** Wires client, commands, pages and status together. Node and browser give it a client; it knows neither. */
import * as vscode from 'vscode';
import { State, type BaseLanguageClient, type LanguageClientOptions } from 'vscode-languageclient';
import {
  pageRequest,
  statusChangedNotification,
  statusRequest,
  type InitializationOptions,
  type PageResult,
  type StatusResult,
} from '../../server/src/protocol.ts';
import { registerCommands } from './commands.ts';
import { otherCServer } from './neighbours.ts';
import { pageLinks } from './page-uri.ts';
import { notDiagnosed, selector } from './selector.ts';
import { createStatus } from './status.ts';
import { registerPages } from './views/page.ts';

/** What commands may ask of the running server. */
export interface Server {
  /** Sends a request; rejects when the server does not run. */
  ask<Result>(method: string, params?: unknown): Promise<Result>;
  restart(): Promise<void>;
  showOutput(): void;
}

/** Makes a client that is not started yet. */
export type MakeClient = (options: LanguageClientOptions) => BaseLanguageClient;

/** Options both clients share. `assets` only where the server cannot read its own files. */
function clientOptions(
  output: vscode.LogOutputChannel,
  assets: InitializationOptions['assets'],
): LanguageClientOptions {
  return {
    documentSelector: [...selector],
    outputChannel: output,
    progressOnInitialization: false,
    // Text of the user's file never becomes a command: only the page link is trusted, nothing else.
    markdown: { isTrusted: { enabledCommands: ['syscallLens.openPage'] }, supportHtml: false },
    diagnosticPullOptions: {
      onChange: true,
      onSave: false,
      filter: (document) => notDiagnosed.has(document.uri.scheme),
    },
    initializationOptions: (): InitializationOptions => ({
      ...pageLinks,
      otherCServer: otherCServer(),
      settings: plainSettings(),
      ...(assets && { assets }),
    }),
  };
}

/** `syscallLens.*` as plain data: a configuration object carries functions, which no worker message may. */
function plainSettings(): unknown {
  return JSON.parse(JSON.stringify(vscode.workspace.getConfiguration('syscallLens')));
}

/** Starts the server and everything that shows what it knows; resolves when it answers. */
export async function start(
  context: vscode.ExtensionContext,
  makeClient: MakeClient,
  assets?: InitializationOptions['assets'],
): Promise<void> {
  const output = vscode.window.createOutputChannel('Syscall Lens', { log: true });
  const client = makeClient(clientOptions(output, assets));
  const status = createStatus();
  const changed = new vscode.EventEmitter<void>();
  const server: Server = {
    ask: (method, params) => client.sendRequest(method, params),
    restart: async () => {
      if (client.isRunning()) await client.stop();
      await client.start();
    },
    showOutput: () => {
      output.show();
    },
  };
  const refresh = async (): Promise<void> => {
    try {
      status.show(await server.ask<StatusResult>(statusRequest));
      changed.fire();
    } catch (error) {
      // The server stopped meanwhile: `onDidChangeState` has said so already.
      output.warn(String(error));
    }
  };
  context.subscriptions.push(
    output,
    status,
    changed,
    registerCommands(server),
    registerPages(
      async (params) => (await server.ask<PageResult | null>(pageRequest, params)) ?? undefined,
      changed.event,
    ),
    client.onNotification(statusChangedNotification, () => void refresh()),
    // Also tells of restarts after a crash, which nobody here asked for.
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) void refresh();
      else if (newState === State.Stopped) status.show(undefined);
    }),
    { dispose: () => void client.dispose() },
  );
  await client.start();
}
