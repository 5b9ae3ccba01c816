/** Findings as editors and the CLI show them: words filled in, severity set, spans of the file. Judges nothing. */
import { includeEdit } from '../../c/include.ts';
import type { SourceFile } from '../../c/source-file.ts';
import { shift } from '../../text/span.ts';
import type { Span, TextEdit } from '../../text/span.ts';
import type { SeverityName } from '../../../protocol.ts';
import type { AnyRule, Finding, Fix, FixSafety } from '../rule.ts';
import { lower, lowered } from './plan.ts';
import type { Plan } from './plan.ts';

/** A finding as editors and the CLI show it. All spans are file offsets. */
export interface FileFinding {
  readonly rule: string;
  readonly messageId: string;
  readonly message: string;
  readonly severity: SeverityName;
  readonly span: Span;
  /** The call it is about: where a suppression comment goes above. */
  readonly call: Span;
  readonly tags: readonly ('unnecessary' | 'deprecated')[];
  readonly related: readonly { readonly span: Span; readonly text: string }[];
  readonly fixes: readonly FileFix[];
}
export interface FileFix {
  readonly title: string;
  readonly safety: FixSafety;
  /** In order, not overlapping; an `#include` that is missing is among them. */
  readonly edits: readonly TextEdit[];
}

/** A finding before it is placed in the file: its spans are relative to the unit it was found in. */
export interface Judged {
  readonly rule: AnyRule;
  readonly finding: Finding;
  /** The call or place it is about. */
  readonly about: Span;
  /** The code expects the failure. */
  readonly expected: boolean;
}

/** The edit that includes a header, or none when the file has it. */
export type Includes = (header: string) => TextEdit | undefined;

/** Asks the file once for each header: one with many findings would be searched for each of them. */
export function includesOf(file: SourceFile): Includes {
  const known = new Map<string, TextEdit | undefined>();
  return (header) => {
    if (!known.has(header)) known.set(header, includeEdit(file, header));
    return known.get(header);
  };
}

/** A judged finding in the file; `base` is the file offset of its unit. */
export function place(
  { rule, finding, about, expected }: Judged,
  base: number,
  include: Includes,
  plan: Plan,
): FileFinding {
  const { meta } = rule;
  const steps = lowered(meta.severity, finding.severity) + (expected || plan.testFile ? 1 : 0);
  return {
    rule: meta.id,
    messageId: finding.message,
    message: fill(meta.messages[finding.message] ?? finding.message, finding.data ?? {}),
    severity: lower(plan.severity(meta.id), steps),
    span: shift(finding.span, base),
    call: shift(about, base),
    tags: meta.tags ?? [],
    related: (finding.related ?? []).map((r) => ({ span: shift(r.span, base), text: r.text })),
    fixes: (finding.fixes ?? []).map((fix) => placeFix(fix, expected, base, include)),
  };
}

/** Where a failure is what the code wants to see, a fix would undo it: none is safe there. */
function placeFix(fix: Fix, expected: boolean, base: number, include: Includes): FileFix {
  const edits = fix.edits.map((e) => ({ span: shift(e.span, base), newText: e.newText }));
  const added = fix.include === undefined ? undefined : include(fix.include);
  if (added !== undefined) edits.push(added);
  edits.sort((a, b) => a.span.start - b.span.start);
  const safety = expected && fix.safety === 'safe' ? 'unsafe' : fix.safety;
  return { title: fix.title, safety, edits };
}

/** The message with its `{placeholders}` filled; one without a value stays as it is, so that a test sees it. */
function fill(text: string, data: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => data[name] ?? whole);
}

/** Most related places a once-per-file finding lists. */
const MOST_RELATED = 10;

/** Of rules that report once a file the first finding, the others as its related places. */
export function firstPerFile(found: readonly FileFinding[], plan: Plan): FileFinding[] {
  const first = new Map<string, FileFinding>();
  const result: FileFinding[] = [];
  for (const finding of found) {
    if (plan.rule(finding.rule)?.meta.perFile !== 'first') {
      result.push(finding);
      continue;
    }
    const earlier = first.get(finding.rule);
    if (earlier === undefined) {
      first.set(finding.rule, finding);
    } else if (earlier.related.length < MOST_RELATED) {
      const related = [...earlier.related, { span: finding.span, text: finding.message }];
      first.set(finding.rule, { ...earlier, related });
    }
  }
  return [...result, ...first.values()];
}
