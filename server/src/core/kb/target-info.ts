/** The machine that code is written for; types only. */
import type { KernelVersion } from './kernel-version.ts';

/** The machine the code is written for, read from settings and project file. */
export interface TargetInfo {
  /** Architecture whose values are shown and computed with; `x86_64` when none is set. */
  readonly arch: string;
  /** Architectures the code must run on; empty when not set. */
  readonly arches: readonly string[];
  readonly kernel?: KernelVersion;
  readonly libc?: 'glibc' | 'musl';
  readonly container?: 'docker' | 'podman';
}
