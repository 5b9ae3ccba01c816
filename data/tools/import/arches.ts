/** The architectures that Linux has system call tables for: names, widths, where their facts stand in the kernel tree. */

export interface ArchSpec {
  /** Canonical name. */
  readonly name: string;
  readonly aliases: readonly string[];
  readonly bits: 32 | 64;
  /** Folder under `arch/` in the kernel tree. */
  readonly folder: string;
  /** Table, from the root of the kernel tree. */
  readonly table: string;
  /** ABI column values that belong to it; `generic32`/`generic64`: what `Makefile.syscalls` of the folder says. */
  readonly abis: readonly string[] | 'all' | 'generic32' | 'generic64';
  /** Added to the table's number in `__NR_…`. */
  readonly base?: number;
  /** Names of its AUDIT_ARCH_* constants, the usual one first; the second is the other byte order. */
  readonly audit: readonly string[];
  /** Bytes that no scalar in a struct is aligned beyond, where that is not the size of the scalar (its ABI, as gcc has it). */
  readonly maxAlign?: 2 | 4;
  /** Width of time_t in its C library where that is not the width of `long`: the ports of glibc that began with 64 bits. */
  readonly timeBits?: 64;
  /** Macros its compiler predefines and the headers look at. */
  readonly macros: Readonly<Record<string, string>>;
}

const GENERIC = 'scripts/syscall.tbl';
const LP64 = { __LP64__: '1' };

