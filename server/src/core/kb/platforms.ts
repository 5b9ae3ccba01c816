/** Fills a target from a preset: what programs can count on in a release of a distribution. Pure. */
import type { Kb } from './kb.ts';
import { parseKernelVersion, type KernelVersion } from './kernel-version.ts';

/** What a preset says of a target. */
export interface Platform {
  /** As shown: `Debian 12`. */
  readonly name: string;
  readonly kernel?: KernelVersion;
  /** Newer calls and flags were taken into that kernel: its number is a lower bound. */
  readonly backports?: true;
  readonly libc?: 'glibc' | 'musl';
  readonly libcVersion?: string;
}

/** A preset by id (`debian-12`); `undefined` when there is none. */
export function platformOf(kb: Kb, id: string): Platform | undefined {
  const preset = kb.distribution(id);
  if (preset === undefined) return undefined;
  const { name, kernel, backports, libc, libcVersion } = preset;
  const version = parseKernelVersion(kernel);
  return {
    name,
    ...(version === undefined ? {} : { kernel: version }),
    ...(backports === undefined ? {} : { backports }),
    ...(libc === undefined ? {} : { libc }),
    ...(libcVersion === undefined ? {} : { libcVersion }),
  };
}
