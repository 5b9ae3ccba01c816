/** Calls that make a descriptor, and what makes it close on exec. Tables only. */

/** Kernel name → the flag of the call itself (their pages; include/uapi of the kernel). */
export const CLOEXEC_FLAGS: Readonly<Record<string, string>> = {
  accept4: 'SOCK_CLOEXEC',
  dup3: 'O_CLOEXEC',
  epoll_create1: 'EPOLL_CLOEXEC',
  eventfd: 'EFD_CLOEXEC',
  eventfd2: 'EFD_CLOEXEC',
  fanotify_init: 'FAN_CLOEXEC',
  fsmount: 'FSMOUNT_CLOEXEC',
  fsopen: 'FSOPEN_CLOEXEC',
  fspick: 'FSPICK_CLOEXEC',
  inotify_init1: 'IN_CLOEXEC',
  memfd_create: 'MFD_CLOEXEC',
  open: 'O_CLOEXEC',
  open_by_handle_at: 'O_CLOEXEC',
  open_tree: 'OPEN_TREE_CLOEXEC',
  openat: 'O_CLOEXEC',
  perf_event_open: 'PERF_FLAG_FD_CLOEXEC',
  pipe2: 'O_CLOEXEC',
  signalfd: 'SFD_CLOEXEC',
  signalfd4: 'SFD_CLOEXEC',
  socket: 'SOCK_CLOEXEC',
  socketpair: 'SOCK_CLOEXEC',
  timerfd_create: 'TFD_CLOEXEC',
  userfaultfd: 'O_CLOEXEC',
};

/** Calls without such a flag; each has a sibling in `kb/siblings.ts`. */
export const WITHOUT_FLAG: ReadonlySet<string> = new Set([
  ...['accept', 'creat', 'dup', 'epoll_create', 'inotify_init', 'pipe'],
]);

/** Words of functions that deal with it themselves: they set the flag later, or hand descriptors to a program. */
export const DEALS_WITH_IT: readonly string[] = [
  ...[
    'FD_CLOEXEC',
    'F_SETFD',
    'FIOCLEX',
    'dup2',
    'dup3',
    'login_tty',
    'posix_spawn',
    'posix_spawnp',
  ],
  ...['execl', 'execle', 'execlp', 'execv', 'execve', 'execvp', 'execvpe', 'fexecve', 'SCM_RIGHTS'],
];
