/** Is this call allowed in this container? Reads the default seccomp profiles of Docker and Podman. Pure; knows no words. */
import { compareKernelVersions, hasReached, parseKernelVersion } from './kernel-version.ts';
import type { ArgumentTest, ProfileHistory, ProfileRelease, ProfileRule } from './kb.types.ts';

/** What is known of the container and the call; what is left out stays a condition of the answer. */
export interface ContainerQuestion {
  /** Release of the runtime (`24.0.7`, of containers-common for Podman); absent: the newest known. */
  readonly release?: string;
  /** Capabilities in the container's bounding set, all of them; absent: unknown. */
  readonly capabilities?: readonly string[];
  /** Architecture of the program, canonical name; absent: x86_64. */
  readonly arch?: string;
  /** Release of the kernel below. */
  readonly kernel?: string;
  /** Number of the call on that architecture; needed for `stubbed`. */
  readonly number?: number;
  /** Arguments in the kernel's order as unsigned 64-bit values, `undefined` where unknown. */
  readonly args?: readonly (bigint | undefined)[];
}

/** What must hold besides what the question said; a member that is empty or absent asks for nothing. */
export interface Conditions {
  /** All of them must be granted. */
  readonly caps: readonly string[];
  /** None of them may be granted. */
  readonly withoutCaps: readonly string[];
  /** Oldest kernel. */
  readonly kernel?: string;
  /** All tests must hold. */
  readonly args: readonly ArgumentTest[];
}

export interface Refusal extends Conditions {
  readonly errno: string;
}

export interface ContainerVerdict {
  readonly status: 'allowed' | 'conditional' | 'blocked';
  /** errno of a refused call; absent when it is allowed. Of a conditional one: where no `refusals` say otherwise. */
  readonly errno?: string;
  /** Ways to be let through, one of which must hold; empty unless the status is `conditional`. */
  readonly ways: readonly Conditions[];
  /** Refusals that tests of arguments lead to; they go before every way. Empty unless the status is `conditional`. */
  readonly refusals: readonly Refusal[];
  /**
   * True when the call is newer than every call the profile names: runc 1.0.0-rc93 and later (those of Docker 20.10.4 and
   * later) answer ENOSYS to it, whatever `errno` says. Source: runc `libcontainer/seccomp/patchbpf/enosys_linux.go`.
   */
  readonly stubbed?: true;
  /** Run of releases the answer is true for. */
  readonly from: string;
  readonly to: string;
  /** False: no known profile is that of the release asked for, the next older one answered. */
  readonly exact: boolean;
}

/**
 * Answers for one runtime. A call that no rule names gets the profile's own refusal. Fails soft: a release between two
 * known ones or newer than all gets the next older profile, an older one the oldest, each with `exact: false`.
 * Container and kernel are taken to be of the same architecture as the program, or of the 64-bit one it runs on.
 * Source of the reading: moby profiles/seccomp `setupSeccomp`; that a refusal by argument wins over a way whose tests
 * also hold was tried with libseccomp 2.5.4.
 */
export function verdict(
  history: ProfileHistory,
  call: string,
  question: ContainerQuestion = {},
): ContainerVerdict {
  return verdictAt(history, call, question, placeOf(history.releases, question.release));
}

interface Place {
  /** Into the runs of releases. */
  readonly index: number;
  readonly exact: boolean;
}

function verdictAt(
  history: ProfileHistory,
  call: string,
  question: ContainerQuestion,
  place: Place,
): ContainerVerdict {
  const release = history.releases[place.index];
  if (release === undefined) throw new Error('a profile history without releases');
  const known = (history.calls[call] ?? [])
    .filter(({ first, last }) => (first ?? 0) <= place.index && place.index <= (last ?? Infinity))
    .flatMap(({ rule }) => {
      const found = history.rules[rule];
      const rest = found && conditionsLeft(found, question, history.hosts);
      return found === undefined || rest === undefined ? [] : [{ rule: found, rest }];
    });
  const range = { from: release.from, to: release.to, exact: place.exact };
  const stub = known.length === 0 && isNewer(release, question) ? { stubbed: true as const } : {};
  return { ...judge(known, release.errno), ...stub, ...range };
}

function isNewer({ errno, newest }: ProfileRelease, question: ContainerQuestion): boolean {
  const last = newest[question.arch ?? 'x86_64'];
  const { number } = question;
  return errno !== 'ENOSYS' && last !== undefined && number !== undefined && number > last;
}

/** One line of a call's past: a run of releases that treat it alike. */
export interface HistoryRow extends ContainerVerdict {
  /** True when the newest known release belongs to the run. */
  readonly newest: boolean;
}

/** How releases treated a call, newest first; neighbours that agree are one row. */
export function verdictHistory(
  history: ProfileHistory,
  call: string,
  question: Omit<ContainerQuestion, 'release'> = {},
): readonly HistoryRow[] {
  const rows: HistoryRow[] = [];
  let last = '';
  for (let index = history.releases.length - 1; index >= 0; index--) {
    const next = verdictAt(history, call, question, { index, exact: true });
    const { status, errno, ways, refusals, stubbed } = next;
    const treatment = JSON.stringify([status, errno, ways, refusals, stubbed]);
    const above = rows.at(-1);
    if (above !== undefined && treatment === last) {
      rows[rows.length - 1] = { ...above, from: next.from };
    } else {
      rows.push({ ...next, newest: above === undefined });
    }
    last = treatment;
  }
  return rows;
}

