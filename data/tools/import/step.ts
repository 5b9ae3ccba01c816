/** One source of facts: which inputs it needs, which tables it writes. Types only. */
import type { Facts, FactTables } from '../lib/facts.ts';
import type { ReleasedProfile } from './profiles.ts';
import type { SectionReader } from './prototypes.ts';
import type { KernelReader } from './syscall-tables.ts';

/** Contents at hand; the tables that come from an absent one stay as committed. */
export interface Inputs {
  readonly linux?: { readonly read: KernelReader; readonly sources: ReadonlyMap<string, string> };
  readonly man?: SectionReader;
  /** Of the same folder: pages that tell of constants, `2/open` → text. */
  readonly manPages?: ReadonlyMap<string, string>;
  readonly docker?: ReleasedProfile;
  /** Docker's profile in every release. */
  readonly moby?: readonly ReleasedProfile[];
  readonly podman?: ReleasedProfile;
  /** What `nm -D` prints for the library. */
  readonly glibc?: string;
  readonly musl?: string;
  /** Files of a source tree, by path from its root. */
  readonly strace?: KernelReader;
  /** Of the same tree: its groups of constants, by path; of a git directory also its commit messages, each after a NUL. */
  readonly straceXlat?: ReadonlyMap<string, string>;
  readonly straceLog?: string;
  readonly muslSource?: KernelReader;
  /** `seccomp-util.c`, or what `systemd-analyze --version` and then `syscall-filter` print. */
  readonly systemd?: string;
  /** Descriptions of calls, by path. */
  readonly syzkaller?: ReadonlyMap<string, string>;
}

/** New records of some tables. */
export type Records = { readonly [K in keyof FactTables]?: readonly FactTables[K][] };

export interface Step {
  /** Inputs that its tables name in their headers; it runs when at least one is at hand. */
  readonly inputs: readonly (keyof Inputs)[];
  /** True when it needs them all; else it keeps the committed part of what is missing itself. */
  readonly needsAll: boolean;
  /** Pure: contents and the tables so far (earlier steps' included) in, records out. */
  run(inputs: Inputs, facts: Facts): Records;
}
