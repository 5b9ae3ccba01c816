/** Several files as one project, opened as the command line and the server open them. */
import { createSourceFile, type SourceFile } from '../../server/src/core/c/source-file.ts';
import { libraryNames } from '../../server/src/core/rules/runner.ts';
import {
  createWorkspace,
  type Workspace,
  type WorkspaceOptions,
} from '../../server/src/core/workspace/workspace.ts';
import { testKb } from './kb.ts';
import { testParser } from './parser.ts';

export interface TestProject {
  readonly workspace: Workspace;
  /** Opens a text under a path and puts it in, in place of what was there. */
  readonly put: (path: string, text: string) => SourceFile;
  /** A file that was put in; throws when there is none. */
  readonly file: (path: string) => SourceFile;
}

/** A project of these files, by path; a name that ends in `.cc` or `.hh` is C++. `complete` as a tree that was read in full. */
export async function openProject(
  texts: Readonly<Record<string, string>>,
  options: Pick<WorkspaceOptions, 'maxFiles' | 'maxLength'> & {
    readonly arch?: string;
    readonly complete?: boolean;
  } = {},
): Promise<TestProject> {
  const parser = await testParser();
  const kb = testKb();
  const { arch = 'x86_64', complete = true, ...limits } = options;
  const workspace = createWorkspace({ kb, parser, ...limits });
  const files = new Map<string, SourceFile>();
  const put = (path: string, text: string): SourceFile => {
    const surroundings = workspace.surroundings(path);
    const language = /\.(?:cc|hh)$/.test(path) ? 'cpp' : 'c';
    const common = { kb, parser, arch, names: libraryNames };
    const file = createSourceFile(text, language, { ...common, surroundings });
    workspace.put(path, file);
    files.set(path, file);
    return file;
  };
  workspace.list(Object.keys(texts));
  for (const [path, text] of Object.entries(texts)) put(path, text);
  if (complete) workspace.complete();
  return {
    workspace,
    put,
    file(path) {
      const file = files.get(path);
      if (!file) throw new Error(`no file ${path}`);
      return file;
    },
  };
}
