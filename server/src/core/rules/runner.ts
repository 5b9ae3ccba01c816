/** Runs the rules over a file: wakes them by call, words and places their findings, and orders them. Knows no rule. */
import type { CallFacts } from '../c/facts.ts';
import type { SyscallCall } from '../c/call-site.ts';
import type { SourceFile } from '../c/source-file.ts';
import type { TargetInfo } from '../kb/target-info.ts';
import type { Kb } from '../kb/kb.ts';
import { overlaps, shift } from '../text/span.ts';
import type { Span, TextEdit } from '../text/span.ts';
import type { RuleSetting, SeverityName } from '../../protocol.ts';
import { rules } from './index.ts';
import type { Finding, Fix, FixSafety, Rule, RuleContext } from './rule.ts';
import { includeEdit } from '../c/include.ts';
import { isLive } from './support/conditions.ts';
import { applySuppressions } from './support/unused.ts';
import { lower, lowered, planOf } from './support/plan.ts';
import type { Plan } from './support/plan.ts';
import { readDirectives } from './suppress.ts';
import { fixesForCaller, isCallers, withoutCaller } from './support/wrapped.ts';

export interface LintOptions {
  readonly kb: Kb;
  readonly target: TargetInfo;
  /** Rule id (or alias) → setting; project file, its overrides and editor settings are merged by the caller. */
  readonly rules?: Readonly<Record<string, RuleSetting>>;
  readonly leaveToClangTidy?: boolean;
  /** Told when a rule throws; the other rules go on. Absent: the error goes to the caller. */
  readonly onError?: (rule: string, error: unknown) => void;
}

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

/** A finding before it is placed in the file: its spans are relative to the unit of its call. */
interface Judged {
  readonly rule: Rule;
  readonly finding: Finding;
  readonly expected: boolean;
}

/** Findings of a call, kept as long as nothing that they depend on has changed. */
interface Kept {
  readonly key: string;
  readonly kb: Kb;
  readonly ctx: RuleContext;
  readonly byCall: WeakMap<SyscallCall, readonly Judged[]>;
}
const kept = new WeakMap<CallFacts, Kept>();

/** Everything the rules have to say about a file, in order of place. Never throws when `onError` is given. */
export function runRules(file: SourceFile, options: LintOptions): readonly FileFinding[] {
  const plan = planOf(rules, options);
  const found: FileFinding[] = [];
  const broken: Span[] = [];
  const include = includesOf(file);
  for (const placed of file.calls(wakingCalls(plan, options.kb))) {
    const { call, base } = placed;
    if (call.broken) {
      broken.push(shift(call, base));
      continue;
    }
    const awake = plan.rulesFor(call.name);
    if (awake.length === 0) continue;
    for (const judged of judge(call, file.facts(placed), awake, plan, options)) {
      found.push(place(judged, call, base, include, plan));
    }
  }
  const directives = readDirectives(file);
  const spoken = found.filter((f) => {
    const word = plan.rule(f.rule)?.meta.silencedBy;
    return word === undefined || !directives.words.has(word);
  });
  const { visible, unused } = applySuppressions(file, spoken, directives.list, broken, plan);
  return [...firstPerFile(visible, plan), ...unused].sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end || (a.rule < b.rule ? -1 : 1),
  );
}

const waking = new WeakMap<Kb, Map<string, ReadonlySet<string>>>();

/** Names of the calls that wake a rule: units that hold none of them are not even parsed. */
function wakingCalls(plan: Plan, kb: Kb): ReadonlySet<string> {
  let byPlan = waking.get(kb);
  if (byPlan === undefined) waking.set(kb, (byPlan = new Map<string, ReadonlySet<string>>()));
  let names = byPlan.get(plan.key);
  if (names === undefined) {
    names = new Set(
      kb
        .callNames()
        .filter((name) => plan.isNamedBy(name) || (plan.anyCall && kb.takesNames(name))),
    );
    byPlan.set(plan.key, names);
  }
  return names;
}

/** Findings of one call, taken from the last run when its surroundings are the same. */
function judge(
  call: SyscallCall,
  facts: CallFacts,
  awake: readonly Rule[],
  plan: Plan,
  options: LintOptions,
): readonly Judged[] {
  const key = `${plan.key} ${JSON.stringify(options.target)}`;
  let store = kept.get(facts);
  if (store?.key !== key || store.kb !== options.kb) {
    const { kb, target } = options;
    store = { key, kb, ctx: contextOf(facts, kb, target), byCall: new WeakMap() };
    kept.set(facts, store);
  }
  const known = store.byCall.get(call);
  if (known !== undefined) return known;
  const judged = check(call, store.ctx, awake, plan, options.onError);
  store.byCall.set(call, judged);
  return judged;
}

