/** Evaluates the default seccomp profiles of Docker and Podman call by call. Pure: parsed JSON in, records out. */
import { compareText } from '../lib/problem.ts';

/** What a profile does with a call in a container that was given no extra capability. */
export interface Verdict {
  readonly status: 'allowed' | 'conditional' | 'blocked';
  /** errno of a refusal. */
  readonly errno?: string;
  /** When a conditional call is let through, in words. */
  readonly conditions?: readonly string[];
}

export interface ContainerRecord {
  readonly name: string;
  readonly docker?: Verdict;
  readonly podman?: Verdict;
}

interface Argument {
  readonly index: number;
  readonly value: number;
  readonly valueTwo?: number;
  readonly op: string;
}

interface Filter {
  readonly caps?: readonly string[];
  readonly arches?: readonly string[];
  readonly minKernel?: string;
}

interface ProfileRule {
  readonly names: readonly string[];
  readonly action: string;
  readonly errnoRet?: number;
  readonly args?: readonly Argument[] | null;
  readonly includes?: Filter;
  readonly excludes?: Filter;
}

/** The JSON that both runtimes ship (`default.json`, `seccomp.json`). */
export interface Profile {
  readonly defaultAction: string;
  readonly defaultErrnoRet?: number;
  readonly syscalls: readonly ProfileRule[];
}

/** What the evaluation must know of a call. */
export interface ProfiledCall {
  readonly name: string;
  /** Architectures that have it, in the profiles' spelling (Go's): `amd64`, `arm64`. */
  readonly arches: readonly string[];
  /** Names of its raw parameters. */
  readonly params: readonly string[];
}

const ERRNO: Readonly<Record<number, string>> = { 1: 'EPERM', 22: 'EINVAL', 38: 'ENOSYS' };

/** Our architecture names in Go's spelling, as the profiles write them. */
export const GO_ARCH: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  x32: 'x32',
  i386: 'x86',
  arm: 'arm',
  aarch64: 'arm64',
  riscv64: 'riscv64',
  mips: 'mips',
  mips64: 'mips64',
  mips64n32: 'mips64n32',
  powerpc64: 'ppc64le',
  s390x: 's390x',
  loongarch64: 'loong64',
};

/** Verdicts of both profiles for every call, sorted by name. */
export function importContainers(
  calls: readonly ProfiledCall[],
  docker: Profile | undefined,
  podman: Profile | undefined,
): ContainerRecord[] {
  return calls
    .map((call) => ({
      name: call.name,
      ...(docker === undefined ? {} : { docker: judge(call, docker) }),
      ...(podman === undefined ? {} : { podman: judge(call, podman) }),
    }))
    .sort((a, b) => compareText(a.name, b.name));
}

/** Judges on x86-64, or on the first architecture that has the call. */
export function judge(call: ProfiledCall, profile: Profile): Verdict {
  const arch = call.arches.includes('amd64') ? 'amd64' : (call.arches[0] ?? 'amd64');
  const rules = profile.syscalls.filter(
    (rule) =>
      rule.names.includes(call.name) &&
      rule.includes?.arches?.includes(arch) !== false &&
      rule.excludes?.arches?.includes(arch) !== true,
  );
  const ways = rules
    .filter((rule) => rule.action === 'SCMP_ACT_ALLOW')
    .map((rule) => conditionsOf(rule, call));
  if (ways.some((way) => way.length === 0)) return { status: 'allowed' };
  const refusal = rules.find(
    (rule) => rule.action === 'SCMP_ACT_ERRNO' && (rule.args ?? []).length === 0,
  );
  const errno = errnoName(refusal?.errnoRet ?? profile.defaultErrnoRet ?? 1);
  if (ways.length === 0) return { status: 'blocked', errno };
  const alternatives = [...new Set(mergeEqual(ways).map((way) => way.join(' and ')))].sort(
    capabilitiesFirst,
  );
  return { status: 'conditional', errno, conditions: [`only ${alternatives.join(', or ')}`] };
}

/** What an administrator can grant stands first; the rest keeps the order of the profile. */
function capabilitiesFirst(a: string, b: string): number {
  return Number(b.startsWith('with CAP_')) - Number(a.startsWith('with CAP_'));
}

function errnoName(number: number): string {
  return ERRNO[number] ?? `errno ${String(number)}`;
}

/** What must hold for one rule to let the call through; empty: always. */
function conditionsOf(rule: ProfileRule, call: ProfiledCall): string[] {
  const conditions = (rule.includes?.caps ?? []).map((cap) => `with ${cap}`);
  const kernel = rule.includes?.minKernel;
  if (kernel !== undefined && kernel !== '') conditions.push(`on kernel ≥ ${kernel}`);
  for (const argument of rule.args ?? []) conditions.push(`when ${wordOf(argument, call)}`);
  return conditions;
}

const COMPARE: Readonly<Record<string, string>> = {
  SCMP_CMP_EQ: '==',
  SCMP_CMP_NE: '!=',
  SCMP_CMP_LT: '<',
  SCMP_CMP_LE: '<=',
  SCMP_CMP_GT: '>',
  SCMP_CMP_GE: '>=',
};

/** One argument test as C: `(clone_flags & 0x7e020000) == 0`. */
function wordOf(argument: Argument, call: ProfiledCall): string {
  const name = call.params[argument.index] ?? `argument ${String(argument.index)}`;
  if (argument.op === 'SCMP_CMP_MASKED_EQ') {
    return `(${name} & ${number(argument.value)}) == ${number(argument.valueTwo ?? 0)}`;
  }
  return `${name} ${COMPARE[argument.op] ?? argument.op} ${number(argument.value)}`;
}

function number(value: number): string {
  return value < 256 ? String(value) : `0x${value.toString(16)}`;
}

/** Joins ways that test one argument for equality: `when persona == 0`, `when persona == 8` → `when persona is 0 or 8`. */
function mergeEqual(ways: readonly (readonly string[])[]): (readonly string[])[] {
  const values = new Map<string, string[]>();
  const merged: (readonly string[])[] = [];
  for (const way of ways) {
    const match = way.length === 1 ? /^when (\w+) == (\w+)$/.exec(way[0] ?? '') : null;
    const [, name, value] = match ?? [];
    if (name === undefined || value === undefined) merged.push(way);
    else values.set(name, [...(values.get(name) ?? []), value]);
  }
  for (const [name, list] of values) {
    merged.push([
      list.length === 1
        ? `when ${name} == ${list[0] ?? ''}`
        : `when ${name} is ${list.slice(0, -1).join(', ')} or ${list.at(-1) ?? ''}`,
    ]);
  }
  return merged;
}
