/** Types of `run.mjs`, which is JavaScript because it runs before anything is installed. */
import type { SpawnOptions } from 'node:child_process';

export const root: string;
export function say(line: string): void;
export function run(
  program: string,
  args: readonly string[],
  options?: SpawnOptions,
): Promise<number>;
export function npm(args: readonly string[], options?: SpawnOptions): Promise<number>;
