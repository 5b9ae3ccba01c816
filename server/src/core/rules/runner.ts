/** Runs the rules over a file: wakes them by call and by word, and gives their findings in order. Knows no rule. */
import { ACTIVITIES } from '../c/activities.ts';
import { functionsWith, wordsWithin } from '../c/mentions.ts';
import type { ProjectFacts } from '../c/project-facts.ts';
import type { SourceFile } from '../c/source-file.ts';
import type { TargetInfo } from '../kb/target-info.ts';
import type { Kb } from '../kb/kb.ts';
import { shift } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import type { RulePreset, RuleSetting } from '../../protocol.ts';
import { rules } from './index.ts';
import {
  judgeCall,
  judgeFile,
  judgeFunction,
  withoutSuperseded,
  type Run,
} from './support/judging.ts';
import { firstPerFile, includesOf, place, type FileFinding } from './support/placing.ts';
import { planOf, wordsThatWake, type Plan } from './support/plan.ts';
import { projectOf } from './support/project.ts';
import { applySuppressions } from './support/unused.ts';
import { readDirectives } from './suppress.ts';

export type { FileFinding } from './support/placing.ts';

export interface LintOptions {
  readonly kb: Kb;
  readonly target: TargetInfo;
  /** Rule id (or alias) → setting; project file, its overrides and editor settings are merged by the caller. */
  readonly rules?: Readonly<Record<string, RuleSetting>>;
  readonly leaveToClangTidy?: boolean;
  readonly preset?: RulePreset;
  /** Findings are one level less severe: the file is a test. */
  readonly testFile?: boolean;
  /** What is known of the program around the file; absent: what the file itself shows. */
  readonly project?: ProjectFacts;
  /** Told when a rule throws; the other rules go on. Absent: the error goes to the caller. */
  readonly onError?: (rule: string, error: unknown) => void;
}

/** Names of library functions that rules ask about: a file is to be opened with them (`SourceFileOptions.names`). */
export const libraryNames: ReadonlySet<string> = new Set<string>(
  rules.flatMap((rule) => ('words' in rule ? wordsThatWake(rule) : [])),
);

/** Everything the rules have to say about a file, in order of place. Never throws when `onError` is given. */
export function runRules(file: SourceFile, options: LintOptions): readonly FileFinding[] {
  const { kb, target, onError } = options;
  const plan = planOf(rules, options);
  const project = options.project ?? projectOf(file);
  const key = `${plan.key} ${JSON.stringify(target)} ${projectKey(project, target)}`;
  const run: Run = { kb, target, project, plan, key, ...(onError ? { onError } : {}) };
  const found: FileFinding[] = [];
  const broken: Span[] = [];
  const include = includesOf(file);
  for (const placed of file.calls(wakingCalls(plan, kb, target))) {
    const { call, base } = placed;
    if (call.broken) {
      broken.push(shift(call, base));
      continue;
    }
    const awake = plan.rulesFor(call.name, kb, target);
    if (awake.length === 0) continue;
    for (const judged of judgeCall(call, file.facts(placed), awake, run)) {
      found.push(place(judged, base, include, plan));
    }
  }
  for (const placed of functionsWith(file, plan.words, plan.wordsWithCalls)) {
    const awake = plan.functionRulesFor(placed.words);
    for (const judged of judgeFunction(placed, awake, run)) {
      found.push(place(judged, placed.base, include, plan));
    }
  }
  const inFile =
    plan.fileRules.length === 0 ? new Set<string>() : wordsWithin(file, plan.fileWords);
  const awake = plan.fileRules.filter((r) => r.words.some((w) => inFile.has(w.replace(/\($/, ''))));
  for (const judged of judgeFile(file, awake, run)) found.push(place(judged, 0, include, plan));

  const directives = readDirectives(file);
  const spoken = withoutSuperseded(found, plan).filter((f) => {
    const word = plan.rule(f.rule)?.meta.silencedBy;
    return word === undefined || !directives.words.has(word);
  });
  const { visible, unused } = applySuppressions(file, spoken, directives.list, broken, plan);
  return [...firstPerFile([...visible].sort(byPlace), plan), ...unused].sort(byPlace);
}

/** In order of place, then of rule. */
function byPlace(a: FileFinding, b: FileFinding): number {
  return a.span.start - b.span.start || a.span.end - b.span.end || (a.rule < b.rule ? -1 : 1);
}

function projectKey(project: ProjectFacts, { libc }: TargetInfo): string {
  const shown = ACTIVITIES.map((what) => `${project.has(what)}${project.here(what) ? '!' : ''}`);
  // Only where a C library lacks a function does it matter who else has it.
  return `${shown.join()} ${libc === undefined ? '' : String(project.definitions)}`;
}

const waking = new WeakMap<Kb, Map<string, ReadonlySet<string>>>();

/** Names of the calls that wake a rule: units that hold none of them are not even parsed. */
function wakingCalls(plan: Plan, kb: Kb, target: TargetInfo): ReadonlySet<string> {
  let byPlan = waking.get(kb);
  if (byPlan === undefined) waking.set(kb, (byPlan = new Map<string, ReadonlySet<string>>()));
  const key = `${plan.key} ${JSON.stringify(target)}`;
  let names = byPlan.get(key);
  if (names === undefined) {
    names = new Set(kb.callNames().filter((name) => plan.isAwake(name, kb, target)));
    byPlan.set(key, names);
  }
  return names;
}
