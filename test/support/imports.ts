/** Who imports whom: edges read from the sources, and the layer table of `server/tools/layers.json`. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** One layer as the table says it. */
export interface Layer {
  readonly name: string;
  readonly path: string;
  readonly may: readonly string[];
  /** Single files of closed layers that may be imported all the same. */
  readonly files?: readonly string[];
  readonly packages: readonly string[];
}
/** `from` imports `to`: paths from the root, or the name of a package. */
export interface Edge {
  readonly from: string;
  readonly to: string;
}

/** The layer table. */
export function readLayers(): readonly Layer[] {
  const text = readFileSync(join(root, 'server/tools/layers.json'), 'utf8');
  return (JSON.parse(text) as { readonly layers: readonly Layer[] }).layers;
}

/** TypeScript sources under folders of the repository, paths with `/`. */
export function sourcesIn(folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => posix.join(folder, name.split(sep).join('/')))
      .filter((path) => /\.(?:ts|mts)$/.test(path) && !path.includes('node_modules/')),
  );
}

/** Every import of the sources, types and `import()` included. */
export function edgesOf(sources: readonly string[]): readonly Edge[] {
  return sources.flatMap((from) => {
    const text = readFileSync(join(root, from), 'utf8');
    const { importedFiles } = ts.preProcessFile(text, true, true);
    return importedFiles.map(({ fileName }) => ({ from, to: resolve(from, fileName) }));
  });
}

function resolve(from: string, name: string): string {
  if (!name.startsWith('.')) return name;
  return relative(root, join(root, dirname(from), name))
    .split(sep)
    .join('/');
}

/** The layer a path belongs to: the one with the longest path that holds it. */
export function layerOf(path: string, layers: readonly Layer[]): Layer | undefined {
  return layers
    .filter((l) => path === l.path || path.startsWith(`${l.path}/`))
    .sort((a, b) => b.path.length - a.path.length)[0];
}

/** Why an edge is forbidden, or `undefined` for one that is not. */
export function forbidden({ from, to }: Edge, layers: readonly Layer[]): string | undefined {
  const layer = layerOf(from, layers);
  if (layer === undefined) return `${from} is in no layer`;
  const isFile = /\.(?:ts|mts|mjs|json)$/.test(to) && to.includes('/') && !to.startsWith('@');
  if (!isFile) {
    const allowed = layer.packages.some(
      (p) => p === to || to.startsWith(`${p}/`) || (p === 'node:*' && to.startsWith('node:')),
    );
    return allowed ? undefined : `${layer.name} may not import the package ${to}`;
  }
  const target = layerOf(to, layers);
  if (target === undefined) return `${layer.name} may not import ${to}, which is in no layer`;
  if (target === layer || layer.may.includes(target.name)) return undefined;
  if (layer.files?.includes(to) === true) return undefined;
  return `${layer.name} may not import ${target.name}`;
}
