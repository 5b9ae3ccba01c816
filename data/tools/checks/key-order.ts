/** Check: keys stand in the order of the schema, so that two files can be compared by eye. */
import type { AuthoredFile, DataPath } from '../lib/authored-file.ts';
import type { Problem } from '../lib/problem.ts';
import { platformFiles } from '../lib/platform-files.ts';
import type { Check } from './check.ts';

interface SchemaNode {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly additionalProperties?: SchemaNode | boolean;
  readonly definitions?: Readonly<Record<string, SchemaNode>>;
}

export const keyOrder: Check = {
  id: 'key-order',
  promise: 'Keys stand in the order of the schema.',
  *run({ data, schemas }) {
    for (const file of data.calls) yield* walk(file, schemas.syscall);
    for (const file of data.flagSets) yield* walk(file, schemas['flag-set']);
    for (const file of data.argmaps) yield* walk(file, schemas.argmap);
    for (const file of data.structs) yield* walk(file, schemas.struct);
    if (data.errnos !== undefined) yield* walk(data.errnos, schemas.errno);
    for (const [file, name] of platformFiles(data)) yield* walk(file, schemas[name]);
  },
};

function walk(file: AuthoredFile, root: SchemaNode | undefined): Iterable<Problem> {
  const problems: Problem[] = [];
  const visit = (value: unknown, written: SchemaNode | undefined, at: DataPath): void => {
    const node = resolve(written, root);
    if (Array.isArray(value)) {
      value.forEach((item, index) => {
        visit(item, node?.items, [...at, index]);
      });
    } else if (typeof value === 'object' && value !== null) {
      const keys = Object.keys(value);
      const late = node?.properties && firstOutOfOrder(keys, Object.keys(node.properties));
      if (late !== undefined) {
        const message = `move \`${late.key}\` above \`${late.before}\`: keys follow the schema`;
        problems.push({
          file: file.path,
          line: file.lineOf([...at, late.key]),
          check: 'key-order',
          message,
        });
      }
      for (const [key, inner] of Object.entries(value)) {
        const rest =
          typeof node?.additionalProperties === 'object' ? node.additionalProperties : undefined;
        visit(inner, node?.properties?.[key] ?? rest, [...at, key]);
      }
    }
  };
  visit(file.value, root, []);
  return problems;
}

function firstOutOfOrder(
  keys: readonly string[],
  order: readonly string[],
): { readonly key: string; readonly before: string } | undefined {
  const known = keys.filter((key) => order.includes(key));
  for (let i = 1; i < known.length; i++) {
    const key = known[i] ?? '';
    const before = known.slice(0, i).find((earlier) => order.indexOf(earlier) > order.indexOf(key));
    if (before !== undefined) return { key, before };
  }
  return undefined;
}

function resolve(
  node: SchemaNode | undefined,
  root: SchemaNode | undefined,
): SchemaNode | undefined {
  const name = node?.$ref?.replace('#/definitions/', '');
  return name === undefined ? node : root?.definitions?.[name];
}
