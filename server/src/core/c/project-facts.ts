/** What the program around a file does, as far as it is known; types only. */

/**
 * `exec`: replaces or starts programs (exec*, posix_spawn, system, popen); `fork`: forks; `threads`: creates threads;
 * `handlers`: installs functions as signal handlers; `setid`: changes user or group ids; `nnp`: sets no_new_privs;
 * `seccomp`: installs filters; `sigpipe`: handles or ignores SIGPIPE; `unshare`: makes user namespaces.
 */
export type Activity =
  'exec' | 'fork' | 'threads' | 'handlers' | 'setid' | 'nnp' | 'seccomp' | 'sigpipe' | 'unshare';

/** Questions about the project. */
export interface ProjectFacts {
  /** `no` only where every file of the project was read; a file alone is no project. */
  has(what: Activity): 'yes' | 'no' | 'unknown';
  /** Does another file of the project define a function or macro of the name, under any `#if`? */
  defines(name: string): boolean;
  /** Another number when `defines` may answer otherwise. */
  readonly definitions: number;
  /** Whether the file itself does it: what another program of the same project does is left out. */
  here(what: Activity): boolean;
}
