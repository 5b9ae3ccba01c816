/** Generator of the blocks of `package.json` that follow from rules and data: rule ids, and presets for the target. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { AuthoredDistributions } from '../../../data/tools/lib/platform.types.ts';
import { rules } from '../../src/core/rules/index.ts';
import type { Generator } from './generator.ts';

interface Manifest {
  readonly contributes: {
    readonly configuration: { readonly properties: Record<string, Record<string, unknown>> };
  };
}

export const ruleSettings: Generator = {
  path: 'package.json',
  render() {
    const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
    const manifest = JSON.parse(text) as Manifest;
    settingOf(manifest, 'rules').propertyNames = {
      enum: rules.map(({ meta }) => meta.id),
      enumDescriptions: rules.map(({ meta }) => `${meta.summary}.`),
    };
    const presets = Object.entries(readPresets());
    Object.assign(settingOf(manifest, 'target.distribution'), {
      enum: [...presets.map(([id]) => id), null],
      enumDescriptions: presets.map(([, { name, kernel, libc = '', libcVersion = '' }]) =>
        `${name}: Linux ${kernel} ${libc} ${libcVersion}`.trimEnd(),
      ),
    });
    return `${JSON.stringify(manifest, null, 2)}\n`;
  },
};

function settingOf(manifest: Manifest, name: string): Record<string, unknown> {
  const setting = manifest.contributes.configuration.properties[`syscallLens.${name}`];
  if (setting === undefined) throw new Error(`package.json has no setting syscallLens.${name}`);
  return setting;
}

function readPresets(): AuthoredDistributions {
  const file = new URL('../../../data/distributions.yaml', import.meta.url);
  return parse(readFileSync(file, 'utf8')) as AuthoredDistributions;
}
