/** Check: structures have the fields that their header, or the manual, declares. */
import { exceptionsOf } from '../lib/exceptions.ts';
import type { Problem } from '../lib/problem.ts';
import type { Check } from './check.ts';

export const structFields: Check = {
  id: 'struct-fields',
  promise:
    'Every described field stands in the imported structure; where none is imported, it has a type.',
  *run({ data, facts }) {
    const exceptions = exceptionsOf(data, 'struct-fields');
    const imported = new Map(facts.structs.records.map((record) => [record.name, record]));
    for (const file of data.structs) {
      const struct = file.value;
      if (struct === undefined) continue;
      const names = imported.get(struct.name)?.fields.map((field) => field.name);
      const problem = (field: string, message: string): Problem => ({
        file: file.path,
        line: file.lineOf(['fields', field]),
        check: 'struct-fields',
        message,
      });
      for (const [field, { type }] of Object.entries(struct.fields)) {
        if (names?.includes(field) === true || exceptions.has(`${struct.name}.${field}`)) continue;
        if (names !== undefined) {
          const has = names.filter((name) => !name.includes('.')).join(', ');
          yield problem(field, `${struct.name} has no field \`${field}\`; it has ${has}`);
        } else if (type === undefined) {
          const message = `no input declares ${struct.name} (data/tools/import/struct-headers.ts): write the type of \`${field}\``;
          yield problem(field, message);
        }
      }
    }
    yield* exceptions.unused();
  },
};
