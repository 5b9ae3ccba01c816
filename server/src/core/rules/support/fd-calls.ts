/** Which calls make a descriptor, and which work on one: names only. */

/** Kernel names of calls that return a new descriptor and -1 on failure (RETURN VALUE of their pages). */
export const MAKES_FD: readonly string[] = [
  ...['accept', 'accept4', 'creat', 'dup', 'epoll_create', 'epoll_create1', 'eventfd', 'eventfd2'],
  ...['fanotify_init', 'fsmount', 'fsopen', 'fspick', 'inotify_init', 'inotify_init1'],
  ...['io_uring_setup', 'landlock_create_ruleset', 'memfd_create', 'memfd_secret', 'mq_open'],
  ...['open', 'open_by_handle_at', 'open_tree', 'openat', 'openat2', 'perf_event_open'],
  ...['pidfd_getfd', 'pidfd_open', 'signalfd', 'signalfd4', 'socket', 'timerfd_create'],
  ...['userfaultfd'],
];
