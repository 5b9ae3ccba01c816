/** The world as the command line sees it: streams, folder and engine, all passed in. Types and small helpers. */
import type { Platform } from '../project/platform.ts';

/** Exit codes, public. */
export const exitCode = { clean: 0, findings: 1, failure: 2 } as const;
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** Where text goes. */
export interface Output {
  write(text: string | Uint8Array): void;
  /** True once nobody reads any more (`| head`): work may stop. */
  readonly closed: boolean;
}

export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  /** Everything that comes on standard input. */
  stdin(): Promise<Uint8Array>;
  /** Absolute path relative paths start from. */
  readonly cwd: string;
  /** May the terminal be sent colours? */
  readonly colour: boolean;
  /** Milliseconds, for the time a run took. */
  now(): number;
  readonly platform: Platform;
}

/** A wrong use of the command line: the message is printed, the exit code is 2. */
export class UsageError extends Error {}
