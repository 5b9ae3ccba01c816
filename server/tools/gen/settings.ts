/** Generator of the one block of `package.json` that follows from the rules: `syscallLens.rules` offers their ids. */
import { readFileSync } from 'node:fs';
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
    const setting = manifest.contributes.configuration.properties['syscallLens.rules'];
    if (setting === undefined) throw new Error('package.json has no setting syscallLens.rules');
    setting.propertyNames = {
      enum: rules.map(({ meta }) => meta.id),
      enumDescriptions: rules.map(({ meta }) => `${meta.summary}.`),
    };
    return `${JSON.stringify(manifest, null, 2)}\n`;
  },
};
