/** Compiles what the containers' default profiles do: their history, and the rows of a reference page. Pure. */
import { verdictHistory, type ContainerQuestion } from '../../../server/src/core/kb/containers.ts';
import type {
  ContainerRow,
  KbPages,
  ProfileHistory,
} from '../../../server/src/core/kb/kb.types.ts';
import { judgedOn, namesFor, wordedVerdict } from '../import/containers.ts';
import type { Runtime } from '../import/profiles.ts';
import type { Facts } from '../lib/facts.ts';
import { profiledCalls } from './profiled-calls.ts';
import { compileProfiles } from './profiles.ts';

/** Histories of the runtimes whose profiles were read. */
export function profileHistories(facts: Facts): NonNullable<KbPages['profiles']> {
  let made = cache.get(facts);
  if (made === undefined) {
    const known = profiledCalls(facts);
    const docker = compileProfiles('docker', facts.profiles.records, known);
    const podman = compileProfiles('podman', facts.profiles.records, known);
    made = {
      ...(docker === undefined ? {} : { docker }),
      ...(podman === undefined ? {} : { podman }),
    };
    cache.set(facts, made);
  }
  return made;
}

const cache = new WeakMap<Facts, NonNullable<KbPages['profiles']>>();

/**
 * One row for each run of releases that treat the call alike, newest first, Docker before Podman; on x86-64, or on the
 * first architecture that containers run on and that has the call.
 */
export function containerRows(name: string, facts: Facts): ContainerRow[] {
  const record = facts.numbers.records.find((entry) => entry.name === name);
  const arch = judgedOn(Object.keys(record?.arches ?? {}));
  const number = record?.arches[arch]?.number;
  const question = { arch, ...(number === undefined ? {} : { number }) };
  const { docker, podman } = profileHistories(facts);
  return [...rowsOf('docker', name, question, docker), ...rowsOf('podman', name, question, podman)];
}

function rowsOf(
  runtime: Runtime,
  name: string,
  question: ContainerQuestion,
  history: ProfileHistory | undefined,
): ContainerRow[] {
  if (history === undefined) return [];
  return verdictHistory(history, name, question).map((row) => {
    const { status, errno, conditions = [] } = wordedVerdict(row, namesFor(name, history));
    return {
      runtime,
      profileVersion: `${PROFILE_OF[runtime]} ${row.from === row.to ? row.to : `${row.from}–${row.to}`}`,
      status,
      conditions,
      ...(errno === undefined ? {} : { errno }),
      ...(row.stubbed === undefined ? {} : { note: STUB }),
    };
  });
}

/** Of a row whose call the profile is too old for. */
const STUB = 'newer than every call of the profile: runc answers ENOSYS instead';

/** Whose releases count. */
const PROFILE_OF: Readonly<Record<Runtime, string>> = {
  docker: 'Docker',
  podman: 'containers-common',
};
