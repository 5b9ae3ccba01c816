/** Reads default seccomp profiles of container runtimes and keeps what each release changed. Pure: parsed JSON in, records out. */
import { compareVersionTexts } from '../../../server/src/core/kb/kernel-version.ts';
import type { ArgumentTest } from '../../../server/src/core/kb/kb.types.ts';

export type Runtime = 'docker' | 'podman';

/** What is done with the calls of `names` when everything else that stands here holds. Architectures as Go spells them. */
export interface NamedRule {
  readonly names: readonly string[];
  /** Refused with it; absent: let through. */
  readonly errno?: string;
  readonly args?: readonly ArgumentTest[];
  readonly caps?: readonly string[];
  readonly withoutCaps?: readonly string[];
  readonly arches?: readonly string[];
  readonly notArches?: readonly string[];
  readonly kernel?: string;
}

/** A profile without anything that makes no difference; no two rules differ in their names alone. */
export interface NormalProfile {
  /** errno of calls that no rule names. */
  readonly errno: string;
  /** libseccomp's name of an architecture → those whose programs it runs too. */
  readonly subArches: Readonly<Record<string, readonly string[]>>;
  readonly rules: readonly NamedRule[];
}

/** A run of releases with one profile: what it adds to the run before and drops from it; the first adds everything. */
export interface ProfileRecord {
  readonly runtime: Runtime;
  readonly from: string;
  readonly to: string;
  readonly errno: string;
  /** Absent: as before. */
  readonly subArches?: NormalProfile['subArches'];
  readonly drop: readonly NamedRule[];
  readonly add: readonly NamedRule[];
}

export interface ReleasedProfile {
  readonly release: string;
  readonly profile: Profile;
}

/** The JSON that both runtimes ship (`default.json`, `seccomp.json`). */
export interface Profile {
  readonly defaultAction: string;
  readonly defaultErrnoRet?: number;
  readonly archMap?:
    | readonly {
        readonly architecture: string;
        readonly subArchitectures?: readonly string[] | null;
      }[]
    | null;
  readonly syscalls: readonly ProfileRule[];
}

interface ProfileRule {
  readonly names: readonly string[];
  readonly action: string;
  readonly errnoRet?: number;
  readonly args?: readonly ProfileArgument[] | null;
  readonly includes?: ProfileFilter | null;
  readonly excludes?: ProfileFilter | null;
}

interface ProfileArgument {
  readonly index: number;
  readonly value: number;
  readonly valueTwo?: number;
  readonly op: string;
}

interface ProfileFilter {
  readonly caps?: readonly string[] | null;
  readonly arches?: readonly string[] | null;
  readonly minKernel?: string;
}

/** Records of one runtime, oldest run first, from its releases in any order. */
export function importProfiles(
  runtime: Runtime,
  releases: readonly ReleasedProfile[],
): ProfileRecord[] {
  const runs: { from: string; to: string; profile: NormalProfile; text: string }[] = [];
  const sorted = releases.toSorted((a, b) => compareVersionTexts(a.release, b.release));
  for (const { release, profile } of sorted) {
    const normal = normalProfile(profile);
    const text = canonical(normal);
    const last = runs.at(-1);
    if (last?.text === text) last.to = release;
    else runs.push({ from: release, to: release, profile: normal, text });
  }
  return runs.map(({ from, to, profile }, i) =>
    recordOf({ runtime, from, to }, runs[i - 1]?.profile, profile),
  );
}

/** The profiles behind the records of a runtime, oldest first: what `importProfiles` took apart. */
export function replayProfiles(
  records: readonly ProfileRecord[],
): { readonly from: string; readonly to: string; readonly profile: NormalProfile }[] {
  let flat = new Map<string, FlatRule>();
  let subArches: NormalProfile['subArches'] = {};
  return records.map(({ from, to, errno, drop, add, subArches: changed }) => {
    const gone = new Set(drop.flatMap(flatten).map(([key]) => key));
    flat = new Map([...[...flat].filter(([key]) => !gone.has(key)), ...add.flatMap(flatten)]);
    subArches = changed ?? subArches;
    return { from, to, profile: { errno, subArches, rules: grouped(flat.values()) } };
  });
}

/** A profile reduced to what decides; throws on an action, an errno or a comparison that no default profile had so far. */
export function normalProfile(profile: Profile): NormalProfile {
  if (profile.defaultAction !== 'SCMP_ACT_ERRNO') {
    throw new Error(`a profile whose default is ${profile.defaultAction}`);
  }
  const flat = new Map(profile.syscalls.flatMap(normalRules).flatMap(flatten));
  return {
    errno: errnoName(profile.defaultErrnoRet ?? EPERM),
    subArches: Object.fromEntries(
      (profile.archMap ?? [])
        .filter(({ subArchitectures }) => (subArchitectures ?? []).length > 0)
        .map(({ architecture, subArchitectures }) => [architecture, subArchitectures ?? []]),
    ),
    rules: grouped(flat.values()),
  };
}

