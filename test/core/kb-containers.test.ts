/** "Is this call allowed in this container?" over the committed profiles, and against a second reading of them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { profileHistories } from '../../data/tools/compile/containers.ts';
import { judgedOn, namesFor, wordedVerdict } from '../../data/tools/import/containers.ts';
import { parseTableText } from '../../data/tools/lib/generated.ts';
import { readCompileInputs } from '../../data/tools/compile.ts';
import {
  verdict,
  verdictHistory,
  type ContainerQuestion,
} from '../../server/src/core/kb/containers.ts';
import { conditionWords } from '../../server/src/core/kb/container-words.ts';
import type { ProfileHistory } from '../../server/src/core/kb/kb.types.ts';

const { facts } = readCompileInputs();
const { docker, podman } = profileHistories(facts) as {
  docker: ProfileHistory;
  podman: ProfileHistory;
};

/** `allowed`, `EPERM`, or the words of what is left open. */
function ask(history: ProfileHistory, call: string, question?: ContainerQuestion): string {
  const found = verdict(history, call, question);
  if (found.status === 'allowed') return 'allowed';
  if (found.status === 'blocked') return found.errno ?? '';
  return `${conditionWords(found, namesFor(call, history)).join('; ')}, else ${found.errno ?? ''}`;
}

describe('Docker, release by release', () => {
  test.each([
    ['clone3', '20.10.9', 'EPERM'],
    ['clone3', '20.10.10', 'only with CAP_SYS_ADMIN, else ENOSYS'],
    ['io_uring_setup', '19.03.15', 'EPERM'],
    ['io_uring_setup', '20.10.0', 'allowed'],
    ['io_uring_setup', '24.0.9', 'allowed'],
    ['io_uring_setup', '25.0.0', 'EPERM'],
    ['ptrace', '18.09.0', 'only with CAP_SYS_PTRACE, else EPERM'],
    ['ptrace', '19.03.0', 'only with CAP_SYS_PTRACE, or on kernel ≥ 4.8, else EPERM'],
    ['faccessat2', '19.03.15', 'EPERM'],
    ['faccessat2', '20.10.0', 'allowed'],
    ['socket', '20.10.21', 'allowed'],
    ['socket', '28.5.2', 'only when family != 40 (AF_VSOCK), else EPERM'],
    [
      'socket',
      '29.4.2',
      'only when family < 38 (AF_ALG), or when family > 40 (AF_VSOCK), or when family == 39, else EPERM',
    ],
    [
      'clone',
      '18.09.0',
      'only with CAP_SYS_ADMIN, or when (clone_flags & 0x7c020000) == 0, else EPERM',
    ],
    [
      'clone',
      '20.10.0',
      'only with CAP_SYS_ADMIN, or when (clone_flags & 0x7e020000) == 0, else EPERM',
    ],
    ['chroot', '29.7.2', 'only with CAP_SYS_CHROOT (granted by default), else EPERM'],
    ['no_such_call', '29.7.2', 'EPERM'],
  ])('%s in %s: %s', (call, release, expected) => {
    expect(ask(docker, call, { release })).toBe(expected);
  });

  test('socketcall, the other way to socket(), was refused by one release', () => {
    const lines = verdictHistory(docker, 'socketcall', { arch: 'i386' });
    expect(lines.map(({ from, to, status, errno }) => [from, to, status, errno])).toEqual([
      ['29.4.3', '29.7.2', 'allowed', undefined],
      ['29.4.2', '29.4.2', 'blocked', 'ENOSYS'],
      ['18.09.0', '29.4.1', 'allowed', undefined],
    ]);
  });

  test('io_uring was let in and shut out again', () => {
    const lines = verdictHistory(docker, 'io_uring_enter');
    expect(lines.map(({ from, to, status, newest }) => [from, to, status, newest])).toEqual([
      ['25.0.0', '29.7.2', 'blocked', true],
      ['20.10.0', '24.0.9', 'allowed', false],
      ['18.09.0', '19.03.15', 'blocked', false],
    ]);
  });
});

