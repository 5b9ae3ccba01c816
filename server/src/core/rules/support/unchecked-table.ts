/** System calls whose failure does harm when nobody looks; each harm from the page of the call. Data only. */

/** What a failure that nobody sees means, and how much it matters. */
export interface Unchecked {
  readonly harm: string;
  /** Absent: as the rule ships. `quiet`: reported only where the settings name the rule. */
  readonly level?: 'information' | 'hint' | 'quiet';
}

export const UNCHECKED: Readonly<Record<string, Unchecked>> = {
  capset: { harm: 'the capabilities stay' },
  chdir: { harm: 'relative paths then lead elsewhere' },
  chroot: { harm: 'nothing is confined' },
  close: { harm: 'a late write error is lost', level: 'quiet' },
  fchdir: { harm: 'relative paths then lead elsewhere' },
  fdatasync: { harm: 'data may not have reached the disk' },
  fsync: { harm: 'data may not have reached the disk' },
  ftruncate: { harm: 'the file keeps its size' },
  mlock: { harm: 'the memory may be swapped out', level: 'hint' },
  mount: { harm: 'nothing is mounted' },
  mprotect: { harm: 'the pages keep their protection' },
  pipe: { harm: 'the two descriptors are garbage' },
  pipe2: { harm: 'the two descriptors are garbage' },
  pivot_root: { harm: 'the root stays' },
  prctl: { harm: 'the setting stays' },
  seccomp: { harm: 'no filter is active' },
  setns: { harm: 'the namespace stays' },
  setrlimit: { harm: 'the limit stays', level: 'information' },
  socketpair: { harm: 'the two descriptors are garbage' },
  truncate: { harm: 'the file keeps its size' },
  unlink: { harm: 'the file stays', level: 'quiet' },
  unshare: { harm: 'nothing is separated' },
  write: { harm: 'data may be missing', level: 'quiet' },
};

/** Options of prctl that protect: the others are asked or set for convenience. */
export const PROTECTING: readonly string[] = [
  ...['PR_SET_DUMPABLE', 'PR_SET_KEEPCAPS', 'PR_SET_NO_NEW_PRIVS', 'PR_SET_SECCOMP'],
];
