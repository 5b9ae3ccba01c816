/** The container profiles: small ones written for the purpose, release by release, byte for byte. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compileProfiles } from '../../data/tools/compile/profiles.ts';
import { importContainers } from '../../data/tools/import/containers.ts';
import { dockerReleases } from '../../data/tools/import/docker-releases.ts';
import { importAll } from '../../data/tools/import/import-all.ts';
import {
  addRelease,
  importProfiles,
  normalProfile,
  replayProfiles,
  type Profile,
  type ReleasedProfile,
} from '../../data/tools/import/profiles.ts';
import { formatTable } from '../../data/tools/lib/generated.ts';
import { readFacts } from '../../data/tools/lib/facts.ts';

const folder = join(import.meta.dirname, 'import');
const header = { what: 'fixture', inputs: [] };
const docker = JSON.parse(readFileSync(join(folder, 'profile-docker.json'), 'utf8')) as Profile;

/** Lists before there were `includes.caps`, then a call more, then a refusal of its own. */
const older: Profile = {
  defaultAction: 'SCMP_ACT_ERRNO',
  archMap: [
    { architecture: 'SCMP_ARCH_X86_64', subArchitectures: ['SCMP_ARCH_X86', 'SCMP_ARCH_X32'] },
    { architecture: 'SCMP_ARCH_RISCV64', subArchitectures: null },
  ],
  syscalls: [
    { names: ['mmap', 'clone3'], action: 'SCMP_ACT_ALLOW', args: null, includes: {}, excludes: {} },
    {
      names: ['socket'],
      action: 'SCMP_ACT_ALLOW',
      args: [
        { index: 0, value: 1, op: 'SCMP_CMP_EQ' },
        { index: 0, value: 2, op: 'SCMP_CMP_EQ' },
      ],
    },
  ],
};
const reordered: Profile = {
  ...older,
  syscalls: [...older.syscalls, { names: ['mmap'], action: 'SCMP_ACT_ALLOW' }].reverse(),
};
const podman: Profile = {
  defaultAction: 'SCMP_ACT_ERRNO',
  defaultErrnoRet: 38,
  syscalls: [
    { names: ['mmap'], action: 'SCMP_ACT_ALLOW' },
    { names: ['cachestat'], action: 'SCMP_ACT_ERRNO', errnoRet: 1 },
    {
      names: ['socket'],
      action: 'SCMP_ACT_ALLOW',
      args: [{ index: 0, value: 16, op: 'SCMP_CMP_NE' }],
      excludes: { caps: ['CAP_AUDIT_WRITE'] },
    },
    {
      names: ['socket'],
      action: 'SCMP_ACT_ERRNO',
      errnoRet: 22,
      args: [
        { index: 0, value: 16, op: 'SCMP_CMP_EQ' },
        { index: 2, value: 300, op: 'SCMP_CMP_EQ' },
      ],
    },
    { names: ['chroot'], action: 'SCMP_ACT_ALLOW', includes: { caps: ['CAP_SYS_CHROOT'] } },
  ],
};
const releases: readonly ReleasedProfile[] = [
  { release: '20.10.9', profile: reordered },
  { release: '20.10.10', profile: docker },
  { release: '18.9.0', profile: older },
];

async function expectTable(name: string, records: readonly unknown[]): Promise<void> {
  await expect(formatTable({ header, records })).toMatchFileSnapshot(join(folder, `${name}.table`));
}

test('what each release changed', async () => {
  await expectTable('profiles', importProfiles('docker', releases));
});

test('the changes put together again are the profiles', () => {
  const rules = (profile: { readonly rules: readonly unknown[] }): string[] =>
    profile.rules.map((rule) => JSON.stringify(rule)).sort();
  const runs = replayProfiles(importProfiles('docker', releases));
  expect(runs.map(({ from, to }) => [from, to])).toEqual([
    ['18.9.0', '20.10.9'],
    ['20.10.10', '20.10.10'],
  ]);
  expect(runs.map(({ profile }) => rules(profile))).toEqual(
    [older, docker].map((profile) => rules(normalProfile(profile))),
  );
});

