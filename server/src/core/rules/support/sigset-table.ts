/**
 * Library functions that read a signal set, and which argument it is (sigsetops(3) and the pages of the functions).
 * Any other function that gets the address of a set may fill it.
 */
export const READS_SET: Readonly<Record<string, readonly number[]>> = {
  epoll_pwait: [4],
  epoll_pwait2: [4],
  posix_spawnattr_setsigdefault: [1],
  posix_spawnattr_setsigmask: [1],
  ppoll: [3],
  pselect: [5],
  pthread_sigmask: [1],
  sigaddset: [0],
  sigandset: [1, 2],
  sigdelset: [0],
  sigisemptyset: [0],
  sigismember: [0],
  signalfd: [1],
  sigorset: [1, 2],
  sigprocmask: [1],
  sigsuspend: [0],
  sigtimedwait: [0],
  sigwait: [0],
  sigwaitinfo: [0],
};