/** In the order in which tables show them. */
// prettier-ignore
export const arches: readonly ArchSpec[] = [
  {
    name: 'x86_64', aliases: ['amd64', 'x86-64', 'x64'], bits: 64, folder: 'x86',
    table: 'arch/x86/entry/syscalls/syscall_64.tbl', abis: ['common', '64'],
    audit: ['AUDIT_ARCH_X86_64'], macros: { __x86_64__: '1', ...LP64 },
  },
  {
    name: 'i386', aliases: ['i686', 'i586', 'i486', 'x86', 'ia32'], bits: 32, maxAlign: 4, folder: 'x86',
    table: 'arch/x86/entry/syscalls/syscall_32.tbl', abis: ['i386'],
    audit: ['AUDIT_ARCH_I386'], macros: { __i386__: '1' },
  },
  {
    name: 'x32', aliases: ['x86_64-x32'], bits: 32, timeBits: 64, folder: 'x86',
    table: 'arch/x86/entry/syscalls/syscall_64.tbl', abis: ['common', 'x32'], base: 0x40000000,
    audit: ['AUDIT_ARCH_X86_64'], macros: { __x86_64__: '1', __ILP32__: '1' },
  },
  {
    name: 'arm', aliases: ['armel', 'armhf', 'armv7', 'armv7l', 'armv6l'], bits: 32, folder: 'arm',
    table: 'arch/arm/tools/syscall.tbl', abis: ['common', 'eabi'],
    audit: ['AUDIT_ARCH_ARM', 'AUDIT_ARCH_ARMEB'], macros: { __arm__: '1', __ARM_EABI__: '1' },
  },
  {
    name: 'aarch64', aliases: ['arm64'], bits: 64, folder: 'arm64',
    table: 'arch/arm64/tools/syscall_64.tbl', abis: 'generic64',
    audit: ['AUDIT_ARCH_AARCH64'], macros: { __aarch64__: '1', ...LP64 },
  },
  {
    name: 'riscv64', aliases: ['riscv'], bits: 64, folder: 'riscv',
    table: GENERIC, abis: 'generic64',
    audit: ['AUDIT_ARCH_RISCV64'], macros: { __riscv: '1', __riscv_xlen: '64', ...LP64 },
  },
  {
    name: 'riscv32', aliases: [], bits: 32, timeBits: 64, folder: 'riscv',
    table: GENERIC, abis: 'generic32',
    audit: ['AUDIT_ARCH_RISCV32'], macros: { __riscv: '1', __riscv_xlen: '32' },
  },
  {
    name: 'loongarch64', aliases: ['loong64'], bits: 64, folder: 'loongarch',
    table: GENERIC, abis: 'generic64',
    audit: ['AUDIT_ARCH_LOONGARCH64'], macros: { __loongarch__: '1', ...LP64 },
  },
  {
    name: 'loongarch32', aliases: [], bits: 32, timeBits: 64, folder: 'loongarch',
    table: GENERIC, abis: 'generic32',
    audit: ['AUDIT_ARCH_LOONGARCH32'], macros: { __loongarch__: '1' },
  },
  {
    name: 'mips', aliases: ['mipsel', 'mipso32', 'mips-o32', 'o32'], bits: 32, folder: 'mips',
    table: 'arch/mips/kernel/syscalls/syscall_o32.tbl', abis: 'all', base: 4000,
    audit: ['AUDIT_ARCH_MIPS', 'AUDIT_ARCH_MIPSEL'], macros: { __mips__: '1', _MIPS_SIM: '1', _MIPS_SZLONG: '32' },
  },
  {
    name: 'mips64', aliases: ['mips64el', 'mips64n64', 'n64'], bits: 64, folder: 'mips',
    table: 'arch/mips/kernel/syscalls/syscall_n64.tbl', abis: 'all', base: 5000,
    audit: ['AUDIT_ARCH_MIPS64', 'AUDIT_ARCH_MIPSEL64'], macros: { __mips__: '1', _MIPS_SIM: '3', _MIPS_SZLONG: '64', ...LP64 },
  },
  {
    name: 'mips64n32', aliases: ['mipsn32', 'mips64el-n32', 'n32'], bits: 32, folder: 'mips',
    table: 'arch/mips/kernel/syscalls/syscall_n32.tbl', abis: 'all', base: 6000,
    audit: ['AUDIT_ARCH_MIPS64N32', 'AUDIT_ARCH_MIPSEL64N32'], macros: { __mips__: '1', _MIPS_SIM: '2', _MIPS_SZLONG: '32' },
  },
  {
    name: 'powerpc', aliases: ['ppc', 'ppc32'], bits: 32, folder: 'powerpc',
    table: 'arch/powerpc/kernel/syscalls/syscall.tbl', abis: ['common', 'nospu', '32'],
    audit: ['AUDIT_ARCH_PPC'], macros: { __powerpc__: '1' },
  },
  {
    name: 'powerpc64', aliases: ['ppc64', 'ppc64le', 'ppc64el', 'powerpc64le'], bits: 64, folder: 'powerpc',
    table: 'arch/powerpc/kernel/syscalls/syscall.tbl', abis: ['common', 'nospu', '64'],
    audit: ['AUDIT_ARCH_PPC64LE', 'AUDIT_ARCH_PPC64'], macros: { __powerpc__: '1', __powerpc64__: '1', ...LP64 },
  },
  {
    name: 's390x', aliases: ['s390'], bits: 64, folder: 's390',
    table: 'arch/s390/kernel/syscalls/syscall.tbl', abis: 'all',
    audit: ['AUDIT_ARCH_S390X'], macros: { __s390x__: '1', __s390__: '1', ...LP64 },
  },
  {
    name: 'sparc', aliases: ['sparc32'], bits: 32, folder: 'sparc',
    table: 'arch/sparc/kernel/syscalls/syscall.tbl', abis: ['common', '32'],
    audit: ['AUDIT_ARCH_SPARC'], macros: { __sparc__: '1' },
  },
  {
    name: 'sparc64', aliases: [], bits: 64, folder: 'sparc',
    table: 'arch/sparc/kernel/syscalls/syscall.tbl', abis: ['common', '64'],
    audit: ['AUDIT_ARCH_SPARC64'], macros: { __sparc__: '1', __arch64__: '1', ...LP64 },
  },
  {
    name: 'm68k', aliases: [], bits: 32, maxAlign: 2, folder: 'm68k',
    table: 'arch/m68k/kernel/syscalls/syscall.tbl', abis: 'all',
    audit: ['AUDIT_ARCH_M68K'], macros: { __m68k__: '1' },
  },
  {
    name: 'parisc', aliases: ['hppa'], bits: 32, folder: 'parisc',
    table: 'arch/parisc/kernel/syscalls/syscall.tbl', abis: ['common', '32'],
    audit: ['AUDIT_ARCH_PARISC'], macros: { __hppa__: '1' },
  },
  {
    name: 'alpha', aliases: [], bits: 64, folder: 'alpha',
    table: 'arch/alpha/kernel/syscalls/syscall.tbl', abis: 'all',
    audit: ['AUDIT_ARCH_ALPHA'], macros: { __alpha__: '1', ...LP64 },
  },
  {
    name: 'sh', aliases: ['sh4'], bits: 32, maxAlign: 4, folder: 'sh',
    table: 'arch/sh/kernel/syscalls/syscall.tbl', abis: 'all',
    audit: ['AUDIT_ARCH_SHEL', 'AUDIT_ARCH_SH'], macros: { __sh__: '1' },
  },
  {
    name: 'xtensa', aliases: [], bits: 32, folder: 'xtensa',
    table: 'arch/xtensa/kernel/syscalls/syscall.tbl', abis: 'all',
    audit: ['AUDIT_ARCH_XTENSA'], macros: { __XTENSA__: '1' },
  },
  {
    name: 'arc', aliases: ['arcv2', 'arcompact'], bits: 32, timeBits: 64, maxAlign: 4, folder: 'arc',
    table: GENERIC, abis: 'generic32',
    audit: ['AUDIT_ARCH_ARCV2'], macros: { __arc__: '1' },
  },
  {
    name: 'csky', aliases: [], bits: 32, maxAlign: 4, folder: 'csky',
    table: GENERIC, abis: 'generic32',
    audit: ['AUDIT_ARCH_CSKY'], macros: { __csky__: '1' },
  },
  {
    name: 'hexagon', aliases: [], bits: 32, folder: 'hexagon',
    table: GENERIC, abis: 'generic32',
    audit: ['AUDIT_ARCH_HEXAGON'], macros: { __hexagon__: '1' },
  },
  {
    name: 'microblaze', aliases: ['microblazeel'], bits: 32, maxAlign: 4, folder: 'microblaze',
    table: 'arch/microblaze/kernel/syscalls/syscall.tbl', abis: 'all',
    audit: ['AUDIT_ARCH_MICROBLAZE'], macros: { __microblaze__: '1' },
  },
  {
    name: 'nios2', aliases: [], bits: 32, maxAlign: 4, folder: 'nios2',
    table: GENERIC, abis: 'generic32',
    audit: ['AUDIT_ARCH_NIOS2'], macros: { __nios2__: '1' },
  },
  {
    name: 'openrisc', aliases: ['or1k'], bits: 32, timeBits: 64, maxAlign: 4, folder: 'openrisc',
    table: GENERIC, abis: 'generic32',
    audit: ['AUDIT_ARCH_OPENRISC'], macros: { __or1k__: '1' },
  },
];
