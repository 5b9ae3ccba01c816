/** What one request of the protocol is to the server: its capability and its handler, together. Types and small helpers. */
import type { ClientCapabilities, Connection, ServerCapabilities } from 'vscode-languageserver';
import type { LanguageService, RequestContext } from '../core/service.ts';
import type { ClientAbilities } from './client-abilities.ts';
import type { Documents, OpenDocument } from './documents.ts';
import type { Guard } from './guard.ts';
import type { ProjectIndex } from './project-index.ts';
import type { SettingsStore } from './settings.ts';

/** Everything a handler may use. It lives from `initialize` to the end of the connection. */
export interface Session {
  readonly connection: Connection;
  readonly service: LanguageService;
  readonly documents: Documents;
  readonly settings: SettingsStore;
  /** What the documents get from the other files of the workspace. */
  readonly index: ProjectIndex;
  /** Folders of the workspace on disk. */
  readonly folders: readonly string[];
  readonly client: ClientAbilities;
  readonly guard: Guard;
}

/** One request or notification; `start.ts` loops over all of them. */
export interface Binding {
  /** Capabilities it brings; none when the client has no use for it. */
  capabilities?(client: ClientCapabilities): ServerCapabilities;
  /** Installs the handler. */
  register(session: Session): void;
}

/** A document with the context its questions are answered in. */
export interface Subject {
  readonly document: OpenDocument;
  readonly ctx: RequestContext;
  /** The project file leaves this document out. */
  readonly ignored: boolean;
}

/** The subject of a request, or `undefined` when the document is not open or not ours. */
export async function subjectOf(session: Session, uri: string): Promise<Subject | undefined> {
  if (!session.documents.has(uri)) return undefined;
  const { ctx, ignored } = await session.settings.of(uri);
  const document = session.documents.get(uri, ctx.target.arch);
  return document && { document, ctx, ignored };
}
