/** Lints one text, and fixes it as far as fixes are safe. Touches no disk. */
import type { SourceFile } from '../core/c/source-file.ts';
import type { Diagnostic } from '../core/features/answers.ts';
import { applySafeFixes } from '../core/rules/support/apply-fixes.ts';
import type { LanguageService, RequestContext } from '../core/service.ts';

export interface LintedText {
  readonly file: SourceFile;
  readonly diagnostics: readonly Diagnostic[];
}
export interface FixedText extends LintedText {
  readonly text: string;
  /** Findings that were settled. */
  readonly fixed: number;
}

/** A fix may make another one possible; after this many rounds what is left is reported. */
const mostRounds = 10;

/** Findings of an open file. */
export function lintFile(
  service: LanguageService,
  file: SourceFile,
  ctx: RequestContext,
): LintedText {
  return { file, diagnostics: service.diagnostics(file, ctx) };
}

/** Applies safe fixes until none is left; the findings are those of the fixed text, which `open` opens. */
export function fixFile(
  service: LanguageService,
  file: SourceFile,
  ctx: RequestContext,
  open: (text: string) => SourceFile,
): FixedText {
  let linted = lintFile(service, file, ctx);
  let current = file.text();
  let fixed = 0;
  for (let round = 0; round < mostRounds; round++) {
    const step = applySafeFixes(current, linted.diagnostics);
    if (step.applied === 0 || step.text === current) break;
    fixed += step.applied;
    current = step.text;
    linted = lintFile(service, open(current), ctx);
  }
  return { ...linted, text: current, fixed };
}

/** True when `--fix` would settle a finding. */
export function isFixable(diagnostic: { readonly fixes: readonly { safety: string }[] }): boolean {
  return diagnostic.fixes.some(({ safety }) => safety === 'safe');
}
