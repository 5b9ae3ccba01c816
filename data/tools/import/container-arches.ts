/** Our architecture names for those that container runtimes use. Facts only. */

/** Go's spelling, as `includes.arches` of a profile has it. `s390`, 31 bits wide, is none of ours. */
export const GO_ARCH: Readonly<Record<string, string>> = {
  amd64: 'x86_64',
  x32: 'x32',
  x86: 'i386',
  arm: 'arm',
  arm64: 'aarch64',
  riscv64: 'riscv64',
  mips: 'mips',
  mips64: 'mips64',
  mips64n32: 'mips64n32',
  ppc64le: 'powerpc64',
  s390x: 's390x',
  loong64: 'loongarch64',
};

/** libseccomp's names, as `archMap` has them; the byte order makes no difference to us. */
export const SECCOMP_ARCH: Readonly<Record<string, string>> = {
  SCMP_ARCH_X86_64: 'x86_64',
  SCMP_ARCH_X86: 'i386',
  SCMP_ARCH_X32: 'x32',
  SCMP_ARCH_ARM: 'arm',
  SCMP_ARCH_AARCH64: 'aarch64',
  SCMP_ARCH_MIPS: 'mips',
  SCMP_ARCH_MIPS64: 'mips64',
  SCMP_ARCH_MIPS64N32: 'mips64n32',
  SCMP_ARCH_S390X: 's390x',
  SCMP_ARCH_RISCV64: 'riscv64',
  SCMP_ARCH_LOONGARCH64: 'loongarch64',
};
