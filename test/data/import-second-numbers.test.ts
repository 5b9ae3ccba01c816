/** The tables of strace and musl, read from small ones written for the purpose, and the comparison with ours. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { numberChecks } from '../../data/tools/checks/number-checks.ts';
import { muslCalls } from '../../data/tools/import/musl-numbers.ts';
import { compareWithMusl, compareWithStrace } from '../../data/tools/import/second-numbers.ts';
import { straceArches, straceCalls } from '../../data/tools/import/strace-tables.ts';
import { secondNumbers } from '../../data/tools/import/steps/second-numbers.ts';
import { formatTable } from '../../data/tools/lib/generated.ts';
import { readFacts, type Facts } from '../../data/tools/lib/facts.ts';
import { dataContext } from '../support/data.ts';

const folder = join(import.meta.dirname, 'import');
const header = { what: 'fixture', inputs: [] };

/** Reads a file of a text that holds several, by path. */
function filesOf(name: string): (path: string) => string | undefined {
  const parts = readFileSync(join(folder, name), 'utf8').split(/^==> /m).slice(1);
  const files = new Map(
    parts.map((part): [string, string] => {
      const [path = '', ...lines] = part.split('\n');
      return [path, lines.join('\n')];
    }),
  );
  return (path) => files.get(path);
}
const strace = filesOf('strace.txt');
const musl = filesOf('musl-arch.txt');

const row = (number: number, entry = 'sys_x') => ({ number, abi: 'common', entry });
const ours: Facts = {
  ...readFacts(() => undefined),
  numbers: {
    header,
    records: [
      { name: 'read', arches: { aarch64: row(0), mips: row(4003), x32: row(0x40000000) } },
      { name: 'open', arches: { aarch64: row(1) } },
      { name: 'pidfd_send_signal', arches: { aarch64: row(424), mips: row(4424) } },
      { name: 'lost', arches: { aarch64: { number: 6, abi: 'common' } } },
      { name: 'fresh', arches: { aarch64: row(8) } },
      { name: 'reserved_row', arches: { aarch64: { number: 9, abi: 'common' } } },
      { name: 'clock_gettime', arches: { mips: row(4263) } },
    ],
  },
  constants: {
    header,
    records: [
      { name: 'EPERM', value: 1, header: 'asm/errno.h' },
      { name: 'EAGAIN', value: 11, header: 'errno.h' },
      { name: 'EDEADLK', value: 35, differs: { mips: 45 }, header: 'errno.h' },
      { name: 'EPOLLIN', value: 1, header: 'sys/epoll.h' },
      { name: 'SIGHUP', value: 1, header: 'signal.h' },
      { name: 'SIGINT', value: 2, header: 'signal.h' },
      { name: 'SIGRTMIN', value: 32, header: 'signal.h' },
    ],
  },
};

async function expectTable(name: string, records: readonly unknown[]): Promise<void> {
  await expect(formatTable({ header, records })).toMatchFileSnapshot(join(folder, `${name}.table`));
}

test("strace's lines: includes, conditions, ABI bases", async () => {
  const lines = ['aarch64', 'x32', 'mips'].flatMap((name) => {
    const arch = straceArches[name];
    return arch === undefined
      ? []
      : straceCalls(arch, strace).map((call) => ({ arch: name, ...call }));
  });
  await expectTable('strace', lines);
});

test("musl's names for calls with a 32-bit time are the kernel's without a mark", () => {
  expect([...muslCalls('mips', musl)]).toEqual([
    ['read', 4003],
    ['clock_gettime', 4263],
    ['timer_settime', 4258],
    ['getuid32', 4199],
  ]);
});

test('what is the same and what is not', async () => {
  await expectTable('number-checks', [
    ...compareWithStrace(ours, strace).filter(({ arch }) => /aarch64|x32|mips$/.test(arch)),
    ...compareWithMusl(ours, musl).filter(({ arch }) => /aarch64|mips$/.test(arch)),
  ]);
});

test('a source that is not at hand keeps what it said', () => {
  const fromStrace = secondNumbers.run(
    { strace: (path) => strace(path.replace('src/linux/', '')) },
    ours,
  )['number-checks'];
  const facts = { ...ours, 'number-checks': { header, records: fromStrace ?? [] } };
  const both = secondNumbers.run({ muslSource: (path) => musl(path.replace('arch/', '')) }, facts);
  const records = both['number-checks'] ?? [];
  expect(new Set(records.map((record) => record.source))).toEqual(new Set(['strace', 'musl']));
  expect(records).toEqual(expect.arrayContaining([...(fromStrace ?? [])]));
});

const context = (exceptions: string) => ({
  ...dataContext({ 'data/exceptions/number-checks.txt': exceptions }),
  facts: {
    ...ours,
    'number-checks': { header, records: compareWithMusl(ours, musl).slice(0, 1) },
  },
});
const says = (exceptions: string): string[] =>
  [...numberChecks.run(context(exceptions))].map((problem) => problem.message);

test('a disagreement that nobody decided is a problem', () => {
  expect(says('musl call * pidfd_send_signal\nmusl call aarch64 fresh\n')).toEqual([
    'call open on aarch64: we say 1, musl says 7; decide it in data/exceptions/number-checks.txt',
  ]);
});

test('a decision that nothing asks for is a problem', () => {
  const decided = ['open', 'fresh', 'pidfd_send_signal'].map((name) => `musl call * ${name}\n`);
  expect(says(decided.join(''))).toEqual([]);
  expect(says(`${decided.join('')}musl call sh read\n`)).toEqual([
    expect.stringContaining('`musl call sh read` is no exception any more'),
  ]);
});
