/** Calls that wait for something outside of the program, for as long as it takes (signal(7), on interruption). */

/** Kernel names; those that take a time-out wait at least when that is not 0. */
export const WAITS: ReadonlySet<string> = new Set([
  ...['accept', 'accept4', 'clock_nanosleep', 'connect', 'epoll_pwait', 'epoll_wait', 'flock'],
  ...['msgrcv', 'nanosleep', 'pause', 'poll', 'ppoll', 'pselect6', 'recvfrom', 'recvmsg', 'recv'],
  ...['rt_sigsuspend', 'select', 'semop', 'sigsuspend', 'wait4', 'waitid', 'waitpid'],
]);

/** Library functions. */
export const LIBRARY_WAITS: readonly string[] = [
  ...['getaddrinfo', 'pclose', 'sleep', 'system', 'usleep', 'wait'],
];
