/** Which rules run for given settings, which call wakes them, and how severe each one is. Pure. */
import { wakingWords, wordSet } from '../../c/mentions.ts';
import type { RulePreset, RuleSetting, SeverityName } from '../../../protocol.ts';
import type { Kb } from '../../kb/kb.ts';
import type { TargetInfo } from '../../kb/target-info.ts';
import type { AnyRule, FileRule, FunctionRule, Rule } from '../rule.ts';

export interface Plan {
  /** Equal keys: the same rules run with the same choices. */
  readonly key: string;
  /** Rules that a call of this kernel name wakes, in order of id. */
  rulesFor(call: string, kb: Kb, target: TargetInfo): readonly Rule[];
  /** True when a call of this kernel name wakes a rule. */
  isAwake(call: string, kb: Kb, target: TargetInfo): boolean;
  /** Rules about functions that one of these words wakes, in order of id; and the words that wake any. */
  functionRulesFor(found: ReadonlySet<string>): readonly FunctionRule[];
  readonly words: ReadonlySet<string>;
  /** The same for stretches of the file that make a system call. */
  readonly wordsWithCalls: ReadonlySet<string>;
  /** Rules about files, and the words that wake them. */
  readonly fileRules: readonly FileRule[];
  readonly fileWords: ReadonlySet<string>;
  /** A rule that runs, by id. */
  rule(id: string): AnyRule | undefined;
  /** Any rule there is, by id or alias, also one that is off. */
  resolve(idOrAlias: string): AnyRule | undefined;
  /** Rules that see the same flaw as a check of clang-tidy. */
  twinsOf(check: string): readonly string[];
  /** True when the settings turn the rule on by name. */
  isNamed(id: string): boolean;
  /** Findings are one level less severe: the file is a test. */
  readonly testFile: boolean;
  /** Severity of a rule that runs, as set or as it ships. */
  severity(id: string): SeverityName;
}

const LEVELS: readonly SeverityName[] = ['error', 'warning', 'information', 'hint'];
const TIDY = 'clang-tidy:';

/** The severity `steps` levels below; a hint stays a hint. */
export function lower(severity: SeverityName, steps: number): SeverityName {
  return LEVELS[Math.min(LEVELS.indexOf(severity) + steps, LEVELS.length - 1)] ?? 'hint';
}

/** How many levels a finding stands below what its rule ships with. */
export function lowered(ships: SeverityName | 'off', finding: SeverityName | undefined): number {
  if (finding === undefined || ships === 'off') return 0;
  return Math.max(0, LEVELS.indexOf(finding) - LEVELS.indexOf(ships));
}

/** What a plan is made from. */
export interface PlanSettings {
  readonly rules?: Readonly<Record<string, RuleSetting>>;
  readonly leaveToClangTidy?: boolean;
  readonly preset?: RulePreset;
  readonly testFile?: boolean;
  readonly kb?: Kb;
}

/** Plans that were asked for lately, by the rules and the data they were made from. */
const plans = new WeakMap<object, WeakMap<object, Map<string, Plan>>>();
/** How many different settings are kept. */
const MOST_PLANS = 32;

/** Reads settings into a plan, or finds it. Ids that no rule has are ignored here: whoever reads the settings says so. */
export function planOf(all: readonly AnyRule[], settings: PlanSettings): Plan {
  const { rules, leaveToClangTidy, preset, testFile, kb } = settings;
  const ofRules = keptIn(plans, all, () => new WeakMap<object, Map<string, Plan>>());
  const known = keptIn(ofRules, kb ?? all, () => new Map<string, Plan>());
  const key = JSON.stringify([rules, leaveToClangTidy, preset, testFile]);
  let plan = known.get(key);
  if (!plan) {
    if (known.size >= MOST_PLANS) known.clear();
    known.set(key, (plan = readPlan(all, settings)));
  }
  return plan;
}

function keptIn<T>(map: WeakMap<object, T>, key: object, make: () => T): T {
  const kept = map.get(key) ?? make();
  map.set(key, kept);
  return kept;
}