function check(
  call: SyscallCall,
  ctx: RuleContext,
  awake: readonly Rule[],
  plan: Plan,
  onError: LintOptions['onError'],
): readonly Judged[] {
  const found: { readonly rule: Rule; readonly finding: Finding }[] = [];
  for (const rule of awake) {
    try {
      for (const finding of findingsOf(rule, call, ctx)) {
        if (finding.pedantic === true && !plan.isNamed(rule.meta.id)) continue;
        if (isLive(ctx.conditions(finding.span), ctx.kb)) found.push({ rule, finding });
      }
    } catch (error) {
      if (onError === undefined) throw error;
      onError(rule.meta.id, error);
    }
  }
  if (found.length === 0) return [];
  const hidden = new Set(found.flatMap(({ rule }) => rule.meta.supersedes ?? []));
  const expected = ctx.failureExpected(call);
  return found
    .filter(({ rule }) => !hidden.has(rule.meta.id))
    .map(({ rule, finding }) => ({ rule, finding, expected }));
}

/** Findings of one rule; on a call that a wrapper makes, only what the wrapper's caller decided. */
function findingsOf(rule: Rule, call: SyscallCall, ctx: RuleContext): Iterable<Finding> {
  if (call.via !== 'wrapper') return rule.check(call, ctx);
  const alone = (): readonly Finding[] => [...rule.check(withoutCaller(call), ctx)];
  return [...rule.check(call, ctx)]
    .filter((finding) => isCallers(finding, call, alone))
    .map((finding) => ({ ...finding, fixes: fixesForCaller(call, finding.fixes ?? []) }));
}

/** What a rule may ask, bound to the facts of a unit. */
function contextOf(facts: CallFacts, kb: Kb, target: TargetInfo): RuleContext {
  return {
    kb,
    target,
    value: (expr) => facts.value(expr),
    result: (call) => facts.result(call),
    origin: (expr, before) => facts.origin(expr, before),
    before: (call) => facts.before(call),
    paths: (place) => facts.paths(place),
    text: (span) => facts.text(span),
    failureExpected: (call) => facts.failureExpected(call),
    conditions: (span) => facts.conditions(span),
    guards: (span) => facts.guards(span),
  };
}

function place(
  { rule, finding, expected }: Judged,
  call: SyscallCall,
  base: number,
  include: Includes,
  plan: Plan,
): FileFinding {
  const { meta } = rule;
  const steps = lowered(meta.severity, finding.severity) + (expected ? 1 : 0);
  return {
    rule: meta.id,
    messageId: finding.message,
    message: fill(meta.messages[finding.message] ?? finding.message, finding.data ?? {}),
    severity: lower(plan.severity(meta.id), steps),
    span: shift(finding.span, base),
    call: shift(call, base),
    tags: meta.tags ?? [],
    related: (finding.related ?? []).map((r) => ({ span: shift(r.span, base), text: r.text })),
    fixes: (finding.fixes ?? []).map((fix) => placeFix(fix, expected, base, include)),
  };
}

/** The edit that includes a header, or none when the file has it. */
type Includes = (header: string) => TextEdit | undefined;

/** Asks the file once for each header: one with many findings would be searched for each of them. */
function includesOf(file: SourceFile): Includes {
  const known = new Map<string, TextEdit | undefined>();
  return (header) => {
    if (!known.has(header)) known.set(header, includeEdit(file, header));
    return known.get(header);
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

function firstPerFile(found: readonly FileFinding[], plan: Plan): FileFinding[] {
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

/**
 * The text after the safe fixes of `findings`: the first safe fix of each, in order, leaving out any that would
 * touch what an earlier one changed. `applied` counts them; run the rules again until it is 0.
 */
export function applySafeFixes(
  text: string,
  findings: readonly Pick<FileFinding, 'fixes'>[],
): { readonly text: string; readonly applied: number } {
  const edits: TextEdit[] = [];
  let applied = 0;
  for (const finding of findings) {
    const fix = finding.fixes.find((f) => f.safety === 'safe');
    if (fix === undefined) continue;
    const fresh = fix.edits.filter((e) => !edits.some((o) => sameEdit(o, e)));
    if (fresh.some((e) => edits.some((o) => overlaps(o.span, e.span)))) continue;
    edits.push(...fresh);
    applied++;
  }
  edits.sort((a, b) => b.span.start - a.span.start);
  let result = text;
  for (const { span, newText } of edits) {
    result = result.slice(0, span.start) + newText + result.slice(span.end);
  }
  return { text: result, applied };
}

function sameEdit(a: TextEdit, b: TextEdit): boolean {
  return a.span.start === b.span.start && a.span.end === b.span.end && a.newText === b.newText;
}
