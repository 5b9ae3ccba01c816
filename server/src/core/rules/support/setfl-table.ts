/** Flags of open() that F_SETFL does not change. Table only: fcntl(2); SETFL_MASK in the kernel's fs/fcntl.c. */

/** What to do instead, by flag; sorted. */
export const IGNORED_BY_SETFL: Readonly<Record<string, string>> = {
  O_CLOEXEC: 'set FD_CLOEXEC with F_SETFD',
  O_CREAT: 'only open() looks at it',
  O_DIRECTORY: 'only open() looks at it',
  O_DSYNC: 'open the file with it',
  O_EXCL: 'only open() looks at it',
  O_NOCTTY: 'only open() looks at it',
  O_NOFOLLOW: 'only open() looks at it',
  O_PATH: 'open the file with it',
  O_RDWR: 'open the file with it',
  O_RSYNC: 'open the file with it',
  O_SYNC: 'open the file with it',
  O_TMPFILE: 'only open() looks at it',
  O_TRUNC: 'call ftruncate()',
  O_WRONLY: 'open the file with it',
};

/** Those that say how the file was opened: people repeat them, and nothing is lost. */
export const ACCESS_MODES: ReadonlySet<string> = new Set(['O_RDWR', 'O_WRONLY']);
