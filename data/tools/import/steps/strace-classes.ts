/** Classes of calls that strace selects by. */
import type { Step } from '../step.ts';
import { importStraceClasses } from '../strace-classes.ts';

export const straceClasses: Step = {
  inputs: ['strace'],
  needsAll: true,
  run({ strace }, facts) {
    if (strace === undefined) return {};
    const names = facts.numbers.records.map((record) => record.name);
    return { 'strace-classes': importStraceClasses(names, (path) => strace(`src/linux/${path}`)) };
  },
};