/** Two tests of the same argument are alternatives to runc and crun, so they become rules of their own. */
function normalRules(rule: ProfileRule): NamedRule[] {
  const { names, includes, excludes } = rule;
  if (rule.action !== 'SCMP_ACT_ALLOW' && rule.action !== 'SCMP_ACT_ERRNO') {
    throw new Error(`a rule for ${names.join(', ')} with the action ${rule.action}`);
  }
  const tests = (rule.args ?? []).map(normalTest);
  const sameTwice = new Set(tests.map((test) => test.index)).size < tests.length;
  const lists = sameTwice ? tests.map((test) => [test]) : [tests];
  const kernel = includes?.minKernel ?? '';
  return lists.map((args) => ({
    names,
    ...(rule.action === 'SCMP_ACT_ALLOW' ? {} : { errno: errnoName(rule.errnoRet ?? EPERM) }),
    ...(args.length === 0 ? {} : { args }),
    ...listOf('caps', includes?.caps),
    ...listOf('withoutCaps', excludes?.caps),
    ...listOf('arches', includes?.arches),
    ...listOf('notArches', excludes?.arches),
    ...(kernel === '' ? {} : { kernel }),
  }));
}

function listOf(
  key: 'caps' | 'withoutCaps' | 'arches' | 'notArches',
  list: readonly string[] | null | undefined,
): Partial<NamedRule> {
  return (list?.length ?? 0) === 0 ? {} : { [key]: [...(list ?? [])].sort() };
}

const OPERATORS: Readonly<Record<string, ArgumentTest['op']>> = {
  SCMP_CMP_EQ: '==',
  SCMP_CMP_NE: '!=',
  SCMP_CMP_LT: '<',
  SCMP_CMP_LE: '<=',
  SCMP_CMP_GT: '>',
  SCMP_CMP_GE: '>=',
};

function normalTest({ index, value, valueTwo = 0, op }: ProfileArgument): ArgumentTest {
  if (op === 'SCMP_CMP_MASKED_EQ') return { index, mask: value, op: '==', value: valueTwo };
  const operator = OPERATORS[op];
  if (operator === undefined) throw new Error(`an argument test with ${op}`);
  return { index, op: operator, value };
}

const EPERM = 1;
/** Error numbers of the default profiles. */
const ERRNO: Readonly<Record<number, string>> = { [EPERM]: 'EPERM', 22: 'EINVAL', 38: 'ENOSYS' };

function errnoName(number: number): string {
  const name = ERRNO[number];
  if (name === undefined) throw new Error(`a profile that answers errno ${number}`);
  return name;
}

/** One call under one rule: `names` has one member. */
type FlatRule = NamedRule;

/** Key that tells one from another, and the rule for each name. */
function flatten(rule: NamedRule): [string, FlatRule][] {
  const { names, ...rest } = rule;
  return names.map((name) => [`${name} ${JSON.stringify(rest)}`, { names: [name], ...rest }]);
}

/** Joins calls with the same rule, in the order in which the rules first occur; names sorted. */
function grouped(rules: Iterable<FlatRule>): NamedRule[] {
  const groups = new Map<string, { names: string[]; rest: Omit<NamedRule, 'names'> }>();
  for (const { names, ...rest } of rules) {
    const key = JSON.stringify(rest);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { names: [...names], rest });
    else group.names.push(...names);
  }
  return [...groups.values()].map(({ names, rest }) => ({ names: names.sort(), ...rest }));
}

/** The same text for profiles that decide alike, whatever the order of their rules. */
function canonical({ errno, subArches, rules }: NormalProfile): string {
  return JSON.stringify([errno, subArches, rules.map((rule) => JSON.stringify(rule)).sort()]);
}

function recordOf(
  range: Pick<ProfileRecord, 'runtime' | 'from' | 'to'>,
  before: NormalProfile | undefined,
  now: NormalProfile,
): ProfileRecord {
  const old = new Map((before?.rules ?? []).flatMap(flatten));
  const fresh = new Map(now.rules.flatMap(flatten));
  const only = (these: Map<string, FlatRule>, those: Map<string, FlatRule>): NamedRule[] =>
    grouped([...these].filter(([key]) => !those.has(key)).map(([, rule]) => rule));
  const sameArches = JSON.stringify(before?.subArches) === JSON.stringify(now.subArches);
  return {
    ...range,
    errno: now.errno,
    ...(sameArches ? {} : { subArches: now.subArches }),
    drop: only(old, fresh),
    add: only(fresh, old),
  };
}

/**
 * Records with one release more: nothing changes when it is inside a run and agrees; a newer one extends the last run or
 * starts another. Throws when it contradicts the run it belongs to, as then one of the two sources is wrong.
 */
export function addRelease(
  runtime: Runtime,
  records: readonly ProfileRecord[],
  { release, profile }: ReleasedProfile,
): readonly ProfileRecord[] {
  const normal = normalProfile(profile);
  const runs = replayProfiles(records);
  const last = runs.at(-1);
  const run = runs.findLast(({ from }) => compareVersionTexts(from, release) <= 0);
  if (last === undefined) return importProfiles(runtime, [{ release, profile }]);
  const agrees = run !== undefined && canonical(run.profile) === canonical(normal);
  if (run !== last || compareVersionTexts(release, last.to) <= 0) {
    if (agrees) return records;
    throw new Error(`${runtime} ${release}: its profile differs from the one in the table`);
  }
  if (agrees) return [...records.slice(0, -1), { ...lastOf(records), to: release }];
  const range = { runtime, from: release, to: release };
  return [...records, recordOf(range, last.profile, normal)];
}

function lastOf(records: readonly ProfileRecord[]): ProfileRecord {
  const last = records.at(-1);
  if (last === undefined) throw new Error('no records');
  return last;
}
