/** Check: each member of a flag set has a sentence and its source, but for sets on a list that only gets shorter. */
import { exceptionsOf } from '../lib/exceptions.ts';
import type { Check } from './check.ts';

export const described: Check = {
  id: 'described',
  promise:
    'Every constant of a set has a sentence, or its set stands in data/exceptions/described.txt until it has.',
  *run({ data }) {
    const exceptions = exceptionsOf(data, 'described');
    for (const file of data.flagSets) {
      const { id, members } = file.value ?? {};
      const index = members?.findIndex((m) => m.summary === undefined) ?? -1;
      if (id === undefined || members === undefined || index < 0 || exceptions.has(id)) continue;
      const message = `${members[index]?.name ?? ''} has no summary: write one, and for the other members`;
      yield { file: file.path, line: file.lineOf(['members', index]), check: 'described', message };
    }
    yield* exceptions.unused();
  },
};
