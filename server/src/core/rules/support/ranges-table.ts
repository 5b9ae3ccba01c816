/**
 * Numbers that a call refuses whatever the rest of it is. Positions are those of the C function and of the kernel's call
 * alike. Tried on Linux 6.18 unless a source is named. Sorted by call.
 */

/** What an argument may be. */
export interface Range {
  readonly calls: readonly string[];
  readonly at: number;
  readonly min?: bigint;
  readonly max?: bigint;
  readonly errno: string;
  /** Only where the argument at this position is this constant. */
  readonly when?: readonly [at: number, constant: string];
}

const VECTORS = ['preadv', 'preadv2', 'pwritev', 'pwritev2', 'readv', 'vmsplice', 'writev'];

export const RANGES: readonly Range[] = [
  { calls: ['epoll_create'], at: 0, min: 1n, errno: 'EINVAL' },
  { calls: ['epoll_pwait', 'epoll_pwait2', 'epoll_wait'], at: 2, min: 1n, errno: 'EINVAL' },
  { calls: ['fallocate'], at: 2, min: 0n, errno: 'EINVAL' },
  // 0 is what mem/zero-length tells.
  { calls: ['fallocate'], at: 3, min: 0n, errno: 'EINVAL' },
  { calls: ['fcntl'], at: 2, min: 0n, errno: 'EINVAL', when: [1, 'F_DUPFD'] },
  { calls: ['fcntl'], at: 2, min: 0n, errno: 'EINVAL', when: [1, 'F_DUPFD_CLOEXEC'] },
  { calls: ['ftruncate', 'truncate'], at: 1, min: 0n, errno: 'EINVAL' },
  { calls: ['getgroups'], at: 0, min: 0n, errno: 'EINVAL' },
  // UIO_MAXIOV
  { calls: VECTORS, at: 2, min: 0n, max: 1024n, errno: 'EINVAL' },
  { calls: ['prctl'], at: 1, min: 0n, max: 1n, errno: 'EINVAL', when: [0, 'PR_SET_DUMPABLE'] },
  { calls: ['prctl'], at: 1, min: 0n, max: 1n, errno: 'EINVAL', when: [0, 'PR_SET_KEEPCAPS'] },
  { calls: ['prctl'], at: 1, min: 1n, max: 1n, errno: 'EINVAL', when: [0, 'PR_SET_NO_NEW_PRIVS'] },
  { calls: ['readlink'], at: 2, min: 1n, errno: 'EINVAL' },
  { calls: ['readlinkat'], at: 3, min: 1n, errno: 'EINVAL' },
  // kernel:kernel/sched/syscalls.c: less than a word
  { calls: ['sched_getaffinity'], at: 1, min: 4n, errno: 'EINVAL' },
  // SEMMSL of the default settings is 32000, the limit of the format 65535
  { calls: ['semget'], at: 1, min: 0n, max: 65535n, errno: 'EINVAL' },
  // __NEW_UTS_LEN
  { calls: ['setdomainname', 'sethostname'], at: 1, min: 0n, max: 64n, errno: 'EINVAL' },
  // NGROUPS_MAX
  { calls: ['setgroups'], at: 0, min: 0n, max: 65536n, errno: 'EINVAL' },
  { calls: ['socket', 'socketpair'], at: 0, min: 1n, errno: 'EAFNOSUPPORT' },
];

/** Calls that want a signal to be named; the others take 0 to ask whether they might send one. */
export const NEEDS_SIGNAL: ReadonlySet<string> = new Set(['rt_sigaction', 'sigaction', 'signal']);

/** The highest signal (_NSIG): 64, 128 on mips. */
export function lastSignal(arch: string): bigint {
  return arch.startsWith('mips') ? 128n : 64n;
}

/** Bytes of a thread's name without the final NUL (TASK_COMM_LEN - 1); the rest is cut off without an error. */
export const NAME_BYTES = 15;
