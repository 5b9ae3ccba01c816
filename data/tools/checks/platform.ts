/** Check: what the files on C libraries, distributions and signals name does exist, and no signal is left out. */
import { isSignal } from '../lib/constant-kinds.ts';
import { compareVersionTexts } from '../../../server/src/core/kb/kernel-version.ts';
import type { AuthoredFile } from '../lib/authored-file.ts';
import type { AuthoredLibcVariant, LibcStep } from '../lib/platform.types.ts';
import type { Facts } from '../lib/facts.ts';
import type { Problem } from '../lib/problem.ts';
import type { Check } from './check.ts';

export const platform: Check = {
  id: 'platform',
  promise:
    'Calls and architectures that C library functions name exist, every signal is described, and a preset with a C library has its release.',
  *run({ data, facts }) {
    const { libcCalls, distributions, signals } = data.platform;
    const problem = (file: AuthoredFile, at: readonly string[], message: string): Problem => ({
      file: file.path,
      line: file.lineOf(at),
      check: 'platform',
      message: `${at.join('.')}: ${message}`,
    });
    const known = knownNames(facts);
    for (const [name, by] of Object.entries(libcCalls?.value?.functions ?? {})) {
      for (const libc of ['glibc', 'musl'] as const) {
        for (const variant of by[libc] ?? []) {
          const fault = faultOf(variant, libc, known);
          if (libcCalls !== undefined && fault !== undefined) {
            yield problem(libcCalls, ['functions', name, libc], fault);
          }
        }
      }
    }
    for (const [id, { libc, libcVersion }] of Object.entries(distributions?.value ?? {})) {
      if (distributions !== undefined && (libc === undefined) !== (libcVersion === undefined)) {
        yield problem(distributions, [id], 'libc and libcVersion stand together');
      }
    }
    if (signals === undefined) return;
    const described = new Set(Object.keys(signals.value ?? {}));
    const real = new Set(facts.constants.records.filter(isSignal).map((record) => record.name));
    for (const name of described) {
      if (!real.has(name)) yield problem(signals, [name], 'no Linux signal');
    }
    for (const name of real) {
      if (!described.has(name)) yield problem(signals, [], `${name} is missing`);
    }
  },
};

interface Known {
  readonly calls: ReadonlySet<string>;
  readonly arches: ReadonlySet<string>;
}

function knownNames(facts: Facts): Known {
  const { records } = facts.numbers;
  return {
    calls: new Set(records.map((record) => record.name)),
    arches: new Set(records.flatMap((record) => Object.keys(record.arches))),
  };
}

/** What is wrong with a variant; `undefined` when nothing is. */
function faultOf(variant: AuthoredLibcVariant, libc: string, known: Known): string | undefined {
  const { calls, has, lacks, arches = [], since, until, source } = variant;
  const named = [...calls.flatMap(namesOf), has ?? [], lacks ?? []].flat();
  const unknown = named.find((name) => !known.calls.has(name));
  if (unknown !== undefined) return `${unknown} is no system call`;
  const foreign = arches.find((name) => !known.arches.has(name));
  if (foreign !== undefined) return `${foreign} is no architecture`;
  if (since !== undefined && until !== undefined && compareVersionTexts(since, until) >= 0) {
    return `until ${until} stands before since ${since}`;
  }
  return source.startsWith(`${libc}:`) ? undefined : `the source is not of ${libc}`;
}

function namesOf(step: LibcStep): readonly string[] {
  if (typeof step === 'string') return [step];
  return 'first' in step ? step.first : step.try;
}
