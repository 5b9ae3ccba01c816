/** What `npm run data:fetch` leaves for `npm run data:import`: where each input is, and which version. */
import { join } from 'node:path';
import type { Input } from './facts.ts';
import { ROOT } from './read-authored.ts';

/** Git-ignored. */
export const INPUTS_FOLDER = join(ROOT, 'out', 'inputs');

export interface Manifest {
  readonly inputs: readonly Input[];
  /** Input id → folder or file, absolute. */
  readonly places: Readonly<Record<string, string>>;
}
