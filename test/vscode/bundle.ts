/** Bundles the suites that run inside the extension host, for Node and for the web worker. */
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../../server/tools/setup/run.mjs';

/** Entry → what it is built as. `broken` holds a failing test: the runner must say so. */
const entries = { node: 'node', web: 'browser', broken: 'node' } as const;

/** Bundles one suite into `out/vscode/<name>.js` and returns its path without the extension, as VS Code takes it. */
export async function bundleSuite(name: keyof typeof entries): Promise<string> {
  const outfile = join(root, 'out', 'vscode', `${name}.js`);
  const platform = entries[name];
  await build({
    absWorkingDir: root,
    entryPoints: [`test/vscode/suite/index.${name}.ts`],
    outfile,
    bundle: true,
    platform,
    format: 'cjs',
    target: 'es2023',
    // Mocha ships a browser bundle of its own; under Node it is required from node_modules.
    external: platform === 'node' ? ['vscode', 'mocha'] : ['vscode'],
    logLevel: 'warning',
  });
  return outfile.replace(/\.js$/, '');
}
