/** Diagnostics: runs the rules with the settings of the file and adds what an editor needs. Judges nothing itself. */
import type { SourceFile } from '../c/source-file.ts';
import { runRules, type FileFinding } from '../rules/runner.ts';
import type { Diagnostic } from './answers.ts';
import type { FeatureContext } from './feature.ts';
import { ruleHref } from './support/links.ts';

/** Findings of the file in order of place; none when the feature is off. A rule that throws is logged by its id. */
export function diagnosticsOf(file: SourceFile, ctx: FeatureContext): readonly Diagnostic[] {
  const { kb, target, settings } = ctx;
  if (!settings.diagnostics.enabled) return [];
  const findings = runRules(file, {
    kb,
    target,
    rules: settings.rules,
    leaveToClangTidy: settings.leaveToClangTidy,
    preset: settings.preset,
    testFile: ctx.testFile === true,
    onError: (rule, error) => {
      ctx.guard(`rule/${rule}`, () => {
        throw error;
      });
    },
  });
  return findings.map((finding) => diagnosticOf(finding, ctx));
}

function diagnosticOf(finding: FileFinding, ctx: FeatureContext): Diagnostic {
  const href = ruleHref(ctx.links, finding.rule);
  const { span, call, severity, message, tags, related, fixes } = finding;
  return {
    span,
    call,
    code: finding.rule,
    severity,
    message,
    ...(href === undefined ? {} : { href }),
    tags,
    related,
    fixes,
  };
}
