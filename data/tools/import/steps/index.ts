/** Every step of the import, in the order in which they run: a step sees the tables of those before it. */
import type { Step } from '../step.ts';
import { argumentEvidence } from './argument-evidence.ts';
import { containers } from './containers.ts';
import { flagSince } from './flag-since.ts';
import { kernel } from './kernel.ts';
import { libc } from './libc.ts';
import { man } from './man.ts';
import { secondNumbers } from './second-numbers.ts';
import { straceClasses } from './strace-classes.ts';
import { structs } from './structs.ts';
import { straceXlat } from './strace-xlat.ts';
import { systemd } from './systemd.ts';

export const steps: readonly Step[] = [
  kernel,
  man,
  flagSince,
  libc,
  containers,
  secondNumbers,
  straceClasses,
  straceXlat,
  systemd,
  structs,
  argumentEvidence,
];
