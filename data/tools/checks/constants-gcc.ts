/** Check: a compiler agrees with the imported values, by `_Static_assert` over the installed kernel headers. */
import { spawnSync } from 'node:child_process';
import { constantOn } from '../../../server/src/core/kb/constants.ts';
import { ALWAYS, headerSets, isInside, USUAL_NAMES } from '../import/header-sets.ts';
import { canCompile, compile } from '../lib/gcc.ts';
import type { Problem } from '../lib/problem.ts';
import type { Check, CheckContext } from './check.ts';

/** gcc option → the architecture whose values it must see. The kernel headers of x86 serve all three. */
const TARGETS: readonly (readonly [string, string])[] = [
  ['-m64', 'x86_64'],
  ['-m32', 'i386'],
  ['-mx32', 'x32'],
];

const PROBE = '#include <linux/mman.h>\n#include <linux/fcntl.h>\n';

/** Constants that even Debian 12's headers (6.1) have: fewer compared means that the check has lost its way. */
const FLOOR = 450;

export const constantsGcc: Check = {
  id: 'constants-gcc',
  promise: 'A compiler agrees with every value whose name the installed headers know.',
  *run(ctx) {
    for (const [option, arch] of TARGETS) {
      if (!canCompile(PROBE, [option, ...headerPath()])) {
        ctx.note(
          `constants-gcc: no compiler or no kernel headers for ${arch}: values not compared there`,
        );
        continue;
      }
      yield* compare(option, arch, ctx);
    }
  },
};

function* compare(option: string, arch: string, { facts }: CheckContext): Iterable<Problem> {
  const records = facts.constants.records.flatMap((record) => {
    const value = constantOn({ ...record, groups: [] }, arch);
    return value === undefined ? [] : [{ name: record.name, value, header: record.header }];
  });
  let compared = 0;
  for (const set of headerSets) {
    const uapi = set.headers.filter((header) => !isInside(header));
    if (uapi.length === 0) continue;
    const mine = records.filter(
      ({ name, header }) =>
        (set.names ?? USUAL_NAMES).test(name) &&
        (header === set.libc || set.headers.includes(header)),
    );
    const includes = [...ALWAYS, ...(set.after ?? []), ...uapi].map(
      (header) => `#include <${header}>`,
    );
    const asserts = mine.map(
      ({ name, value }) => `_Static_assert((${name}) == ${literal(value)}, "${name}");`,
    );
    const run = compile([...includes, ...asserts, ''].join('\n'), [
      '-fsyntax-only',
      '-fmax-errors=0',
      option,
      ...headerPath(),
    ]);
    const said = run?.messages ?? '';
    const unknown = new Set([...said.matchAll(/'(\w+)' undeclared/g)].map((match) => match[1]));
    const wrong = new Set(
      [...said.matchAll(/static assertion failed: "(\w+)"/g)].map((match) => match[1]),
    );
    compared += mine.filter(({ name }) => !unknown.has(name)).length;
    for (const { name, value } of mine) {
      if (wrong.has(name)) yield problem(`${name} is not ${literal(value)} on ${arch}, says gcc`);
    }
  }
  if (compared < FLOOR) {
    yield problem(
      `only ${String(compared)} constants compared on ${arch}, at least ${String(FLOOR)} expected`,
    );
  }
}

/** Debian keeps `asm/` below the multiarch folder of the native compiler; `-m32` looks elsewhere. */
function headerPath(): string[] {
  const { stdout } = spawnSync('gcc', ['-print-multiarch'], { encoding: 'utf8' });
  const folder = (stdout as string | null)?.trim() ?? '';
  return folder === '' ? [] : ['-idirafter', `/usr/include/${folder}`];
}

function literal(value: bigint): string {
  return value > 0x7fffffffn ? `0x${value.toString(16)}ULL` : value.toString();
}

function problem(message: string): Problem {
  return { file: 'data/generated/constants.json', line: 1, check: 'constants-gcc', message };
}
