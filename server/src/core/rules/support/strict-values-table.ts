/**
 * Sets whose other bits or values the kernel refuses in every call that takes them, with the errno. Tried on Linux 6.18 for
 * x86-64, or read in the entry function of the call in Linux 7.2. A set that is not here may let unknown bits through.
 */

/** Set of flags → errno of a bit that is none. */
export const STRICT_MASKS: Readonly<Record<string, string>> = {
  'accept4-flags': 'EINVAL',
  'access-mode': 'EINVAL',
  'at-path-flags': 'EINVAL',
  'close-range-flags': 'EINVAL',
  'dup3-flags': 'EINVAL',
  'epoll-create-flags': 'EINVAL',
  'eventfd-flags': 'EINVAL',
  'faccessat-flags': 'EINVAL',
  'fallocate-mode': 'EOPNOTSUPP',
  'fsmount-flags': 'EINVAL',
  'fsopen-flags': 'EINVAL',
  'fspick-flags': 'EINVAL',
  'getrandom-flags': 'EINVAL',
  'inotify-init-flags': 'EINVAL',
  'inotify-mask': 'EINVAL',
  'linkat-flags': 'EINVAL',
  'memfd-flags': 'EINVAL',
  'mlock2-flags': 'EINVAL',
  'mlockall-flags': 'EINVAL',
  'mremap-flags': 'EINVAL',
  'msync-flags': 'EINVAL',
  'open-tree-flags': 'EINVAL',
  'pidfd-open-flags': 'EINVAL',
  'pipe2-flags': 'EINVAL',
  'renameat2-flags': 'EINVAL',
  'rwf-flags': 'EOPNOTSUPP',
  'signalfd-flags': 'EINVAL',
  'splice-flags': 'EINVAL',
  'stat-flags': 'EINVAL',
  'sync-file-range-flags': 'EINVAL',
  'timerfd-flags': 'EINVAL',
  'timerfd-settime-flags': 'EINVAL',
  'umount2-flags': 'EINVAL',
  'unlinkat-flags': 'EINVAL',
  'unshare-flags': 'EINVAL',
  'wait4-options': 'EINVAL',
  'waitid-options': 'EINVAL',
  'xattr-flags': 'EINVAL',
};

/** Enumeration, every other value of which is EINVAL. */
export const STRICT_ENUMS: ReadonlySet<string> = new Set([
  'epoll-ctl-op',
  'fadvise-advice',
  'fcntl-op',
  'itimer-which',
  'madvise-advice',
  'priority-which',
  'rlimit-resource',
  'rusage-who',
  'seek-whence',
  'shutdown-how',
  'sigprocmask-how',
  'wait-idtype',
]);

/** Calls, sorted, whose argument of such a set is something else when they are made by number. */
export const OTHER_WHEN_RAW: ReadonlySet<string> = new Set([
  'eventfd',
  'faccessat',
  'fchmodat',
  'signalfd',
]);
