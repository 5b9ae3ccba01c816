/** The default seccomp profiles of the container runtimes: what each release changed, what the newest does with each call. */
import { compileProfiles } from '../../compile/profiles.ts';
import { profiledCalls } from '../../compile/profiled-calls.ts';
import type { Facts } from '../../lib/facts.ts';
import { importContainers } from '../containers.ts';
import {
  addRelease,
  importProfiles,
  type ProfileRecord,
  type ReleasedProfile,
  type Runtime,
} from '../profiles.ts';
import type { Step } from '../step.ts';

export const containers: Step = {
  inputs: ['docker', 'moby', 'podman'],
  needsAll: false,
  run({ docker, moby, podman }, facts) {
    const before = facts.profiles.records;
    const profiles = [
      ...recordsOf('docker', before, moby, docker),
      ...recordsOf('podman', before, undefined, podman),
    ];
    const known = profiledCalls(facts);
    return {
      profiles,
      containers: importContainers(
        judgedCalls(facts),
        compileProfiles('docker', profiles, known),
        compileProfiles('podman', profiles, known),
      ),
    };
  },
};

/** Every release at hand, else the committed records; then the one release that came as a file of its own. */
function recordsOf(
  runtime: Runtime,
  before: readonly ProfileRecord[],
  all: readonly ReleasedProfile[] | undefined,
  one: ReleasedProfile | undefined,
): readonly ProfileRecord[] {
  const records =
    all === undefined
      ? before.filter((record) => record.runtime === runtime)
      : importProfiles(runtime, all);
  return one === undefined ? records : addRelease(runtime, records, one);
}

function judgedCalls(facts: Facts): { name: string; arches: string[] }[] {
  return facts.numbers.records.map(({ name, arches }) => ({ name, arches: Object.keys(arches) }));
}
