/** How much the knowledge base holds: figures that may only grow, and a word for every call of both container profiles. */
import { describe, expect, test } from 'vitest';
import { compileKb, readCompileInputs } from '../../data/tools/compile.ts';

const inputs = readCompileInputs();
const { index } = compileKb(inputs);
const calls = Object.values(index.calls);
const members = Object.values(index.groups).flatMap((group) => group.members);
const sum = (numbers: readonly number[]): number => numbers.reduce((all, n) => all + n, 0);
const names = (list: readonly { readonly name: string }[]): number =>
  new Set(list.map(({ name }) => name)).size;

describe('at least', () => {
  const implemented = calls.filter((call) => Object.keys(call.numbers).length > 0);
  // Of the 385 rows of the x86-64 table, 17 answer ENOSYS: numbers that programs meet and no kernel implements.
  const onX86 = calls.filter(
    (call) => (call.numbers.x86_64 ?? call.reserved?.x86_64) !== undefined,
  );

  test.each([
    ['calls that some architecture implements', implemented.length, 520],
    ['numbers of x86-64', onX86.length, 380],
    ['calls that x86-64 implements', implemented.filter((c) => 'x86_64' in c.numbers).length, 365],
    ['ABIs', new Set(calls.flatMap((call) => Object.keys(call.numbers))).size, 25],
    [
      'numbers of implemented calls',
      sum(calls.map((call) => Object.keys(call.numbers).length)),
      9_000,
    ],
    ['calls with errno names', implemented.filter((call) => call.errors.length > 0).length, 360],
    ['constants that calls take', names(members), 2_500],
    [
      'constants with a release',
      names(members.filter((member) => member.since !== undefined)),
      1_200,
    ],
    ['functions of C libraries', Object.keys(libcFunctions()).length, 150],
    ['functions that a signal handler may call', index.signalSafe?.length ?? 0, 180],
    ['presets', index.distributions?.length ?? 0, 25],
  ])('%s: %i, at least %i', (_, count, least) => {
    expect(count).toBeGreaterThanOrEqual(least);
  });
});

test('both container profiles have a verdict on every call', () => {
  const { records } = inputs.facts.containers;
  const judged = records.filter(
    ({ docker, podman }) => docker !== undefined && podman !== undefined,
  );
  expect(judged.map(({ name }) => name).sort()).toEqual(calls.map(({ name }) => name).sort());
});

test('other sources agree on the numbers of all architectures but two, where they have none', () => {
  const { records } = inputs.facts['number-checks'];
  const ofCalls = records.filter((record) => record.kind === 'call');
  const differ = ofCalls.flatMap(({ source, arch, differ: found = {} }) =>
    Object.keys(found).map((name) => `${source} ${arch} ${name}`),
  );
  expect(differ).toEqual(['strace sh sched_getattr', 'strace sh sched_setattr']);
  for (const source of ['strace', 'musl'] as const) {
    const own = ofCalls.filter((record) => record.source === source);
    expect(sum(own.map((record) => record.same))).toBeGreaterThan(7_000);
  }
  const checked = new Set(ofCalls.map((record) => record.arch));
  const unchecked = index.arches.map((arch) => arch.name).filter((arch) => !checked.has(arch));
  expect(unchecked).toEqual(['loongarch32', 'hexagon']);
});

function libcFunctions(): object {
  return inputs.data.platform.libcCalls?.value?.functions ?? {};
}
