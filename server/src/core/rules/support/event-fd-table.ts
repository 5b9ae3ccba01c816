/** Descriptors that hand out records of a fixed size. Table only. */

export interface Records {
  /** As in "an eventfd". */
  readonly what: string;
  /** Fewer bytes than this fail with EINVAL. */
  readonly least: number;
  /** What to pass. */
  readonly type: string;
  /** Fewer bytes than this fail for some records: inotify's carry a name of up to NAME_MAX. */
  readonly enough?: number;
  /** write() asks for as much. */
  readonly written?: true;
}

const EVENTFD: Records = { what: 'an eventfd', least: 8, type: 'a uint64_t', written: true };
const SIGNALFD: Records = { what: 'a signalfd', least: 128, type: 'a struct signalfd_siginfo' };
const INOTIFY: Records = {
  what: 'inotify',
  least: 16,
  type: '4096 bytes',
  enough: 272,
};

/**
 * By the kernel name of the call that makes the descriptor; fs/eventfd.c, fs/timerfd.c, fs/signalfd.c,
 * fs/notify/inotify/inotify_user.c and fs/notify/fanotify/fanotify_user.c.
 */
export const RECORDS: ReadonlyMap<string, Records> = new Map<string, Records>([
  ['eventfd', EVENTFD],
  ['eventfd2', EVENTFD],
  ['fanotify_init', { what: 'fanotify', least: 24, type: '4096 bytes' }],
  ['inotify_init', INOTIFY],
  ['inotify_init1', INOTIFY],
  ['signalfd', SIGNALFD],
  ['signalfd4', SIGNALFD],
  ['timerfd_create', { what: 'a timerfd', least: 8, type: 'a uint64_t' }],
]);