describe('what is known of the container decides', () => {
  test.each<[string, ContainerQuestion, string]>([
    ['clone3', { capabilities: [] }, 'ENOSYS'],
    ['clone3', { capabilities: ['CAP_SYS_ADMIN'] }, 'allowed'],
    ['ptrace', { kernel: '4.4' }, 'only with CAP_SYS_PTRACE, else EPERM'],
    ['ptrace', { kernel: '4.4', capabilities: [] }, 'EPERM'],
    ['ptrace', { kernel: '4.8', capabilities: [] }, 'allowed'],
    ['ptrace', { kernel: 'unreadable', capabilities: ['CAP_SYS_PTRACE'] }, 'allowed'],
    ['clone', { args: [0x10000000n], capabilities: [] }, 'EPERM'],
    ['clone', { args: [0x11n], capabilities: [] }, 'allowed'],
    ['clone', { args: [0x10000000n, 0n], arch: 's390x', capabilities: [] }, 'allowed'],
    ['clone', { args: [0n, 0x10000000n], arch: 's390x', capabilities: [] }, 'EPERM'],
    ['clone', { args: [0x10000000n], capabilities: ['CAP_SYS_ADMIN'] }, 'allowed'],
    ['personality', { args: [8n] }, 'allowed'],
    ['personality', { args: [0x40000n] }, 'EPERM'],
    ['personality', { args: [0xffffffffn] }, 'allowed'],
    ['personality', { args: [0xffffffffffffffffn] }, 'EPERM'],
    ['socket', { args: [2n, 1n, 0n] }, 'allowed'],
    ['socket', { args: [40n, 1n, 0n] }, 'EPERM'],
    ['arch_prctl', {}, 'allowed'],
    ['arch_prctl', { arch: 'x32' }, 'allowed'],
    ['arch_prctl', { arch: 'aarch64' }, 'EPERM'],
    ['cacheflush', { arch: 'arm' }, 'allowed'],
    ['cacheflush', { arch: 'mips' }, 'EPERM'],
    ['modify_ldt', { arch: 'i386' }, 'allowed'],
    ['swapcontext', { arch: 'powerpc64' }, 'allowed'],
    ['s390_pci_mmio_read', { arch: 's390x' }, 'allowed'],
    ['perf_event_open', { capabilities: ['CAP_PERFMON'] }, 'allowed'],
  ])('%s with %o: %s', (call, question, expected) => {
    expect(ask(docker, call, question)).toBe(expected);
  });

  test.each<[string, ContainerQuestion, string]>([
    ['io_uring_setup', {}, 'ENOSYS'],
    ['cachestat', {}, 'EPERM'],
    ['clone3', {}, 'allowed'],
    ['perf_event_open', { capabilities: [] }, 'EPERM'],
    ['perf_event_open', { capabilities: ['CAP_SYS_ADMIN'] }, 'ENOSYS'],
    ['socket', { args: [40n, 1n, 0n] }, 'EPERM'],
    ['socket', { args: [16n, 3n, 9n], capabilities: [] }, 'EINVAL'],
    ['socket', { args: [16n, 3n, 9n], capabilities: ['CAP_AUDIT_WRITE'] }, 'allowed'],
    ['socket', { args: [16n, 3n, 0n], capabilities: [] }, 'allowed'],
  ])('Podman: %s with %o: %s', (call, question, expected) => {
    expect(ask(podman, call, question)).toBe(expected);
  });
});

test.each([
  // 470 on every architecture; the profile of 28.2 ends with 466.
  ['listns', '29.7.2', 470, true],
  ['mseal', '28.1.1', 462, true],
  ['mseal', '20.10.3', 462, undefined],
  ['io_uring_setup', '29.7.2', 425, undefined],
  ['mount', '29.7.2', 165, undefined],
  ['listns', '29.7.2', undefined, undefined],
])(
  'runc answers ENOSYS to %s under the profile of %s (number %s): %s',
  (call, release, n, stubbed) => {
    const found = verdict(docker, call, { release, ...(n === undefined ? {} : { number: n }) });
    expect(found.stubbed).toBe(stubbed);
    expect(verdict(podman, call, { number: 9999 }).stubbed).toBeUndefined();
  },
);

test.each([
  [undefined, '29.4.3', true],
  ['24.0.0', '24.0.0', true],
  ['28.3', '28.2.0', true],
  ['24.0.99', '24.0.3', false],
  ['99.0', '29.4.3', false],
  ['1.13.1', '18.09.0', false],
  ['rubbish', '29.4.3', false],
])('release %s is answered from %s on, exactly: %s', (release, from, exact) => {
  const found = verdict(docker, 'mmap', release === undefined ? {} : { release });
  expect([found.from, found.exact]).toEqual([from, exact]);
});

test('the newest profiles give the table of verdicts', () => {
  const arches = new Map(facts.numbers.records.map((r) => [r.name, Object.keys(r.arches)]));
  const worded = (history: ProfileHistory, name: string) =>
    wordedVerdict(
      verdict(history, name, { arch: judgedOn(arches.get(name) ?? []) }),
      namesFor(name, history),
    );
  const records = facts.containers.records;
  expect(records.length).toBeGreaterThan(600);
  for (const { name, ...table } of records) {
    expect({ docker: worded(docker, name), podman: worded(podman, name) }).toEqual(table);
  }
});

