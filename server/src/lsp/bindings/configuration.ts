/** Changes of settings and project files: everything that was read from them is forgotten. */
import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
} from 'vscode-languageserver';
import { projectFileName } from '../../project/parse.ts';
import type { Binding } from '../binding.ts';

export const configuration: Binding = {
  register({ connection, settings, index, client, guard }) {
    connection.onInitialized(
      guard.notification('initialized', async () => {
        if (client.registersConfiguration) {
          const { type } = DidChangeConfigurationNotification;
          await connection.client.register(type, { section: 'syscallLens' });
        }
        if (client.watchesFiles) {
          const { type } = DidChangeWatchedFilesNotification;
          const names = [projectFileName, '*.{c,h,cc,cpp,cxx,hh,hpp,hxx,C,H}'];
          const watchers = names.map((name) => ({ globPattern: `**/${name}` }));
          await connection.client.register(type, { watchers });
        }
      }),
    );
    connection.onDidChangeConfiguration(
      guard.notification('workspace/didChangeConfiguration', ({ settings: pushed }) => {
        settings.changed(pushed);
      }),
    );
    connection.onDidChangeWatchedFiles(
      guard.notification('workspace/didChangeWatchedFiles', ({ changes }) => {
        const isProject = (uri: string): boolean => uri.endsWith(`/${projectFileName}`);
        const sources = changes.map(({ uri }) => uri).filter((uri) => !isProject(uri));
        if (sources.length > 0) index.changedOnDisk(sources);
        if (sources.length < changes.length) settings.changed();
      }),
    );
  },
};
