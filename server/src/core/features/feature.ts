/** What a feature is and what it is given; types only. */
import type { Kb } from '../kb/kb.ts';
import type { KernelVersion } from '../kb/kernel-version.ts';
import type { SourceFile } from '../c/source-file.ts';
import type { Span } from '../text/span.ts';
import type { Settings } from '../../protocol.ts';

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

export interface FeatureContext {
  readonly kb: Kb;
  readonly target: TargetInfo;
  readonly settings: Settings;
  readonly links: Links;
  /** True when another C language server shows signatures already. */
  readonly otherCServer: boolean;
  /** Runs one part (a hover source, a completion source) so that its failure is logged and the others go on. */
  readonly guard: Guard;
}

/** Answers what `run` answers; when it throws, logs `part` and answers `undefined` (under test it rethrows). */
export type Guard = <T>(part: string, run: () => T) => T | undefined;

/** Templates of links a client can open; see `InitializationOptions`. */
export interface Links {
  readonly page?: string;
  readonly rule?: string;
}

/** Answers at a position. `offset` is a UTF-16 file offset; no answer is `undefined`. */
export interface PositionFeature<R> {
  at(file: SourceFile, offset: number, ctx: FeatureContext): R | undefined;
}

/** Answers for a stretch of the file. */
export interface RangeFeature<R> {
  within(file: SourceFile, span: Span, ctx: FeatureContext): readonly R[];
}
