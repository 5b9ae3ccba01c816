/** Which UAPI headers are read, and which of their names are facts for us. A new family is a line here. */

export interface HeaderSet {
  /** Included one after the other in one translation unit. */
  readonly headers: readonly string[];
  readonly names: RegExp;
  /** Header that a C program includes for these names, where it is not the UAPI header itself. */
  readonly libc?: string;
}

export const headerSets: readonly HeaderSet[] = [
  {
    headers: ['linux/mman.h'],
    names: /^(MAP|PROT|MADV|MCL|MS|MREMAP|MLOCK|PKEY|SHADOW_STACK)_/,
    libc: 'sys/mman.h',
  },
  { headers: ['linux/memfd.h'], names: /^MFD_/, libc: 'sys/mman.h' },
  { headers: ['linux/mempolicy.h'], names: /^MPOL_(?!MAX$)/, libc: 'numaif.h' },
  { headers: ['linux/userfaultfd.h'], names: /^UFFD_(?!API_)/ },
  { headers: ['linux/shm.h'], names: /^(SHM(LBA|MNI|MIN|ALL|SEG|MAX)?_?|IPC_)/, libc: 'sys/shm.h' },
  { headers: ['linux/ipc.h'], names: /^IPC_/, libc: 'sys/ipc.h' },
  { headers: ['linux/fcntl.h'], names: /^(O|AT|F|FD|DN|LOCK|S)_/, libc: 'fcntl.h' },
  { headers: ['linux/stat.h'], names: /^S_I/, libc: 'sys/stat.h' },
  { headers: ['linux/pidfd.h'], names: /^PIDFD_(?!INFO_SIZE)/, libc: 'sys/pidfd.h' },
  { headers: ['linux/errno.h'], names: /^E[A-Z0-9]+$/, libc: 'errno.h' },
  { headers: ['linux/elf-em.h', 'linux/audit.h'], names: /^AUDIT_ARCH_/ },
];
