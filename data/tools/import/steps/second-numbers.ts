/** What strace and musl say of the numbers that the kernel's own files gave. */
import { compareWithMusl, compareWithStrace, type NumberCheckRecord } from '../second-numbers.ts';
import type { Step } from '../step.ts';

export const secondNumbers: Step = {
  inputs: ['strace', 'muslSource'],
  needsAll: false,
  run({ strace, muslSource }, facts) {
    const of = (source: NumberCheckRecord['source']): readonly NumberCheckRecord[] =>
      facts['number-checks'].records.filter((record) => record.source === source);
    const fromStrace =
      strace === undefined
        ? of('strace')
        : compareWithStrace(facts, (path) => strace(`src/linux/${path}`));
    const fromMusl =
      muslSource === undefined
        ? of('musl')
        : compareWithMusl(facts, (path) => muslSource(`arch/${path}`));
    return { 'number-checks': [...fromStrace, ...fromMusl] };
  },
};
