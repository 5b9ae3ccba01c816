/** Check: a compiler agrees with the imported values, by `_Static_assert` over the installed headers. */
import { spawnSync } from 'node:child_process';
import { constantOn, toBigInt } from '../../../server/src/core/kb/constants.ts';
import { compileConstants } from '../compile/constants.ts';
import { arches } from '../import/arches.ts';
import type { ConstantRecord } from '../import/constants.ts';
import { compareConstants, type Verdict } from '../lib/constant-asserts.ts';
import { kernelUnits, libraryUnits } from '../lib/constant-units.ts';
import { exceptionsOf } from '../lib/exceptions.ts';
import { canCompile, withFiles } from '../lib/gcc.ts';
import { libraryFiles } from '../lib/library-files.ts';
import type { Problem } from '../lib/problem.ts';
import type { Check, CheckContext } from './check.ts';

/** gcc option → the architecture whose values it must see. The kernel headers of x86 serve all three. */
const TARGETS: readonly (readonly [string, string])[] = [
  ['-m64', 'x86_64'],
  ['-m32', 'i386'],
  ['-mx32', 'x32'],
];

const PROBE = '#include <linux/mman.h>\n#include <linux/fcntl.h>\n';

/** Of the shipped constants this share must be in the headers, or the check has lost its way (Debian 12's are of 6.1). */
const SHARE = 0.6;

export const constantsGcc: Check = {
  id: 'constants-gcc',
  promise: 'A compiler agrees with every shipped value whose name the installed headers know.',
  *run(ctx) {
    const records = shippedConstants(ctx);
    for (const [option, arch] of TARGETS) {
      const options = [option, ...headerPath()];
      const spec = arches.find(({ name }) => name === arch);
      if (spec === undefined || !canCompile(PROBE, options)) {
        ctx.note(
          `constants-gcc: no compiler or no kernel headers for ${arch}: values not compared there`,
        );
        continue;
      }
      const kernel = withFiles(libraryFiles(spec), (folder) =>
        compareConstants(
          kernelUnits(records, arch),
          [...['-isystem', folder, '-include', 'types.h'], ...options],
          true,
        ),
      );
      yield* report('kernel', kernel, records, arch, ctx);
      if (!canCompile('#include <unistd.h>\n', options)) continue;
      const library = compareConstants(
        libraryUnits(records, arch),
        [...options, '-D_GNU_SOURCE'],
        true,
      );
      yield* report('C library', library, records, arch, ctx);
    }
  },
};

/** Constants of sets, and errnos: what programs of ours show. */
export function shippedConstants({ facts, data }: CheckContext): readonly ConstantRecord[] {
  const sets = data.flagSets.flatMap((file) => file.value ?? []);
  const names = compileConstants(facts.constants.records, sets);
  return facts.constants.records.filter(
    ({ name }) => names[name] !== undefined || /^E[A-Z0-9]+$/.test(name),
  );
}

function* report(
  whose: string,
  verdict: Verdict | undefined,
  records: readonly ConstantRecord[],
  arch: string,
  ctx: CheckContext,
): Iterable<Problem> {
  if (verdict === undefined) return;
  const accepted = exceptionsOf(ctx.data, 'constants-gcc');
  for (const name of verdict.wrong) {
    if (accepted.has(name)) continue;
    const record = ctx.facts.constants.records.find((one) => one.name === name);
    const value = record === undefined ? undefined : constantOn({ ...record, groups: [] }, arch);
    const shown = value === undefined ? 'as imported' : String(toBigInt(String(value)));
    yield problem(`${name} is not ${shown} on ${arch}, says gcc with the ${whose}'s headers`);
  }
  const { compared, lacking, unread } = verdict;
  const missing = lacking.length + unread.length;
  ctx.tell?.(
    `constants-gcc: ${arch}, ${whose}: ${String(compared)} compared, ${String(missing)} not in these headers`,
  );
  if (whose === 'kernel' && compared < SHARE * expected(records, arch)) {
    const all = String(expected(records, arch));
    yield problem(`only ${String(compared)} of ${all} constants compared on ${arch}`);
  }
}

/** How many constants the kernel's headers for programs should have. */
function expected(records: readonly ConstantRecord[], arch: string): number {
  return records.filter(
    (record) =>
      record.from === undefined && constantOn({ ...record, groups: [] }, arch) !== undefined,
  ).length;
}

/** Debian keeps `asm/` below the multiarch folder of the native compiler; `-m32` looks elsewhere. */
function headerPath(): string[] {
  const { stdout } = spawnSync('gcc', ['-print-multiarch'], { encoding: 'utf8' });
  const folder = (stdout as string | null)?.trim() ?? '';
  return folder === '' ? [] : ['-idirafter', `/usr/include/${folder}`];
}

function problem(message: string): Problem {
  return { file: 'data/generated/constants.json', line: 1, check: 'constants-gcc', message };
}
