/** Check: every call that some current kernel implements has a page, but for a list that only gets shorter. */
import { exceptionsOf } from '../lib/exceptions.ts';
import { isImplemented } from '../lib/prototypes.ts';
import type { Check } from './check.ts';

export const coverage: Check = {
  id: 'coverage',
  promise:
    'Every implemented call has a page, or stands in data/exceptions/coverage.txt until it has one.',
  *run({ data, facts }) {
    const exceptions = exceptionsOf(data, 'coverage');
    const written = new Set(data.calls.map((file) => file.path.replace(/^.*\/|\.yaml$/g, '')));
    for (const { name, arches } of facts.numbers.records) {
      const implemented = Object.entries(arches).some(([arch, row]) =>
        isImplemented(row, arch, facts),
      );
      if (!implemented || written.has(name) || exceptions.has(name)) continue;
      const message = `${name} has no page: write data/syscalls/<group>/${name}.yaml`;
      yield { file: 'data/generated/numbers.json', line: 1, check: 'coverage', message };
    }
    yield* exceptions.unused();
  },
};
