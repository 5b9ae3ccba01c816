/** The machine that code is written for; types only. */
import type { KernelVersion } from './kernel-version.ts';

/** The machine the code is written for, read from settings and project file. */
export interface TargetInfo {
  /** Architecture whose values are shown and computed with; `x86_64` when none is set. */
  readonly arch: string;
  /** Architectures the code must run on; empty when not set. */
  readonly arches: readonly string[];
  readonly kernel?: KernelVersion;
  /** Newer calls and flags were taken into that kernel (a preset says so): its number is a lower bound. */
  readonly backports?: true;
  readonly libc?: 'glibc' | 'musl';
  /** Release of the C library, where a preset names it. */
  readonly libcVersion?: string;
  /** The preset as shown: `Debian 12`. */
  readonly distribution?: string;
  readonly container?: 'docker' | 'podman';
}