test.each([
  [{ ...older, defaultAction: 'SCMP_ACT_KILL' }, /default is SCMP_ACT_KILL/],
  [{ ...older, defaultErrnoRet: 13 }, /errno 13/],
  [{ ...older, syscalls: [{ names: ['mmap'], action: 'SCMP_ACT_TRACE' }] }, /SCMP_ACT_TRACE/],
])('a profile with something new in it is refused', (profile, message) => {
  expect(() => normalProfile(profile)).toThrow(message);
});

test('the newest verdict on each call', async () => {
  const call = (name: string, ...arches: string[]) => ({
    name,
    arches: arches.length === 0 ? ['aarch64', 'x86_64'] : arches,
  });
  const calls = [
    call('mmap'),
    call('ptrace'),
    call('process_madvise'),
    call('personality'),
    call('clone'),
    call('clone3'),
    call('arm_fadvise64_64', 'sparc', 'arm'),
    call('swapcontext', 'powerpc', 'powerpc64'),
    call('cachestat'),
    call('socket'),
    call('chroot'),
  ];
  const names: Record<string, string[]> = {
    personality: ['persona'],
    clone: ['clone_flags'],
    socket: ['family', 'type', 'protocol'],
  };
  const known = { params: (name: string) => names[name] ?? [], numbers: () => ({}) };
  const history = compileProfiles('docker', importProfiles('docker', releases), known);
  const other = importProfiles('podman', [{ release: '0.67.1', profile: podman }]);
  await expectTable(
    'containers',
    importContainers(calls, history, compileProfiles('podman', other, known)),
  );
});

describe('a release that comes as a file of its own', () => {
  const records = importProfiles('docker', releases);
  const runs = (release: string, profile: Profile): readonly string[] =>
    addRelease('docker', records, { release, profile }).map(({ from, to }) => `${from} ${to}`);

  test('changes nothing where it agrees', () => {
    expect(addRelease('docker', records, { release: '19.03.1', profile: older })).toEqual(records);
  });
  test('lengthens the last run', () => {
    expect(runs('23.0.0', docker)).toEqual(['18.9.0 20.10.9', '20.10.10 23.0.0']);
  });
  test('begins a new one where it differs', () => {
    expect(runs('23.0.0', older)).toEqual(['18.9.0 20.10.9', '20.10.10 20.10.10', '23.0.0 23.0.0']);
  });
  test('is the first one of a runtime nobody has read', () => {
    expect(addRelease('podman', [], { release: '0.67.1', profile: podman })).toHaveLength(1);
  });
  test('is refused where it contradicts', () => {
    expect(() => runs('19.03.1', docker)).toThrow(/docker 19\.03\.1: its profile differs/);
  });
});

test('the runtime that was not read keeps its profiles and verdicts', () => {
  const numbers = formatTable({ header, records: [{ name: 'mmap', arches: { x86_64: {} } }] });
  const old = readFacts((name) => (name === 'numbers' ? numbers : undefined));
  const first = importAll(
    { moby: releases, podman: { release: '0.67.1', profile: podman } },
    old,
    [],
  );
  const second = importAll({ docker: { release: '20.10.10', profile: docker } }, first, []);
  expect(second.containers.records).toEqual(first.containers.records);
  expect(second.profiles.records).toEqual(first.profiles.records);
  expect(second.containers.records).toEqual([
    { name: 'mmap', docker: { status: 'allowed' }, podman: { status: 'allowed' } },
  ]);
});

test('releases among the tags', () => {
  const tags = [
    'v9.0.0',
    'v18.06.3-ce',
    'v28.5.2',
    'docker-v29.0.0',
    'docker-v29.0.0-rc.1',
    'v20.10.10',
    'v18.09.0',
    'v18.09.1-rc1',
    'api/v1.52.0',
    'v2.0.0-beta.21',
  ];
  expect(dockerReleases(tags).map(({ tag }) => tag)).toEqual([
    'v18.09.0',
    'v20.10.10',
    'v28.5.2',
    'docker-v29.0.0',
  ]);
});
