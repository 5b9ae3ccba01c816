/** What a feature is and what it is given; types only. */
import type { Kb } from '../kb/kb.ts';
import type { TargetInfo } from '../kb/target-info.ts';
import type { SourceFile } from '../c/source-file.ts';
import type { Span } from '../text/span.ts';
import type { Settings } from '../../protocol.ts';

export interface FeatureContext {
  readonly kb: Kb;
  readonly target: TargetInfo;
  readonly settings: Settings;
  /** The file is a test, and the settings lower what is found in tests. */
  readonly testFile?: boolean;
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
