/** Changes of settings and project files: everything that was read from them is forgotten. */
import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
} from 'vscode-languageserver';
import { projectFileName } from '../../project/parse.ts';
import type { Binding } from '../binding.ts';

export const configuration: Binding = {
  register({ connection, settings, client, guard }) {
    connection.onInitialized(
      guard.notification('initialized', async () => {
        if (client.registersConfiguration) {
          const { type } = DidChangeConfigurationNotification;
          await connection.client.register(type, { section: 'syscallLens' });
        }
        if (client.watchesFiles) {
          const { type } = DidChangeWatchedFilesNotification;
          const watchers = [{ globPattern: `**/${projectFileName}` }];
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
      guard.notification('workspace/didChangeWatchedFiles', () => {
        settings.changed();
      }),
    );
  },
};
