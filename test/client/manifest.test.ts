/** The extension's manifest keeps its promises: texts in place, settings alike, nothing started early. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

interface Property {
  readonly markdownDescription?: string;
  readonly scope?: string;
  readonly default?: unknown;
}

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly icon: string;
  readonly contributes: {
    readonly commands: readonly { command: string; title: string; category: string }[];
    readonly configuration: { properties: Record<string, Property> };
    readonly grammars: readonly { path: string }[];
    readonly languages: readonly { configuration: string }[];
    readonly walkthroughs: readonly { steps: readonly { media: { image: string } }[] }[];
  };
}

const root = join(import.meta.dirname, '..', '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const manifest = JSON.parse(read('package.json')) as Manifest;
const texts = JSON.parse(read('package.nls.json')) as Record<string, string>;
const { properties } = manifest.contributes.configuration;

test('every text placeholder has a text, and every text is used', () => {
  const used = [...read('package.json').matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key);
  expect([...new Set(used)].sort()).toEqual(Object.keys(texts).sort());
});

test('every setting has a Markdown description and belongs to a resource', () => {
  const wrong = Object.entries(properties).filter(
    ([, { markdownDescription, scope }]) => !markdownDescription || scope !== 'resource',
  );
  expect(wrong).toEqual([]);
});

test('every feature can be switched off', () => {
  const switches = Object.keys(properties).filter((name) => name.endsWith('.enabled'));
  expect(switches).toContain('syscallLens.hover.enabled');
  expect(switches.every((name) => typeof properties[name]?.default === 'boolean')).toBe(true);
});

test('nothing starts with the window', () => {
  expect(
    manifest.activationEvents.filter((event) => !/^on(Language|FileSystem):/.test(event)),
  ).toEqual([]);
});

test('commands stand under the name of the product', () => {
  expect(new Set(manifest.contributes.commands.map(({ category }) => category))).toEqual(
    new Set(['Syscall Lens']),
  );
});

test('files named by the manifest exist', () => {
  const { grammars, languages, walkthroughs } = manifest.contributes;
  const files = [
    manifest.icon,
    ...grammars.map(({ path }) => path),
    ...languages.map(({ configuration }) => configuration),
    ...walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.image)),
  ];
  expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

test('the translation bundle holds exactly the texts of the client', () => {
  const sources = readdirSync(join(root, 'client', 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => read(join('client', 'src', file)));
  const shown = sources.flatMap((source) =>
    [...source.matchAll(/l10n\.t\(\s*'([^']*)'/g)].map(([, text]) => text),
  );
  const bundle = JSON.parse(read('client/l10n/bundle.l10n.json')) as Record<string, string>;
  expect(Object.keys(bundle).sort()).toEqual([...new Set(shown)].sort());
});
