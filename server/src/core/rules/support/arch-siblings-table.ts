/** What replaces calls that newer architectures do not have (kernel:include/uapi/asm-generic/unistd.h). */

/** A call that every architecture has, for one that only older ones have. */
export interface Sibling {
  readonly name: string;
  /** Its arguments are AT_FDCWD and then those of the older call. */
  readonly at?: true;
}

/** Sorted by the older call. */
export const SIBLINGS: ReadonlyMap<string, Sibling> = new Map<string, Sibling>([
  ['access', { name: 'faccessat', at: true }],
  ['alarm', { name: 'setitimer' }],
  ['chmod', { name: 'fchmodat', at: true }],
  ['chown', { name: 'fchownat' }],
  ['creat', { name: 'openat' }],
  ['dup2', { name: 'dup3' }],
  ['epoll_create', { name: 'epoll_create1' }],
  ['epoll_wait', { name: 'epoll_pwait' }],
  ['eventfd', { name: 'eventfd2' }],
  ['fork', { name: 'clone' }],
  ['futimesat', { name: 'utimensat' }],
  ['getdents', { name: 'getdents64' }],
  ['getpgrp', { name: 'getpgid' }],
  ['inotify_init', { name: 'inotify_init1' }],
  ['lchown', { name: 'fchownat' }],
  ['link', { name: 'linkat' }],
  ['lstat', { name: 'newfstatat' }],
  ['mkdir', { name: 'mkdirat', at: true }],
  ['mknod', { name: 'mknodat', at: true }],
  ['open', { name: 'openat', at: true }],
  ['pause', { name: 'ppoll' }],
  ['pipe', { name: 'pipe2' }],
  ['poll', { name: 'ppoll' }],
  ['readlink', { name: 'readlinkat', at: true }],
  ['rename', { name: 'renameat2' }],
  ['rmdir', { name: 'unlinkat' }],
  ['select', { name: 'pselect6' }],
  ['signalfd', { name: 'signalfd4' }],
  ['stat', { name: 'newfstatat' }],
  ['symlink', { name: 'symlinkat' }],
  ['time', { name: 'clock_gettime' }],
  ['unlink', { name: 'unlinkat' }],
  ['utime', { name: 'utimensat' }],
  ['utimes', { name: 'utimensat' }],
  ['vfork', { name: 'clone' }],
]);

/** Macros that compilers define for an architecture. */
export const ARCH_MACRO =
  /^__(?:x86_64|amd64|i[3-6]86|aarch64|arm|ARM|powerpc|PPC|s390|riscv|mips|sparc|alpha|hppa|ia64|loongarch|m68k|sh|arc|csky|or1k|ILP32|LP64)/;
