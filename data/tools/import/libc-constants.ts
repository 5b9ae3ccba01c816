/** Constants that no kernel header has and C programs write all the same: names of the C library's own headers. */
import { evaluateText } from './c-expression.ts';
import type { Macro } from './c-macros.ts';

/**
 * C library header → names and their values, as expressions over kernel constants where the library means the same by
 * another name. Read in the headers of glibc 2.43; the compiler check compares each with the installed ones.
 */
const NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'unistd.h': {
    F_OK: '0',
    X_OK: '1',
    W_OK: '2',
    R_OK: '4',
    F_ULOCK: '0',
    F_LOCK: '1',
    F_TLOCK: '2',
    F_TEST: '3',
    STDIN_FILENO: '0',
    STDOUT_FILENO: '1',
    STDERR_FILENO: '2',
  },
  'fcntl.h': { O_ASYNC: 'FASYNC', O_RSYNC: 'O_SYNC', O_FSYNC: 'O_SYNC' },
  'sys/mman.h': {
    MAP_ANON: 'MAP_ANONYMOUS',
    MAP_FILE: '0',
    POSIX_MADV_NORMAL: '0',
    POSIX_MADV_RANDOM: '1',
    POSIX_MADV_SEQUENTIAL: '2',
    POSIX_MADV_WILLNEED: '3',
    POSIX_MADV_DONTNEED: '4',
  },
  'sys/stat.h': {
    UTIME_NOW: '(1 << 30) - 1',
    UTIME_OMIT: '(1 << 30) - 2',
    S_IREAD: 'S_IRUSR',
    S_IWRITE: 'S_IWUSR',
    S_IEXEC: 'S_IXUSR',
    ACCESSPERMS: 'S_IRWXU | S_IRWXG | S_IRWXO',
    ALLPERMS: 'S_ISUID | S_ISGID | S_ISVTX | S_IRWXU | S_IRWXG | S_IRWXO',
    DEFFILEMODE: 'S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH',
  },
  'sched.h': { SCHED_OTHER: 'SCHED_NORMAL' },
  'sys/wait.h': { WAIT_ANY: '-1', WAIT_MYPGRP: '0' },
  'sys/reboot.h': {
    RB_AUTOBOOT: 'LINUX_REBOOT_CMD_RESTART',
    RB_HALT_SYSTEM: 'LINUX_REBOOT_CMD_HALT',
    RB_ENABLE_CAD: 'LINUX_REBOOT_CMD_CAD_ON',
    RB_DISABLE_CAD: 'LINUX_REBOOT_CMD_CAD_OFF',
    RB_POWER_OFF: 'LINUX_REBOOT_CMD_POWER_OFF',
    RB_SW_SUSPEND: 'LINUX_REBOOT_CMD_SW_SUSPEND',
    RB_KEXEC: 'LINUX_REBOOT_CMD_KEXEC',
  },
  'sys/ptrace.h': { PTRACE_PEEKUSER: 'PTRACE_PEEKUSR', PTRACE_POKEUSER: 'PTRACE_POKEUSR' },
  'sys/resource.h': { RLIMIT_OFILE: 'RLIMIT_NOFILE', RUSAGE_LWP: 'RUSAGE_THREAD' },
  'sys/socket.h': { AF_FILE: 'AF_LOCAL', PF_FILE: 'PF_LOCAL', MSG_PROXY: '0x10' },
  'netinet/in.h': {
    IPV6_JOIN_GROUP: 'IPV6_ADD_MEMBERSHIP',
    IPV6_LEAVE_GROUP: 'IPV6_DROP_MEMBERSHIP',
    IPV6_RXHOPOPTS: 'IPV6_HOPOPTS',
    IPV6_RXDSTOPTS: 'IPV6_DSTOPTS',
  },
  'netinet/icmp6.h': { ICMP6_FILTER: '1' },
  'elf.h': { NT_FPREGSET: '2' },
  'dirent.h': {
    DT_UNKNOWN: '0',
    DT_FIFO: '1',
    DT_CHR: '2',
    DT_DIR: '4',
    DT_BLK: '6',
    DT_REG: '8',
    DT_LNK: '10',
    DT_SOCK: '12',
    DT_WHT: '14',
  },
  'signal.h': { SA_INTERRUPT: '0x20000000' },
};

/** What an architecture's constants are worth: name → value. */
export type Values = ReadonlyMap<string, bigint>;

/** Names, headers and values on an architecture whose kernel constants are `known`; a name that the kernel has is left to it. */
export function* libcConstants(
  known: Values,
): Iterable<{ readonly name: string; readonly header: string; readonly value: bigint }> {
  const enumerators = new Map([...known].map(([name, value]) => [name, { value }] as const));
  const macros = new Map<string, Macro>();
  for (const [header, names] of Object.entries(NAMES)) {
    for (const [name, text] of Object.entries(names)) {
      const value = known.has(name)
        ? undefined
        : evaluateText(text, { macros, enumerators, longBits: 64 })?.value;
      if (value !== undefined) yield { name, header, value };
    }
  }
}
