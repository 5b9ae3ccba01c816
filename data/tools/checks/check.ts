/** What every check of the data looks like. Types only. */
import type { AuthoredData } from '../lib/authored-data.ts';
import type { Problem } from '../lib/problem.ts';

export interface CheckContext {
  readonly data: AuthoredData;
  /** Schemas by file name without `.schema.json`: `syscall`, `flag-set`, `errno`. */
  readonly schemas: Readonly<Record<string, object>>;
}

export interface Check {
  /** Name of its file, shown in brackets after each message. */
  readonly id: string;
  /** What holds when the check is silent, in one sentence. */
  readonly promise: string;
  run(ctx: CheckContext): Iterable<Problem>;
}
