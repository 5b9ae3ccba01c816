/** Every step of the import, in the order in which they run: a step sees the tables of those before it. */
import type { Step } from '../step.ts';
import { argumentEvidence } from './argument-evidence.ts';
import { containers } from './containers.ts';
import { kernel } from './kernel.ts';
import { libc } from './libc.ts';
import { man } from './man.ts';
import { secondNumbers } from './second-numbers.ts';
import { straceClasses } from './strace-classes.ts';
import { systemd } from './systemd.ts';

export const steps: readonly Step[] = [
  kernel,
  man,
  libc,
  containers,
  secondNumbers,
  straceClasses,
  systemd,
  argumentEvidence,
];
