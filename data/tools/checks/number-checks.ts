/** Check: where another source has other numbers than we do, somebody has decided, with evidence, who is right. */
import type { NumberCheckRecord } from '../import/second-numbers.ts';
import { exceptionsOf } from '../lib/exceptions.ts';
import type { Check } from './check.ts';

export const numberChecks: Check = {
  id: 'number-checks',
  promise:
    'Each name or number that strace or musl has otherwise is decided in data/exceptions/number-checks.txt.',
  *run({ data, facts }) {
    const decided = exceptionsOf(data, 'number-checks');
    for (const record of facts['number-checks'].records) {
      const { kind, source, arch } = record;
      for (const [name, message] of disagreements(record)) {
        const keys = [arch, '*'].map((where) => `${source} ${kind} ${where} ${name}`);
        if (keys.map((key) => decided.has(key)).some(Boolean)) continue;
        const told = `${kind} ${name} on ${arch}: ${message}; decide it in data/exceptions/number-checks.txt`;
        yield {
          file: 'data/generated/number-checks.json',
          line: 1,
          check: 'number-checks',
          message: told,
        };
      }
    }
    yield* decided.unused();
  },
};

/** `[name, what the source says]` of everything that is not the same. */
function disagreements(record: NumberCheckRecord): (readonly [string, string])[] {
  const { source, differ = {}, renamed = {}, missing = [], extra = {} } = record;
  return [
    ...Object.entries(differ).map(
      ([name, [ours, theirs]]) =>
        [name, `we say ${String(ours)}, ${source} says ${String(theirs)}`] as const,
    ),
    ...Object.entries(renamed).map(
      ([name, other]) => [name, `${source} calls it ${other}`] as const,
    ),
    ...missing.map((name) => [name, `${source} does not have it`] as const),
    ...Object.entries(extra).map(
      ([name, number]) => [name, `only ${source} has it, with number ${String(number)}`] as const,
    ),
  ];
}
