/** System calls that do the same as another one: refusing one of them alone refuses nothing. Sorted by the first name. */

/** Each list: calls that reach the same end. */
export const SIBLINGS: readonly (readonly string[])[] = [
  // fs/open.c: fchmodat2 is fchmodat with flags (Linux 6.6).
  ['chmod', 'fchmodat', 'fchmodat2'],
  // fs/open.c
  ['chown', 'lchown', 'fchownat'],
  // kernel/fork.c: fork and vfork are clone with fixed flags.
  ['clone', 'clone3', 'fork', 'vfork'],
  // fs/exec.c
  ['execve', 'execveat'],
  // fs/namei.c
  ['link', 'linkat'],
  ['mkdir', 'mkdirat'],
  ['mknod', 'mknodat'],
  // mm/mprotect.c: with key -1 it is mprotect.
  ['mprotect', 'pkey_mprotect'],
  // fs/open.c
  ['open', 'openat', 'openat2'],
  // fs/namei.c
  ['rename', 'renameat', 'renameat2'],
  ['rmdir', 'unlinkat'],
  ['symlink', 'symlinkat'],
  ['unlink', 'unlinkat'],
];

/** What a C library calls today for an older name: a list of allowed calls that lacks it stops working there. */
export const REPLACED: readonly {
  readonly old: string;
  readonly now: string;
  readonly by: string;
}[] = [
  // sysdeps/unix/sysv/linux/clone-internal.c: falls back on ENOSYS alone.
  { old: 'clone', now: 'clone3', by: 'glibc 2.34' },
  // sysdeps/unix/sysv/linux/fstat64.c
  { old: 'fstat', now: 'newfstatat', by: 'glibc 2.33' },
  // sysdeps/unix/sysv/linux/open64.c
  { old: 'open', now: 'openat', by: 'glibc 2.26' },
  // sysdeps/unix/sysv/linux/stat64.c
  { old: 'stat', now: 'newfstatat', by: 'glibc 2.33' },
];