/** The committed table, as text: read here once more, by other code than the project's. */
interface Line {
  readonly runtime: string;
  readonly from: string;
  readonly errno: string;
  readonly drop: readonly Entry[];
  readonly add: readonly Entry[];
}
interface Entry {
  readonly names: readonly string[];
  readonly errno?: string;
  readonly args?: readonly { index: number; mask?: number; op: string; value: number }[];
  readonly caps?: readonly string[];
  readonly withoutCaps?: readonly string[];
  readonly arches?: readonly string[];
  readonly notArches?: readonly string[];
  readonly kernel?: string;
}
interface Ground {
  readonly caps: readonly string[];
  readonly goArch: string;
  readonly kernel: number;
  readonly args: readonly bigint[];
}

const lines = parseTableText<Line>(
  readFileSync(join(import.meta.dirname, '../../data/generated/profiles.json'), 'utf8'),
).records;

/** What the kernel answers under the profile of a release: `allowed` or an errno. */
function interpret(runtime: string, from: string, call: string, ground: Ground): string {
  let rules: string[] = [];
  let fallback = '';
  for (const line of lines.filter((l) => l.runtime === runtime)) {
    const of = (entries: readonly Entry[]): string[] =>
      entries
        .filter((e) => e.names.includes(call))
        .map((e) => JSON.stringify({ ...e, names: undefined }));
    const dropped = of(line.drop);
    rules = [...rules.filter((rule) => !dropped.includes(rule)), ...of(line.add)];
    fallback = line.errno;
    if (line.from === from) break;
  }
  const live = rules
    .map((rule) => JSON.parse(rule) as Entry)
    .filter((e) => (e.caps ?? []).every((cap) => ground.caps.includes(cap)))
    .filter((e) => !(e.withoutCaps ?? []).some((cap) => ground.caps.includes(cap)))
    .filter((e) => e.arches === undefined || e.arches.includes(ground.goArch))
    .filter((e) => e.notArches?.includes(ground.goArch) !== true)
    .filter((e) => e.kernel === undefined || ground.kernel >= Number(e.kernel.replace('.', '')))
    .filter((e) =>
      (e.args ?? []).every(({ index, mask, op, value }) => {
        const given = ground.args[index] ?? 0n;
        const left = mask === undefined ? given : given & BigInt(mask);
        const order = left < BigInt(value) ? '<' : left > BigInt(value) ? '>' : '=';
        return op === '!=' ? order !== '=' : op.includes(order);
      }),
    );
  const byArgument = live.find((e) => e.errno !== undefined && e.args !== undefined);
  const plain = live.find((e) => e.errno !== undefined);
  if (byArgument?.errno !== undefined) return byArgument.errno;
  return live.some((e) => e.errno === undefined) ? 'allowed' : (plain?.errno ?? fallback);
}

/** Numbers that look random and are the same on every run. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test('a second interpreter gives the same answers', () => {
  const pick = generator(7);
  const one = <T>(list: readonly T[]): T => list[pick(list.length)] as T;
  const touchy = ['clone', 'clone3', 'socket', 'personality', 'ptrace', 'bpf', 'perf_event_open'];
  const all = facts.numbers.records.map((record) => record.name);
  const caps = ['SYS_ADMIN', 'SYS_PTRACE', 'AUDIT_WRITE', 'BPF', 'PERFMON', 'SYS_NICE', 'SYS_TIME'];
  const values = [0n, 8n, 9n, 16n, 38n, 39n, 40n, 0x20000n, 0x7e020000n, 0xffffffffn];
  const hosts = {
    x86_64: 'amd64',
    i386: 'amd64',
    arm: 'arm64',
    s390x: 's390x',
    riscv64: 'riscv64',
  };
  const seen = new Set<string>();
  for (let i = 0; i < 400; i++) {
    const [name, history] = one([['docker', docker] as const, ['podman', podman] as const]);
    const { from } = one(history.releases);
    const [arch, goArch] = one(Object.entries(hosts));
    const kernel = one([44, 48, 61]);
    const call = pick(3) === 0 ? one(all) : one(touchy);
    const granted = caps.filter(() => pick(3) === 0).map((cap) => `CAP_${cap}`);
    const args = pick(4) === 0 ? [16n, 3n, 9n] : [one(values), one(values), one(values)];
    const ground = { caps: granted, goArch, kernel, args };
    const found = verdict(history, call, {
      release: from,
      capabilities: granted,
      arch,
      kernel: `${Math.floor(kernel / 10)}.${kernel % 10}`,
      args,
    });
    const answer = found.status === 'allowed' ? 'allowed' : found.errno;
    expect([call, from, ground, found.status === 'conditional', answer]).toEqual([
      call,
      from,
      ground,
      false,
      interpret(name, from, call, ground),
    ]);
    seen.add(String(answer));
  }
  expect([...seen].sort()).toEqual(['EINVAL', 'ENOSYS', 'EPERM', 'allowed']);
});