interface Candidate {
  readonly rule: ProfileRule;
  readonly rest: Conditions;
}

type Judgement = Pick<ContainerVerdict, 'status' | 'errno' | 'ways' | 'refusals'>;

/** `rules` are those that the question does not rule out, `fallback` is what a call without a rule gets. */
function judge(rules: readonly Candidate[], fallback: string): Judgement {
  const refusals = rules.flatMap(({ rule, rest }) =>
    rule.errno === undefined
      ? []
      : [{ errno: rule.errno, rest, byArgument: rule.args !== undefined }],
  );
  const settled = refusals.find(({ rest, byArgument }) => byArgument && isEmpty(rest));
  const possible = refusals
    .filter(({ byArgument }) => byArgument)
    .map(({ errno, rest }) => ({ errno, ...rest }));
  const ways = rules.filter(({ rule }) => rule.errno === undefined).map(({ rest }) => rest);
  const none = { ways: [], refusals: [] };
  if (settled !== undefined) return { status: 'blocked', errno: settled.errno, ...none };
  const open = ways.some(isEmpty);
  if (open && possible.length === 0) return { status: 'allowed', ...none };
  const plain = refusals.find(({ byArgument }) => !byArgument);
  if (ways.length === 0) {
    return { status: 'blocked', errno: plain?.errno ?? fallback, ...none };
  }
  return {
    status: 'conditional',
    errno: plain?.errno ?? possible[0]?.errno ?? fallback,
    ways: open ? [] : withoutNeedlessLimits(ways),
    refusals: possible,
  };
}

/** `undefined` when the rule cannot apply, else what the question leaves open. */
function conditionsLeft(
  rule: ProfileRule,
  question: ContainerQuestion,
  hosts: ProfileHistory['hosts'],
): Conditions | undefined {
  const arch = question.arch ?? 'x86_64';
  const host = hosts[arch] ?? arch;
  if (rule.arches?.includes(host) === false || rule.notArches?.includes(host) === true) {
    return undefined;
  }
  const { caps = [], withoutCaps = [], kernel, args = [] } = rule;
  const granted = question.capabilities;
  if (granted !== undefined) {
    if (!caps.every((cap) => granted.includes(cap))) return undefined;
    if (withoutCaps.some((cap) => granted.includes(cap))) return undefined;
  }
  const reached =
    kernel === undefined || question.kernel === undefined
      ? undefined
      : hasReached(question.kernel, kernel);
  const tests = args.map((test) => ({ test, holds: holds(test, question.args?.[test.index]) }));
  if (reached === false || tests.some((t) => t.holds === false)) return undefined;
  return {
    caps: granted === undefined ? caps : [],
    withoutCaps: granted === undefined ? withoutCaps : [],
    ...(kernel === undefined || reached === true ? {} : { kernel }),
    args: tests.filter((t) => t.holds === undefined).map((t) => t.test),
  };
}

function isEmpty({ caps, withoutCaps, kernel, args }: Conditions): boolean {
  return caps.length + withoutCaps.length + args.length === 0 && kernel === undefined;
}

function holds({ mask, op, value }: ArgumentTest, given: bigint | undefined): boolean | undefined {
  if (given === undefined) return undefined;
  const left = BigInt.asUintN(64, mask === undefined ? given : given & BigInt(mask));
  const right = BigInt(value);
  const results: Record<ArgumentTest['op'], boolean> = {
    '==': left === right,
    '!=': left !== right,
    '<': left < right,
    '<=': left <= right,
    '>': left > right,
    '>=': left >= right,
  };
  return results[op];
}

/** `with X, or without X and so` is `with X, or so`. */
function withoutNeedlessLimits(ways: readonly Conditions[]): Conditions[] {
  const enough = new Set(
    ways.flatMap(({ caps, ...rest }) =>
      caps.length === 1 && isEmpty({ ...rest, caps: [] }) ? caps : [],
    ),
  );
  return ways.map((way) => ({
    ...way,
    withoutCaps: way.withoutCaps.filter((cap) => !enough.has(cap)),
  }));
}

function placeOf(releases: readonly ProfileRelease[], wanted: string | undefined): Place {
  const newest = releases.length - 1;
  const asked = wanted === undefined ? undefined : parseKernelVersion(wanted);
  if (asked === undefined) return { index: newest, exact: wanted === undefined };
  const order = (text: string): number => {
    const release = parseKernelVersion(text);
    return release === undefined ? -1 : compareKernelVersions(release, asked);
  };
  const index = releases.findLastIndex(({ from }) => order(from) <= 0);
  const found = releases[index];
  if (found === undefined) return { index: 0, exact: false };
  return { index, exact: order(found.to) >= 0 };
}
