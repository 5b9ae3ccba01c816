/** Takes suppressed findings out of a list and finds the suppressions that nothing needed. */
import type { SourceFile } from '../../c/source-file.ts';
import type { Span } from '../../text/span.ts';
import { lintUnusedSuppression } from '../lint-unused-suppression.ts';
import { covers, removal } from '../suppress.ts';
import type { Directive, SuppressedName } from '../suppress.ts';
import type { FileFinding } from './placing.ts';
import type { Plan } from './plan.ts';

/**
 * Findings that no directive covers, and one finding for each of our directives (or each name in it) that covered
 * none. Stays silent about a name whose rule does not run, and about a stretch that holds a call broken by a syntax
 * error: nothing is known there.
 */
export function applySuppressions(
  file: SourceFile,
  found: readonly FileFinding[],
  directives: readonly Directive[],
  broken: readonly Span[],
  plan: Plan,
): { readonly visible: readonly FileFinding[]; readonly unused: readonly FileFinding[] } {
  const used = new Set<Directive | SuppressedName>();
  const visible = found.filter((finding) => {
    let hidden = false;
    for (const directive of directives) {
      if (!covers(directive, finding)) continue;
      const { names } = directive;
      if (names.length === 0) used.add(directive);
      const hits = names.filter((name) => means(directive, name, finding.rule, plan));
      for (const name of hits) used.add(name);
      hidden ||= names.length === 0 || hits.length > 0;
    }
    return !hidden;
  });
  const ours = plan.rule(lintUnusedSuppression.meta.id) === undefined ? [] : directives;
  const unused = ours.flatMap((directive) => {
    if (directive.kind !== 'ours' || holdsBroken(directive, broken)) return [];
    if (directive.names.length === 0) {
      return used.has(directive) ? [] : [report(file, directive, undefined, plan)];
    }
    return directive.names
      .filter((name) => !used.has(name) && isJudged(name, plan))
      .map((name) => report(file, directive, name, plan));
  });
  return { visible, unused };
}

/** Does a name in a directive mean this rule: its id, an alias, or clang-tidy's word for the same check? */
function means(directive: Directive, name: SuppressedName, rule: string, plan: Plan): boolean {
  if (plan.resolve(name.text)?.meta.id === rule) return true;
  return directive.kind === 'nolint' && plan.twinsOf(name.text).includes(rule);
}

/** True for a rule that runs and for a name that is no rule at all. */
function isJudged(name: SuppressedName, plan: Plan): boolean {
  const rule = plan.resolve(name.text);
  return rule === undefined || plan.rule(rule.meta.id) !== undefined;
}

function holdsBroken({ region }: Directive, broken: readonly Span[]): boolean {
  return region !== undefined && broken.some((b) => b.start < region.end && region.start < b.end);
}

function report(
  file: SourceFile,
  directive: Directive,
  name: SuppressedName | undefined,
  plan: Plan,
): FileFinding {
  const { meta } = lintUnusedSuppression;
  const id = messageOf(directive, name, plan);
  const span = name?.span ?? directive.comment;
  return {
    rule: meta.id,
    messageId: id,
    message: meta.messages[id].replace('{rule}', name?.text ?? ''),
    severity: plan.severity(meta.id),
    span,
    call: span,
    tags: meta.tags ?? [],
    related: [],
    fixes: [
      {
        title: 'Remove this suppression',
        // A misspelt or half-written one still says something to its author.
        safety: id === 'unknown' || id === 'empty' ? 'unsafe' : 'safe',
        edits: removal(file, directive, name),
      },
    ],
  };
}

function messageOf(
  directive: Directive,
  name: SuppressedName | undefined,
  plan: Plan,
): keyof typeof lintUnusedSuppression.meta.messages {
  if (directive.stray === true) return 'stray';
  if (directive.region === undefined) return 'empty';
  if (name === undefined) return 'all';
  return plan.resolve(name.text) === undefined ? 'unknown' : 'unused';
}
