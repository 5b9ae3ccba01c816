/** What the kernel tree alone tells: numbers, definitions, calls a kernel may lack, constants. */
import { importConstants } from '../constants.ts';
import type { Step } from '../step.ts';
import { importConditional, importDefines } from '../syscall-defines.ts';
import { importNumbers } from '../syscall-tables.ts';

export const kernel: Step = {
  inputs: ['linux'],
  needsAll: true,
  run({ linux }) {
    if (linux === undefined) return {};
    const conditional = [...importConditional(linux.read('kernel/sys_ni.c') ?? '')].sort();
    return {
      numbers: importNumbers(linux.read),
      defines: importDefines(linux.sources),
      conditional: conditional.map((entry) => ({ entry })),
      constants: importConstants(linux.read),
    };
  },
};
