/** Check: errno names exist, and each one that a page names is described in `data/errno.yaml`. */
import { compileErrnos } from '../compile/constants.ts';
import type { Check } from './check.ts';

export const errors: Check = {
  id: 'errors',
  promise: 'Every errno exists and is described.',
  *run({ data, facts }) {
    const known = new Set(Object.keys(compileErrnos(facts.constants.records, {})));
    const described = new Set(Object.keys(data.errnos?.value ?? {}));
    for (const file of data.calls) {
      const constraints = file.value?.constraints ?? [];
      const named = constraints.flatMap((constraint, index) =>
        constraint.errno === undefined
          ? []
          : [{ name: constraint.errno, at: ['constraints', index] }],
      );
      for (const name of Object.keys(file.value?.errors ?? {}))
        named.push({ name, at: ['errors', name] });
      for (const { name, at } of named) {
        const where = { file: file.path, line: file.lineOf(at), check: 'errors' };
        if (!known.has(name)) yield { ...where, message: `${name} is no Linux errno` };
        else if (data.errnos !== undefined && !described.has(name)) {
          yield { ...where, message: `${name} has no entry in data/errno.yaml` };
        }
      }
    }
    for (const name of described) {
      if (known.has(name)) continue;
      const line = data.errnos?.lineOf([name]) ?? 1;
      yield {
        file: 'data/errno.yaml',
        line,
        check: 'errors',
        message: `${name} is no Linux errno`,
      };
    }
  },
};
