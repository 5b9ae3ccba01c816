/** Check: argmaps and structs speak of calls, parameters and constants that exist, and each call stands in one place. */
import { paramsOfCall } from '../compile/argmap.ts';
import type { AuthoredFile, DataPath } from '../lib/authored-file.ts';
import type { Problem } from '../lib/problem.ts';
import type { Check } from './check.ts';

export const argmap: Check = {
  id: 'argmap',
  promise: 'Argmaps and structs speak of calls, parameters and constants that exist, once each.',
  *run({ data, facts }) {
    const pages = new Map(data.calls.flatMap((f) => (f.value ? [[f.value.name, f.value]] : [])));
    const calls = new Set(facts.numbers.records.map((record) => record.name));
    const constants = new Set(
      data.flagSets.flatMap((f) => f.value?.members ?? []).map((m) => m.name),
    );
    const seen = new Map<string, string>();
    for (const file of data.argmaps) {
      for (const [call, params] of Object.entries(file.value ?? {})) {
        const other = seen.get(call);
        if (other !== undefined) yield problem(file, [call], `${call} stands in ${other} as well`);
        seen.set(call, file.path);
        if (!calls.has(call)) {
          yield problem(file, [call], `no call \`${call}\` in any table`);
          continue;
        }
        const names = paramsOfCall(call, pages.get(call), facts);
        for (const [name, param] of Object.entries(params)) {
          const at = [call, name];
          if (!names.has(name)) {
            yield problem(file, at, `no parameter \`${name}\`; it has ${[...names].join(', ')}`);
          }
          if (pages.has(call) && (param.kind !== undefined || param.group !== undefined)) {
            yield problem(file, at, `${call} has a page: kind and group stand there`);
          }
          yield* cases(file, at, param.cases, names, constants);
        }
      }
    }
    for (const file of data.structs) {
      const fields = new Set(Object.keys(file.value?.fields ?? {}));
      for (const call of file.value?.calls ?? []) {
        if (!calls.has(call)) yield problem(file, ['calls'], `no call \`${call}\` in any table`);
      }
      for (const [name, field] of Object.entries(file.value?.fields ?? {})) {
        yield* cases(file, ['fields', name], field.cases, fields, constants);
      }
    }
  },
};

function* cases(
  file: AuthoredFile,
  at: DataPath,
  list: readonly { readonly when: Readonly<Record<string, readonly string[]>> }[] | undefined,
  names: ReadonlySet<string>,
  constants: ReadonlySet<string>,
): Iterable<Problem> {
  for (const [index, one] of (list ?? []).entries()) {
    const where = [...at, 'cases', index, 'when'];
    for (const [name, values] of Object.entries(one.when)) {
      if (!names.has(name))
        yield problem(file, [...where, name], `no parameter \`${name}\` decides`);
      for (const value of values) {
        if (constants.has(value)) continue;
        yield problem(file, [...where, name], `${value} is in no set of data/flag-sets`);
      }
    }
  }
}

function problem(file: AuthoredFile, at: DataPath, message: string): Problem {
  return { file: file.path, line: file.lineOf(at), check: 'argmap', message };
}
