/** Check: each authored file is valid YAML and fits its schema. Says in the schema's own words what to write instead. */
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { AuthoredFile, DataPath } from '../lib/authored-file.ts';
import type { Problem } from '../lib/problem.ts';
import { platformFiles } from '../lib/platform-files.ts';
import type { Check, CheckContext } from './check.ts';

export const schema: Check = {
  id: 'schema',
  promise: 'Each authored file is valid YAML and fits its schema.',
  *run({ data, schemas }) {
    const call = compile(schemas, 'syscall');
    const flagSet = compile(schemas, 'flag-set');
    const errno = compile(schemas, 'errno');
    const argmap = compile(schemas, 'argmap');
    const struct = compile(schemas, 'struct');
    for (const file of data.calls) yield* validate(file, call);
    for (const file of data.flagSets) yield* validate(file, flagSet);
    for (const file of data.argmaps) yield* validate(file, argmap);
    for (const file of data.structs) yield* validate(file, struct);
    if (data.errnos !== undefined) yield* validate(data.errnos, errno);
    for (const [file, name] of platformFiles(data)) yield* validate(file, compile(schemas, name));
    for (const file of data.strays) {
      yield {
        file,
        line: 1,
        check: 'schema',
        message: 'nothing reads this file: move it or delete it',
      };
    }
  },
};

function compile(schemas: CheckContext['schemas'], name: string): ValidateFunction {
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    strict: true,
    keywords: ['errorMessage', 'tsType'],
  });
  return ajv.compile(schemas[name] ?? false);
}

function* validate(file: AuthoredFile, check: ValidateFunction): Iterable<Problem> {
  yield* file.syntax;
  if (file.syntax.length > 0 || check(file.value)) return;
  for (const error of check.errors ?? []) {
    const at = toPath(error.instancePath);
    if (error.keyword === 'additionalProperties') at.push(String(error.params.additionalProperty));
    if (error.propertyName !== undefined) at.push(error.propertyName);
    if (error.keyword === 'propertyNames') continue;
    yield { file: file.path, line: file.lineOf(at), check: 'schema', message: wording(error, at) };
  }
}

/** Message for people: where, what is wrong, and what the schema asks to write there. */
function wording(error: ErrorObject, at: DataPath): string {
  const where = at.length === 0 ? 'file' : at.join('.');
  const advice = (error.parentSchema as { errorMessage?: string } | undefined)?.errorMessage;
  if (error.keyword === 'additionalProperties') {
    return `${where}: unknown key; known here: ${Object.keys(error.parentSchema?.properties as object).join(', ')}`;
  }
  if (error.keyword === 'required') {
    return `${where}: key "${String(error.params.missingProperty)}" is missing`;
  }
  const length =
    typeof error.data === 'string' && error.keyword.endsWith('Length')
      ? ` (it has ${String(error.data.length)})`
      : '';
  const number =
    typeof error.data === 'number' && error.keyword === 'type'
      ? '; put numbers and versions in quotes'
      : '';
  return `${where}: ${advice ?? error.message ?? error.keyword}${length}${number}`;
}

function toPath(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
