/** Groups of constants as strace has them. */
import type { Step } from '../step.ts';
import { importXlat } from '../strace-xlat.ts';

export const straceXlat: Step = {
  inputs: ['strace'],
  needsAll: true,
  run({ straceXlat: files }, facts) {
    if (files === undefined) return {};
    return { xlat: importXlat(files, new Set(facts.constants.records.map(({ name }) => name))) };
  },
};
