/** The language server in Node: `node server.js --stdio`, or started over IPC by an editor. */
import { createNodePlatform } from '../host/node.ts';

const platform = createNodePlatform(__dirname);
// Reading and compiling go on in the background while the protocol library loads; a failure is told in `initialize`.
platform.load({}).catch(() => undefined);
Promise.all([import('vscode-languageserver/node'), import('../lsp/start.ts')])
  .then(([{ createConnection, ProposedFeatures }, { startServer }]) => {
    startServer(createConnection(ProposedFeatures.all), platform);
  })
  .catch((error: unknown) => {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
    process.stderr.write(`syscall-lens: ${why ?? ''} (start with --stdio or --node-ipc)\n`);
    process.exitCode = 2;
  });
