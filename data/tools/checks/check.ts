/** What every check of the data looks like. Types only. */
import type { AuthoredData } from '../lib/authored-data.ts';
import type { Facts } from '../lib/facts.ts';
import type { Problem } from '../lib/problem.ts';

export interface CheckContext {
  readonly data: AuthoredData;
  /** The committed generated tables. */
  readonly facts: Facts;
  /** Schemas by file name without `.schema.json`: `syscall`, `flag-set`, `errno`, `argmap`, `struct`. */
  readonly schemas: Readonly<Record<string, object>>;
  /** Says in one visible line what could not be checked on this machine. */
  readonly note: (text: string) => void;
  /** Folder with the kernel headers of several architectures (`--uapi`), where this run has one. */
  readonly uapi?: string | undefined;
  /** Says in one line what a check has done that silence would hide. */
  readonly tell?: (text: string) => void;
}

export interface Check {
  /** Name of its file, shown in brackets after each message. */
  readonly id: string;
  /** What holds when the check is silent, in one sentence. */
  readonly promise: string;
  run(ctx: CheckContext): Iterable<Problem>;
}
