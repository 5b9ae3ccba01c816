/** What the client can do, read once from its capabilities. Pure. */
import type { ClientCapabilities } from 'vscode-languageserver';

export interface ClientAbilities {
  readonly configuration: boolean;
  readonly watchesFiles: boolean;
  readonly registersConfiguration: boolean;
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesInlayHints: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly diagnosticTags: boolean;
  readonly hoverMarkdown: boolean;
  readonly completionMarkdown: boolean;
  readonly completionTags: boolean;
  readonly snippets: boolean;
  readonly signatureMarkdown: boolean;
  readonly signatureLabelOffsets: boolean;
  readonly versionedEdits: boolean;
  readonly preferredActions: boolean;
}

/** Reads the capabilities; what a client does not name it cannot do. */
export function clientAbilities(client: ClientCapabilities): ClientAbilities {
  const { workspace, textDocument: document } = client;
  const diagnostics = document?.publishDiagnostics;
  const pull = document?.diagnostic as
    | { relatedInformation?: boolean; codeDescriptionSupport?: boolean; tagSupport?: object }
    | undefined;
  const item = document?.completion?.completionItem;
  const signature = document?.signatureHelp?.signatureInformation;
  return {
    configuration: workspace?.configuration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    pullsDiagnostics: pull !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    relatedInformation: (diagnostics?.relatedInformation ?? pull?.relatedInformation) === true,
    codeDescription: (diagnostics?.codeDescriptionSupport ?? pull?.codeDescriptionSupport) === true,
    diagnosticTags: (diagnostics?.tagSupport ?? pull?.tagSupport) !== undefined,
    hoverMarkdown: document?.hover?.contentFormat?.includes('markdown') ?? false,
    completionMarkdown: item?.documentationFormat?.includes('markdown') ?? false,
    completionTags: item?.tagSupport !== undefined,
    snippets: item?.snippetSupport === true,
    signatureMarkdown: signature?.documentationFormat?.includes('markdown') ?? false,
    signatureLabelOffsets: signature?.parameterInformation?.labelOffsetSupport === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    preferredActions: document?.codeAction?.isPreferredSupport === true,
  };
}
