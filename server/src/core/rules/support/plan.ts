/** Which rules run for given settings, which call wakes them, and how severe each one is. Pure. */
import type { RuleSetting, SeverityName } from '../../../protocol.ts';
import type { Rule } from '../rule.ts';

export interface Plan {
  /** Equal keys: the same rules run with the same choices. */
  readonly key: string;
  /** Rules that a call of this kernel name wakes, in order of id. */
  rulesFor(call: string): readonly Rule[];
  /** True when a rule that runs names this call among those that wake it. */
  isNamedBy(call: string): boolean;
  /** True when a rule runs that every call with flags wakes. */
  readonly anyCall: boolean;
  /** A rule that runs, by id. */
  rule(id: string): Rule | undefined;
  /** Any rule there is, by id or alias, also one that is off. */
  resolve(idOrAlias: string): Rule | undefined;
  /** Rules that see the same flaw as a check of clang-tidy. */
  twinsOf(check: string): readonly string[];
  /** True when the settings turn the rule on by name. */
  isNamed(id: string): boolean;
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

/** Reads settings into a plan. Ids that no rule has are ignored here: whoever reads the settings says so. */
export function planOf(
  all: readonly Rule[],
  settings: {
    readonly rules?: Readonly<Record<string, RuleSetting>>;
    readonly leaveToClangTidy?: boolean;
  },
): Plan {
  const chosen = settings.rules ?? {};
  const severities = new Map<string, SeverityName>();
  const named = new Set<string>();
  const running = new Map<string, Rule>();
  for (const rule of all) {
    const { id, aliases = [], severity, others = [] } = rule.meta;
    const key = [id, ...aliases].find((name) => Object.hasOwn(chosen, name));
    const setting = key === undefined ? undefined : chosen[key];
    const ships = severity === 'off' ? 'information' : severity;
    if (setting === 'off' || (setting === undefined && severity === 'off')) continue;
    if (setting !== undefined) named.add(id);
    else if (settings.leaveToClangTidy === true && others.some((o) => o.startsWith(TIDY))) continue;
    running.set(id, rule);
    severities.set(id, setting === undefined || setting === 'on' ? ships : setting);
  }
  const awake = new Map<string, readonly Rule[]>();
  const wakes = (rule: Rule, call: string): boolean => rule.on === '*' || rule.on.includes(call);
  return {
    key: [...running.keys()].map((id) => (named.has(id) ? `${id}!` : id)).join(' '),
    rulesFor(call) {
      let list = awake.get(call);
      if (list === undefined) {
        list = [...running.values()].filter((rule) => wakes(rule, call));
        awake.set(call, list);
      }
      return list;
    },
    isNamedBy: (call) => [...running.values()].some((r) => r.on !== '*' && r.on.includes(call)),
    anyCall: [...running.values()].some((r) => r.on === '*'),
    rule: (id) => running.get(id),
    resolve: (name) =>
      all.find((r) => r.meta.id === name || r.meta.aliases?.includes(name) === true),
    twinsOf: (check) =>
      all.filter((r) => r.meta.others?.includes(`${TIDY}${check}`)).map((r) => r.meta.id),
    isNamed: (id) => named.has(id),
    severity: (id) => severities.get(id) ?? 'information',
  };
}
