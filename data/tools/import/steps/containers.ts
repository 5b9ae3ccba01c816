/** What the default seccomp profiles of the container runtimes do with each call. */
import { paramsOf } from '../../lib/prototypes.ts';
import type { Facts } from '../../lib/facts.ts';
import {
  GO_ARCH,
  importContainers,
  type ContainerRecord,
  type ProfiledCall,
} from '../containers.ts';
import type { Step } from '../step.ts';

export const containers: Step = {
  inputs: ['docker', 'podman'],
  needsAll: false,
  run({ docker, podman }, facts) {
    const fresh = importContainers(profiledCalls(facts), docker, podman);
    return { containers: keepMissing(fresh, facts.containers.records) };
  },
};

function profiledCalls(facts: Facts): ProfiledCall[] {
  return facts.numbers.records.map(({ name, arches }) => ({
    name,
    arches: Object.keys(arches).flatMap((arch) => GO_ARCH[arch] ?? []),
    params: paramsOf(name, facts)?.map(([, param]) => param) ?? [],
  }));
}

/** The runtime that was not read this time keeps its committed verdict. */
function keepMissing(
  fresh: readonly ContainerRecord[],
  old: readonly ContainerRecord[],
): ContainerRecord[] {
  const before = new Map(old.map((record) => [record.name, record]));
  return fresh.map((record) => ({ ...before.get(record.name), ...record }));
}
