/** What the symbol tables of the C libraries tell: which calls have a function. */
import type { Step } from '../step.ts';
import { importWrappers } from '../wrappers.ts';

export const libc: Step = {
  inputs: ['glibc', 'musl'],
  needsAll: true,
  run({ glibc, musl }, facts) {
    if (glibc === undefined || musl === undefined) return {};
    const names = facts.numbers.records.map((record) => record.name);
    return { wrappers: importWrappers(names, glibc, musl) };
  },
};
