/** Says what the newest default seccomp profiles of Docker and Podman do with each call. Pure. */
import {
  conditionWords,
  type ConditionNames,
} from '../../../server/src/core/kb/container-words.ts';
import { verdict, type ContainerVerdict } from '../../../server/src/core/kb/containers.ts';
import type { ProfileHistory } from '../../../server/src/core/kb/kb.types.ts';
import { compareText } from '../lib/problem.ts';
import { GO_ARCH } from './container-arches.ts';

/** What a profile does with a call, whatever capabilities, kernel and arguments. */
export interface Verdict {
  readonly status: ContainerVerdict['status'];
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

/** A call, and our names of the architectures that have it. */
export interface ProfiledCall {
  readonly name: string;
  readonly arches: readonly string[];
}

/** Verdicts of both profiles for every call, sorted by name. */
export function importContainers(
  calls: readonly ProfiledCall[],
  docker: ProfileHistory | undefined,
  podman: ProfileHistory | undefined,
): ContainerRecord[] {
  return calls
    .map((call) => ({
      name: call.name,
      ...(docker === undefined ? {} : { docker: newestVerdict(call, docker) }),
      ...(podman === undefined ? {} : { podman: newestVerdict(call, podman) }),
    }))
    .sort((a, b) => compareText(a.name, b.name));
}

/** Architecture to judge a call on: x86-64, or the first one containers run on that has the call. */
export function judgedOn(arches: readonly string[]): string {
  const known = Object.values(GO_ARCH).find((arch) => arches.includes(arch));
  return known ?? 'x86_64';
}

/** A verdict with its conditions in words. */
export function wordedVerdict(found: ContainerVerdict, names: ConditionNames): Verdict {
  const { status, errno } = found;
  const conditions = conditionWords(found, names);
  return {
    status,
    ...(errno === undefined ? {} : { errno }),
    ...(conditions.length === 0 ? {} : { conditions }),
  };
}

/** Names for the conditions of a call. */
export function namesFor(call: string, history: ProfileHistory): ConditionNames {
  const { params, values, granted } = history;
  return { params: params[call] ?? [], values: values[call] ?? {}, granted };
}

function newestVerdict({ name, arches }: ProfiledCall, history: ProfileHistory): Verdict {
  const found = verdict(history, name, { arch: judgedOn(arches) });
  return wordedVerdict(found, namesFor(name, history));
}
