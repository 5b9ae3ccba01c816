/** Check: a compiler agrees with the imported values on the other architectures too, with the headers of each where they are at hand. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { arches, type ArchSpec } from '../import/arches.ts';
import type { ConstantRecord } from '../import/constants.ts';
import { compareConstants } from '../lib/constant-asserts.ts';
import { kernelUnits } from '../lib/constant-units.ts';
import { canCompile, withFiles } from '../lib/gcc.ts';
import { libraryFiles } from '../lib/library-files.ts';
import type { Problem } from '../lib/problem.ts';
import type { Check } from './check.ts';
import { shippedConstants } from './constants-gcc.ts';

/** Architecture → folder of its `asm/` headers in Debian's package of kernel headers. */
const FOLDERS: Readonly<Record<string, string>> = {
  x86_64: 'x86_64-linux-gnu',
  i386: 'i386-linux-gnu',
  x32: 'x86_64-linux-gnux32',
  arm: 'arm-linux-gnueabihf',
  aarch64: 'aarch64-linux-gnu',
  riscv64: 'riscv64-linux-gnu',
  riscv32: 'riscv64-linux-gnu',
  loongarch64: 'loongarch64-linux-gnu',
  loongarch32: 'loongarch64-linux-gnu',
  mips: 'mips-linux-gnu',
  mips64: 'mips64-linux-gnuabi64',
  mips64n32: 'mips64-linux-gnuabi64',
  powerpc: 'powerpc-linux-gnu',
  powerpc64: 'powerpc64-linux-gnu',
  s390x: 's390x-linux-gnu',
  sparc: 'sparc64-linux-gnu',
  sparc64: 'sparc64-linux-gnu',
  m68k: 'm68k-linux-gnu',
  parisc: 'hppa-linux-gnu',
  alpha: 'alpha-linux-gnu',
  sh: 'sh4-linux-gnu',
  // Debian has no port for it, so its headers stand beside the others.
  arc: '../lib/linux/uapi/arc',
};

/**
 * gcc for x86 packs structs to two bytes as the m68k ABI does, but then ignores the aligned members that m68k honours;
 * a compiler for m68k (gcc 12) agrees with the import.
 */
const ALIGNED_ON_M68K = new Set(['PPPIOCGL2TPSTATS']);

export const constantsUapi: Check = {
  id: 'constants-uapi',
  promise:
    'A compiler agrees with every value on each architecture whose kernel headers are at hand.',
  *run(ctx) {
    const { tell, uapi: tree } = ctx;
    if (tree === undefined || !canCompile('')) {
      tell?.(
        'constants-uapi: no compiler or no headers of other architectures (npm run data:fetch)',
      );
      return;
    }
    yield* compareTrees(shippedConstants(ctx), tree, tell ?? (() => undefined));
  },
};

/** Problems of every architecture that has a folder below `tree`; what was compared is told. */
export function* compareTrees(
  records: readonly ConstantRecord[],
  tree: string,
  tell: (text: string) => void,
): Iterable<Problem> {
  let compared = 0;
  const absent: string[] = [];
  for (const arch of arches) {
    const folder = FOLDERS[arch.name];
    if (folder === undefined || !existsSync(join(tree, folder, 'asm'))) {
      absent.push(arch.name);
      continue;
    }
    const verdict = withFiles(libraryFiles(arch), (library) =>
      compareConstants(
        kernelUnits(records, arch.name),
        optionsOf(arch, [library, join(tree, folder), tree]),
      ),
    );
    compared += verdict?.compared ?? 0;
    for (const name of verdict?.wrong ?? []) {
      if (arch.name === 'm68k' && ALIGNED_ON_M68K.has(name)) continue;
      yield problem(`${name} has another value on ${arch.name}, says gcc with its headers`);
    }
    for (const name of verdict?.lacking ?? []) {
      yield problem(`${name} is not in the headers of ${arch.name}, says gcc`);
    }
    for (const name of verdict?.unread ?? []) {
      yield problem(`${name}: gcc cannot read its headers on ${arch.name}`);
    }
  }
  const count = arches.length - absent.length;
  const without = absent.length === 0 ? '' : `, without ${absent.join(', ')}`;
  tell(
    `constants-uapi: ${String(compared)} values compared on ${String(count)} architectures${without}`,
  );
}

/** Makes gcc for x86 see the headers as a compiler for `arch` does, and lay structs out as it does. */
function optionsOf(arch: ArchSpec, folders: readonly string[]): string[] {
  const sizes =
    arch.bits === 64
      ? ['-m64']
      : ['-m32', ...(arch.maxAlign === undefined ? ['-malign-double'] : [])];
  const bytes = String(arch.bits / 8);
  const macros = {
    ...arch.macros,
    __linux__: '1',
    __GNUC__: '12',
    __CHAR_BIT__: '8',
    __SIZEOF_LONG__: bytes,
    __SIZEOF_POINTER__: bytes,
  };
  return [
    ...sizes,
    ...(arch.maxAlign === 2 ? ['-fpack-struct=2'] : []),
    '-nostdinc',
    '-undef',
    ...Object.entries(macros).map(([name, value]) => `-D${name}=${value}`),
    ...folders.flatMap((folder) => ['-isystem', folder]),
    '-include',
    'types.h',
  ];
}

function problem(message: string): Problem {
  return { file: 'data/generated/constants.json', line: 1, check: 'constants-uapi', message };
}
