/** Wires connection, engine, settings and bindings together. Wiring only: what a request does stands in its binding. */
import {
  MessageType,
  ShowMessageNotification,
  type Connection,
  type InitializeParams,
  type InitializeResult,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { createLanguageService } from '../core/service.ts';
import { projectFileName } from '../project/parse.ts';
import type { Engine, Platform } from '../project/platform.ts';
import type { InitializationOptions } from '../protocol.ts';
import type { Session } from './binding.ts';
import { bindings } from './bindings/index.ts';
import { clientAbilities } from './client-abilities.ts';
import { createDocuments } from './documents.ts';
import { createGuard } from './guard.ts';
import { createProjectIndex } from './project-index.ts';
import { createSettingsStore, type SettingsStore } from './settings.ts';

/** Serves a connection until it ends. Parser and knowledge are loaded while the client says hello. */
export function startServer(connection: Connection, platform: Platform): void {
  connection.onInitialize(async (params): Promise<InitializeResult> => {
    const options = (params.initializationOptions ?? {}) as InitializationOptions;
    const engine = await platform.load(options.assets ? { assets: options.assets } : {});
    const session = createSession(connection, platform, engine, params, options);
    const capabilities: ServerCapabilities = { positionEncoding: 'utf-16' };
    for (const binding of bindings) {
      Object.assign(capabilities, binding.capabilities?.(params.capabilities));
      binding.register(session);
    }
    return { capabilities, serverInfo: { name: 'syscall-lens', version: platform.version } };
  });
  connection.listen();
}

function createSession(
  connection: Connection,
  platform: Platform,
  { parser, kb }: Engine,
  params: InitializeParams,
  options: InitializationOptions,
): Session {
  const guard = createGuard(connection.console);
  const service = createLanguageService({ parser, kb, log: guard.report });
  const folders = (params.workspaceFolders ?? []).flatMap(({ uri }) => pathOf(uri) ?? []);
  const index = createProjectIndex({
    ...{ service, tree: platform.tree, pathOf },
    say: (line) => {
      connection.console.info(line);
    },
    failed: (error) => {
      guard.report('index', error);
    },
  });
  const documents = createDocuments((text, language, arch, uri) => {
    const file = service.open(text, language, arch, index.surroundings(uri));
    index.opened(uri, file);
    return file;
  });
  return {
    connection,
    folders,
    service,
    guard,
    client: clientAbilities(params.capabilities),
    documents,
    index,
    settings: createSettings(connection, platform, { parser, kb }, params, options),
  };
}

function createSettings(
  connection: Connection,
  { projects }: Platform,
  { kb }: Engine,
  params: InitializeParams,
  { settings: initial, pageLink, ruleLink, otherCServer }: InitializationOptions,
): SettingsStore {
  const root = params.workspaceFolders?.[0]?.uri;
  return createSettingsStore({
    kb,
    projects,
    initial,
    client: {
      links: { ...(pageLink && { page: pageLink }), ...(ruleLink && { rule: ruleLink }) },
      otherCServer: otherCServer === true,
    },
    ask: clientAbilities(params.capabilities).configuration
      ? (scopeUri) =>
          connection.workspace.getConfiguration({
            section: 'syscallLens',
            ...(scopeUri !== undefined && { scopeUri }),
          })
      : undefined,
    path: (uri) => pathOf(uri ?? (root && `${root}/${projectFileName}`)),
    tell(problem) {
      connection.console.warn(problem);
      void connection.sendNotification(ShowMessageNotification.type, {
        type: MessageType.Warning,
        message: problem,
      });
    },
  });
}

/** Path on disk of a `file:` address; `undefined` for any other. */
function pathOf(uri: string | undefined): string | undefined {
  if (uri === undefined) return undefined;
  const parsed = URI.parse(uri);
  return parsed.scheme === 'file' ? parsed.fsPath : undefined;
}
