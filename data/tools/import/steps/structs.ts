/** What the kernel's headers and the manual say of structures. */
import type { Step } from '../step.ts';
import { importStructs } from '../structs.ts';

export const structs: Step = {
  inputs: ['linux', 'man'],
  needsAll: true,
  run({ linux, man }) {
    if (linux === undefined || man === undefined) return {};
    return { structs: importStructs(linux.read, man) };
  },
};