function readPlan(all: readonly AnyRule[], settings: PlanSettings): Plan {
  const chosen = settings.rules ?? {};
  const severities = new Map<string, SeverityName>();
  const named = new Set<string>();
  const running = new Map<string, AnyRule>();
  for (const rule of all) {
    const { id, aliases = [], severity, others = [] } = rule.meta;
    const key = [id, ...aliases].find((name) => Object.hasOwn(chosen, name));
    const setting = key === undefined ? undefined : chosen[key];
    const ships = severity === 'off' ? 'information' : severity;
    const added = setting === undefined && adds(settings.preset, rule);
    if (setting === 'off' || (setting === undefined && severity === 'off' && !added)) continue;
    const twin = settings.leaveToClangTidy === true && others.some((o) => o.startsWith(TIDY));
    if (setting === undefined && twin) continue;
    if (setting !== undefined || settings.preset === 'all') named.add(id);
    running.set(id, rule);
    severities.set(id, setting === undefined || setting === 'on' ? ships : setting);
  }
  const list = [...running.values()];
  const callRules = list.filter((rule) => 'check' in rule);
  const functionRules = list.filter((rule) => 'inFunction' in rule);
  const fileRules = list.filter((rule) => 'inFile' in rule);
  const { kb: known } = settings;
  const waking = (words: readonly string[]): ReadonlySet<string> =>
    known ? wakingWords(words, known) : wordSet(words);
  const awakeIn = new WeakMap<Kb, WeakMap<TargetInfo, Map<string, readonly Rule[]>>>();
  const rulesFor = (call: string, kb: Kb, target: TargetInfo): readonly Rule[] => {
    const ofKb = keptIn(awakeIn, kb, () => new WeakMap<TargetInfo, Map<string, readonly Rule[]>>());
    const awake = keptIn(ofKb, target, () => new Map<string, readonly Rule[]>());
    let woken = awake.get(call);
    if (woken === undefined) {
      woken = callRules.filter((rule) => wakes(rule, call, kb, target));
      awake.set(call, woken);
    }
    return woken;
  };
  return {
    key: [...running.keys()].map((id) => (named.has(id) ? `${id}!` : id)).join(' '),
    rulesFor,
    isAwake: (call, kb, target) => rulesFor(call, kb, target).length > 0,
    functionRulesFor: awakeBy(functionRules),
    words: waking(functionRules.flatMap((rule) => rule.words)),
    wordsWithCalls: waking(functionRules.flatMap((r) => [...r.words, ...(r.beside ?? [])])),
    fileRules,
    fileWords: waking(fileRules.flatMap((rule) => rule.words)),
    rule: (id) => running.get(id),
    resolve: (name) =>
      all.find((r) => r.meta.id === name || r.meta.aliases?.includes(name) === true),
    twinsOf: (check) =>
      all.filter((r) => r.meta.others?.includes(`${TIDY}${check}`)).map((r) => r.meta.id),
    isNamed: (id) => named.has(id),
    testFile: settings.testFile === true,
    severity: (id) => severities.get(id) ?? 'information',
  };
}

/** Does a preset turn a rule on that ships off? */
function adds(preset: RulePreset | undefined, { meta }: AnyRule): boolean {
  const group = meta.id.slice(0, meta.id.indexOf('/'));
  if (preset === 'all') return true;
  if (preset === 'portability') return group === 'port' || group === 'raw';
  if (preset !== 'security') return false;
  return group === 'priv' || group === 'sec' || (meta.cwe ?? []).length > 0;
}

function wakes({ on }: Rule, call: string, kb: Kb, target: TargetInfo): boolean {
  if (on === '*') return kb.takesNames(call);
  return typeof on === 'function' ? on(call, kb, target) : on.includes(call);
}

/** Words that wake a rule, `(` behind those that have to be called. */
export function wordsThatWake(rule: FunctionRule | FileRule): readonly string[] {
  return 'beside' in rule ? [...rule.words, ...(rule.beside ?? [])] : rule.words;
}

/** Finds the rules that words wake without asking every rule. */
function awakeBy(
  functionRules: readonly FunctionRule[],
): (found: ReadonlySet<string>) => readonly FunctionRule[] {
  const byWord = new Map<string, FunctionRule[]>();
  for (const rule of functionRules) {
    for (const word of new Set(wordsThatWake(rule).map((w) => w.replace(/\($/, '')))) {
      const list = byWord.get(word);
      if (list) list.push(rule);
      else byWord.set(word, [rule]);
    }
  }
  return (found) => {
    const woken = new Set([...found].flatMap((word) => byWord.get(word) ?? []));
    return [...woken].sort((a, b) => (a.meta.id < b.meta.id ? -1 : 1));
  };
}
