/**
 * Reference pages inside the editor: read-only files of our scheme, written by the server, shown as rendered Markdown.
 * A file system and not a content provider: VS Code can wake us for a page left open in the last session
 * (`onFileSystem`), and links from page to page resolve.
 */
import * as vscode from 'vscode';
import type { PageKind, PageParams, PageResult } from '../../../server/src/protocol.ts';
import { pagePath, pageScheme, parsePagePath } from '../page-uri.ts';

/** The built-in Markdown preview as an editor, and the extension that brings it; some VS Code derivatives lack it. */
const previewEditor = 'vscode.markdown.preview.editor';
const previewExtension = 'vscode.markdown-language-features';

/** Asks the server for one page; undefined when it has none of that name. */
export type AskPage = (params: PageParams) => Promise<PageResult | undefined>;

/** Serves the files of our scheme. `changed` says that every page may read otherwise now (another target, say). */
export function registerPages(ask: AskPage, changed: vscode.Event<void>): vscode.Disposable {
  const files = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  let revision = 1;
  const read = async (uri: vscode.Uri): Promise<Uint8Array> => {
    const wanted = parsePagePath(uri.path);
    const page = wanted && (await ask(wanted));
    if (!page) throw vscode.FileSystemError.FileNotFound(uri);
    return new TextEncoder().encode(page.markdown);
  };
  const readOnly = (): never => {
    throw vscode.FileSystemError.NoPermissions();
  };
  return vscode.Disposable.from(
    files,
    changed(() => {
      revision += 1;
      const open = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === pageScheme);
      files.fire(open.map(({ uri }) => ({ type: vscode.FileChangeType.Changed, uri })));
    }),
    vscode.workspace.registerFileSystemProvider(
      pageScheme,
      {
        onDidChangeFile: files.event,
        stat: async (uri) => ({
          type: vscode.FileType.File,
          ctime: 0,
          mtime: revision,
          size: (await read(uri)).byteLength,
        }),
        readFile: read,
        watch: () => new vscode.Disposable(() => undefined),
        readDirectory: () => [],
        createDirectory: readOnly,
        writeFile: readOnly,
        delete: readOnly,
        rename: readOnly,
      },
      { isReadonly: true, isCaseSensitive: true },
    ),
  );
}

/** Opens the page of `name`, rendered; as plain Markdown text where there is no preview. */
export async function openPage(kind: PageKind, name: string): Promise<void> {
  const uri = vscode.Uri.from({ scheme: pageScheme, path: pagePath(kind, name) });
  if (vscode.extensions.getExtension(previewExtension))
    await vscode.commands.executeCommand('vscode.openWith', uri, previewEditor, { preview: true });
  else await vscode.window.showTextDocument(uri, { preview: true });
}
