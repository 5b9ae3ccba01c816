/** systemd's groups of system calls. */
import type { Step } from '../step.ts';
import { importSystemdSets } from '../systemd-sets.ts';

export const systemd: Step = {
  inputs: ['systemd'],
  needsAll: true,
  run: ({ systemd: text }) =>
    text === undefined ? {} : { 'systemd-sets': importSystemdSets(text) },
};
