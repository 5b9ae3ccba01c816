/** Reads the numbers that musl keeps for each architecture: calls, errnos, signals. Pure; files come through a reader. */
import { arches } from './arches.ts';
import { evaluateText } from './c-expression.ts';
import { preprocess } from './c-preprocess.ts';

/** Text of a file below musl's `arch`, by path from there; `undefined` when there is none. */
export type MuslReader = (path: string) => string | undefined;

/** Architecture of ours → musl's folder, where musl has a port. */
export const muslArches: Readonly<Record<string, string>> = {
  x86_64: 'x86_64',
  i386: 'i386',
  x32: 'x32',
  arm: 'arm',
  aarch64: 'aarch64',
  riscv64: 'riscv64',
  riscv32: 'riscv32',
  loongarch64: 'loongarch64',
  mips: 'mips',
  mips64: 'mips64',
  mips64n32: 'mipsn32',
  powerpc: 'powerpc',
  powerpc64: 'powerpc64',
  s390x: 's390x',
  m68k: 'm68k',
  microblaze: 'microblaze',
  openrisc: 'or1k',
  sh: 'sh',
};

/** Calls under the kernel's names: musl marks those whose time has 32 bits, which the kernel's tables do not. */
export function muslCalls(arch: string, read: MuslReader): Map<string, number> {
  const calls = new Map<string, number>();
  for (const [macro, number] of macrosOf(arch, 'bits/syscall.h.in', /^__(ARM_)?NR_/, read)) {
    const name = macro.replace(/^__(ARM_)?NR_/, '');
    calls.set(name.replace(TIME32, ''), number);
  }
  return calls;
}

/** errno name → number. */
export function muslErrnos(arch: string, read: MuslReader): Map<string, number> {
  return macrosOf(arch, 'bits/errno.h', /^E[A-Z0-9]+$/, read);
}

/** Signal name → number. */
export function muslSignals(arch: string, read: MuslReader): Map<string, number> {
  return macrosOf(arch, 'bits/signal.h', /^SIG[A-Z0-9]+$/, read);
}

const TIME32 =
  /(?<=^(clock|timer|timerfd)_(gettime|settime|getres|nanosleep)|^[gs]ettimeofday)(_time)?32$/;

/** The architecture's own file, or the generic one. */
function macrosOf(
  arch: string,
  file: string,
  names: RegExp,
  read: MuslReader,
): Map<string, number> {
  const folder = muslArches[arch];
  const longBits = arches.find((spec) => spec.name === arch)?.bits ?? 64;
  const found = new Map<string, number>();
  if (folder === undefined) return found;
  const open = (name: string): string | undefined =>
    read(`${folder}/${name}`) ?? read(`generic/${name}`);
  const result = preprocess([file], open, { macros: {}, longBits, maxAlign: 8, timeBits: 64 });
  for (const name of result.macros.keys()) {
    const value = names.test(name) ? evaluateText(name, { ...result, longBits })?.value : undefined;
    if (value !== undefined) found.set(name, Number(value));
  }
  return found;
}
