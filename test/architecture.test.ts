/** The plan of the house, checked over every import of the sources and over what the bundler really put together. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  edgesOf,
  forbidden,
  layerOf,
  readLayers,
  root,
  sourcesIn,
  type Edge,
} from './support/imports.ts';

const layers = readLayers();
const sources = sourcesIn(['server/src', 'client/src', 'data/tools', 'server/tools']);
const edges = edgesOf(sources);
const show = ({ from, to }: Edge, why: string): string => `${from} -> ${to}: ${why}`;

/** The only file that may know the parser's package. */
const PARSER = 'server/src/core/c/parser.ts';

describe('sources', () => {
  test('imports go down the layers', () => {
    const wrong = edges
      .filter(({ from, to }) => !(from === PARSER && to === 'web-tree-sitter'))
      .flatMap((edge) => {
        const why = forbidden(edge, layers);
        return why === undefined ? [] : [show(edge, why)];
      });
    expect(wrong).toEqual([]);
  });

  test('a rule never imports a rule', () => {
    const isRule = (path: string): boolean => /\/core\/rules\/[a-z]+-[\w-]+\.ts$/.test(path);
    expect(edges.filter((e) => isRule(e.from) && isRule(e.to))).toEqual([]);
  });

  test('a feature never imports a feature', () => {
    const room = (path: string): string | undefined => {
      const inside = /\/core\/features\/([\w-]+)\//.exec(path)?.[1];
      return inside === 'support' ? undefined : inside;
    };
    const wrong = edges.filter(({ from, to }) => {
      const [a, b] = [room(from), room(to)];
      return a !== undefined && b !== undefined && a !== b;
    });
    expect(wrong).toEqual([]);
  });

  test('files have kebab-case names', () => {
    const odd = sources.filter(
      (path) => !/^[a-z0-9]+(?:[-.][a-z0-9]+)*\.m?ts$/.test(basename(path)),
    );
    expect(odd).toEqual([]);
  });

  test('every layer holds something, so that no rule of the table is idle', () => {
    const planned = new Set(['strace', 'seccomp']);
    const empty = layers
      .filter(({ name }) => !planned.has(name))
      .filter((layer) => !sources.some((path) => layerOf(path, layers) === layer));
    expect(empty.map((l) => l.name)).toEqual([]);
  });

  test('the check sees a forbidden edge', () => {
    const edge = (from: string, to: string): string | undefined => forbidden({ from, to }, layers);
    expect(edge('server/src/core/c/x.ts', 'server/src/core/rules/rule.ts')).toMatch(
      /c may not import rules/,
    );
    expect(edge('server/src/core/kb/x.ts', 'node:fs')).toMatch(
      /kb may not import the package node:fs/,
    );
    expect(edge('client/src/x.ts', 'server/src/core/service.ts')).toMatch(
      /client may not import service/,
    );
    expect(edge('server/src/lsp/x.ts', 'test/support/kb.ts')).toMatch(/in no layer/);
    expect(edge('client/src/x.ts', 'server/src/protocol.ts')).toBeUndefined();
  });
});

test('every dependency has a reason, and every reason a dependency', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Readonly<
    Record<'dependencies' | 'devDependencies', Readonly<Record<string, string>>>
  >;
  const text = readFileSync(join(root, 'server/docs/architecture.md'), 'utf8');
  const rows = text
    .slice(text.indexOf('## Dependencies'))
    .split('\n')
    .filter((l) => l.startsWith('| `'));
  const reasons = rows.flatMap((row) =>
    [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map((m) => m[1] ?? ''),
  );
  const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  expect([...reasons].sort()).toEqual([...names].sort());
});

interface Metafile {
  readonly inputs: Readonly<
    Record<
      string,
      { readonly imports: readonly { readonly path: string; readonly external?: boolean }[] }
    >
  >;
}

describe('bundles', () => {
  const path = join(root, 'out/metafile.json');
  const bundles = (): Readonly<Record<string, Metafile>> => {
    if (!existsSync(path)) throw new Error('out/metafile.json is missing: run `npm run build`');
    return JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, Metafile>>;
  };
  const inputsOf = (name: string): readonly string[] => Object.keys(bundles()[name]?.inputs ?? {});

  test('all five are built', () => {
    const names = ['cli.js', 'client.js', 'client.web.js', 'server.js', 'server.web.js'];
    expect(Object.keys(bundles()).sort()).toEqual(names);
  });

  test('what is bundled together may be', () => {
    const wrong = Object.values(bundles()).flatMap(({ inputs }) =>
      Object.entries(inputs).flatMap(([from, { imports }]) =>
        imports
          .map(({ path: to }) => ({ from, to }))
          .filter(({ to }) => !from.startsWith('node_modules/') && !to.startsWith('node_modules/'))
          .filter((edge) => layerOf(edge.to, layers) !== undefined)
          .flatMap((edge) => {
            const why = forbidden(edge, layers);
            return why === undefined ? [] : [show(edge, why)];
          }),
      ),
    );
    expect([...new Set(wrong)]).toEqual([]);
  });

  test('only the parser knows the parser', () => {
    const importers = Object.values(bundles()).flatMap(({ inputs }) =>
      Object.entries(inputs)
        .filter(([from]) => !from.startsWith('node_modules/'))
        .filter(([, { imports }]) => imports.some((i) => i.path.includes('web-tree-sitter')))
        .map(([from]) => from),
    );
    expect([...new Set(importers)]).toEqual([PARSER]);
  });

  test('clients carry no core, editors carry no command line', () => {
    for (const name of ['client.js', 'client.web.js']) {
      expect(inputsOf(name).filter((p) => p.startsWith('server/src/core/'))).toEqual([]);
    }
    for (const name of ['server.js', 'server.web.js']) {
      expect(inputsOf(name).filter((p) => p.startsWith('server/src/cli/'))).toEqual([]);
    }
    expect(inputsOf('cli.js').filter((p) => p.startsWith('server/src/lsp/'))).toEqual([]);
  });

  test('no circle of imports leaves its folder', () => {
    const graph = new Map<string, readonly string[]>();
    for (const { inputs } of Object.values(bundles())) {
      for (const [from, { imports }] of Object.entries(inputs)) {
        if (!from.startsWith('node_modules/'))
          graph.set(
            from,
            imports.map((i) => i.path),
          );
      }
    }
    expect(circleIn(graph)).toBeUndefined();
    const circle = new Map([
      ['a/x.ts', ['b/y.ts']],
      ['b/y.ts', ['a/x.ts']],
    ]);
    expect(circleIn(circle)).toBe('a/x.ts -> b/y.ts -> … -> a/x.ts');
  });
});

/** An import from one folder to another that leads back to where it began, or `undefined`. */
function circleIn(graph: ReadonlyMap<string, readonly string[]>): string | undefined {
  for (const [from, imports] of graph) {
    for (const to of imports.filter((path) => dirname(path) !== dirname(from))) {
      if (reaches(graph, to, from)) return `${from} -> ${to} -> … -> ${from}`;
    }
  }
  return undefined;
}

function reaches(graph: ReadonlyMap<string, readonly string[]>, from: string, to: string): boolean {
  const seen = new Set([from]);
  for (const at of seen) {
    if (at === to) return true;
    for (const next of graph.get(at) ?? []) seen.add(next);
  }
  return false;
}
