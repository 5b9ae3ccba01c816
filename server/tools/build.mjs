/** Bundles every entry into `dist/` and copies what the bundles read at run time. Options: `--minify`, `--watch` is not offered. */
import { build } from 'esbuild';
import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const finished = join(root, 'dist');
/** Everything is made here and then put in place at once, so that whoever uses `dist/` never sees half of it. */
const dist = join(root, `dist.${String(process.pid)}`);
const require = createRequire(import.meta.url);
const minify = !process.argv.includes('--no-minify');

/** web-tree-sitter's ESM build dies when bundled (empty `import.meta.url`); its CommonJS build does not. */
const alias = { 'web-tree-sitter': join(root, 'node_modules/web-tree-sitter/web-tree-sitter.cjs') };
/** Built-in modules that the protocol library loads at every start for things our server never does: 7 ms of 100. */
const lazy = (name) => join(root, 'server/tools/lazy', `${name}.cjs`);
const serverAlias = {
  ...alias,
  crypto: lazy('crypto'),
  child_process: lazy('child_process'),
};
const common = {
  absWorkingDir: root,
  bundle: true,
  minify,
  sourcemap: false,
  metafile: true,
  legalComments: 'none',
  logLevel: 'warning',
  alias,
  target: 'es2023',
  define: { 'process.env.NODE_ENV': '"production"' },
};
const node = { platform: 'node', format: 'cjs', mainFields: ['module', 'main'] };
const browser = {
  platform: 'browser',
  mainFields: ['browser', 'module', 'main'],
  external: ['fs/promises', 'module', 'path'],
};

/** name → esbuild options of each entry. */
const entries = {
  'client.js': { ...node, entryPoints: ['client/src/extension.node.ts'], external: ['vscode'] },
  'client.web.js': {
    ...browser,
    format: 'cjs',
    entryPoints: ['client/src/extension.browser.ts'],
    external: ['vscode'],
  },
  'server.js': { ...node, alias: serverAlias, entryPoints: ['server/src/bin/server.node.ts'] },
  'server.web.js': {
    ...browser,
    format: 'iife',
    entryPoints: ['server/src/bin/server.browser.ts'],
  },
  'cli.js': {
    ...node,
    entryPoints: ['server/src/bin/cli.ts'],
    banner: { js: '#!/usr/bin/env node' },
  },
};

/** Files shipped beside the bundles: [from, name in dist]. */
const assets = [
  [require.resolve('web-tree-sitter/web-tree-sitter.wasm'), 'web-tree-sitter.wasm'],
  [join(root, 'node_modules/tree-sitter-c/tree-sitter-c.wasm'), 'tree-sitter-c.wasm'],
  [join(root, 'node_modules/tree-sitter-cpp/tree-sitter-cpp.wasm'), 'tree-sitter-cpp.wasm'],
];

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
await mkdir(join(root, 'out'), { recursive: true });
const metas = {};
await Promise.all(
  Object.entries(entries).map(async ([name, options]) => {
    const result = await build({ ...common, ...options, outfile: join(dist, name) });
    metas[name] = result.metafile;
  }),
);
const compiled = spawnSync(
  process.execPath,
  [require.resolve('tsx/cli'), join(root, 'data/tools/compile.ts'), '--out', dist],
  { cwd: root, stdio: 'inherit' },
);
if (compiled.status !== 0) throw new Error('the knowledge base did not compile');
await Promise.all(assets.map(([from, name]) => copyFile(from, join(dist, name))));
await writeFile(join(root, 'out', 'metafile.json'), JSON.stringify(metas));
await rm(finished, { recursive: true, force: true });
await rename(dist, finished);
