/**
 * What the kernel makes of flags that do not go together, where it is not EINVAL, and needs that hold for more than one
 * flag. Which flags exclude or need each other stands in data/flag-sets. Tried on Linux 6.18 unless a source is named.
 */

/** Group → what the kernel answers to flags that exclude each other there; absent: EINVAL. */
export const EXCLUSION_ERRNO: Readonly<Record<string, string>> = {
  // kernel:fs/open.c vfs_fallocate
  'fallocate-mode': 'EOPNOTSUPP',
};

/** Pairs that the kernel puts up with, sorted: MAP_FIXED_NOREPLACE wins (kernel:mm/mmap.c do_mmap). */
export const TOLERATED: ReadonlySet<string> = new Set(['MAP_FIXED MAP_FIXED_NOREPLACE']);

/** Pairs with another errno than their group. */
export const PAIR_ERRNO: Readonly<Record<string, string>> = {
  // kernel:mm/mmap.c do_mmap: not in LEGACY_MAP_MASK
  'MAP_FIXED_NOREPLACE MAP_SHARED_VALIDATE': 'EOPNOTSUPP',
};

/** Needs of the data that the kernel does not insist on: without the other flag this one has no effect. */
export const WITHOUT_EFFECT: ReadonlySet<string> = new Set([
  // kernel:ipc/util.c ipcget_public
  'IPC_EXCL',
  // kernel:mm/mmap.c do_mmap
  'MAP_NONBLOCK',
  'MAP_UNINITIALIZED',
]);

/** Prefixes of such flags: sizes of huge pages in mmap and shmget. memfd_create is strict. */
export const WITHOUT_EFFECT_PREFIXES: readonly string[] = ['MAP_HUGE_', 'SHM_HUGE_'];

/** Needs that another rule tells better. */
export const TOLD_ELSEWHERE: ReadonlySet<string> = new Set(['MAP_SYNC']);

/** A need for one of several flags. */
export interface Need {
  readonly group: string;
  /** The flag that has it; absent: every value of the group. */
  readonly flag?: string;
  readonly anyOf: readonly string[];
  /** Absent: the flag has no effect then. */
  readonly errno?: string;
}

/** Sorted by group. */
export const NEEDS: readonly Need[] = [
  // kernel:mm/mlock.c mlockall
  { group: 'mlockall-flags', anyOf: ['MCL_CURRENT', 'MCL_FUTURE'], errno: 'EINVAL' },
  // kernel:fs/open.c build_open_flags
  { group: 'open-flags', flag: 'O_TMPFILE', anyOf: ['O_WRONLY', 'O_RDWR'], errno: 'EINVAL' },
  // kernel:fs/namei.c do_open: O_EXCL counts for O_CREAT, O_TMPFILE and block devices
  { group: 'open-flags', flag: 'O_EXCL', anyOf: ['O_CREAT', 'O_TMPFILE'] },
  // kernel:fs/namespace.c open_tree
  {
    group: 'open-tree-flags',
    flag: 'AT_RECURSIVE',
    anyOf: ['OPEN_TREE_CLONE', 'OPEN_TREE_NAMESPACE'],
    errno: 'EINVAL',
  },
  // kernel:fs/timerfd.c timerfd_setup_cancel
  { group: 'timerfd-settime-flags', flag: 'TFD_TIMER_CANCEL_ON_SET', anyOf: ['TFD_TIMER_ABSTIME'] },
  // kernel:kernel/exit.c kernel_waitid_prepare
  { group: 'waitid-options', anyOf: ['WEXITED', 'WSTOPPED', 'WCONTINUED'], errno: 'EINVAL' },
];

/**
 * `group/field` of flags whose values look like bits → what two of them together give; `undefined`: the call goes on with
 * neither.
 */
export const BITS_OF_ONE_FIELD: ReadonlyMap<string, string | undefined> = new Map([
  // kernel:fs/notify/fanotify/fanotify_user.c fanotify_init, do_fanotify_mark
  ['fanotify-init-flags/class', 'EINVAL'],
  ['fanotify-mark-flags/command', 'EINVAL'],
  // kernel:fs/locks.c flock
  ['flock-operation/operation', 'EINVAL'],
  // kernel:fs/open.c build_open_flags: mode 3 gives a descriptor for ioctl() alone
  ['open-flags/O_ACCMODE', undefined],
]);
