/** Calls that do the same as another one and leave less to go wrong, and where they exist. Table and one question. */
import type { Kb } from './kb.ts';
import { compareVersionTexts } from './kernel-version.ts';
import type { TargetInfo } from './target-info.ts';

/** How a call is rewritten: see `c/sibling-edits.ts`. */
export type Rewriting =
  'append' | 'replace-arguments' | 'creat' | 'dup' | 'mktemp' | 'readdir_r' | 'sigaction';

export interface Sibling {
  /** As written: `accept`. */
  readonly from: string;
  /** What takes its place. */
  readonly to: string;
  readonly how: Rewriting;
  /** The flag that is added, where one is. */
  readonly flag?: string;
  /** What it does better, as in "Use accept4 (close-on-exec from the start)". */
  readonly why: string;
  /** Header beside those that the file has for the old call. */
  readonly header?: string;
  /** The system call whose release counts; absent for functions of the library alone. */
  readonly call?: string;
  /** First glibc that has it, where the knowledge base does not say (mkstemp(3), HISTORY). */
  readonly glibc?: string;
}

const CLOEXEC = 'close-on-exec from the start';

/** Sorted by the old name. */
export const SIBLINGS: readonly Sibling[] = [
  {
    from: 'accept',
    to: 'accept4',
    how: 'append',
    flag: 'SOCK_CLOEXEC',
    why: CLOEXEC,
    call: 'accept4',
  },
  {
    from: 'creat',
    to: 'open',
    how: 'creat',
    flag: 'O_CLOEXEC',
    why: CLOEXEC,
    header: 'fcntl.h',
    call: 'open',
  },
  {
    from: 'dup',
    to: 'fcntl',
    how: 'dup',
    flag: 'F_DUPFD_CLOEXEC',
    why: CLOEXEC,
    header: 'fcntl.h',
    call: 'fcntl',
  },
  {
    from: 'epoll_create',
    to: 'epoll_create1',
    how: 'replace-arguments',
    flag: 'EPOLL_CLOEXEC',
    why: CLOEXEC,
    call: 'epoll_create1',
  },
  {
    from: 'inotify_init',
    to: 'inotify_init1',
    how: 'replace-arguments',
    flag: 'IN_CLOEXEC',
    why: CLOEXEC,
    call: 'inotify_init1',
  },
  {
    from: 'mkstemp',
    to: 'mkostemp',
    how: 'append',
    flag: 'O_CLOEXEC',
    why: CLOEXEC,
    header: 'fcntl.h',
    glibc: '2.7',
  },
  {
    from: 'mkstemps',
    to: 'mkostemps',
    how: 'append',
    flag: 'O_CLOEXEC',
    why: CLOEXEC,
    header: 'fcntl.h',
    glibc: '2.11',
  },
  {
    from: 'mktemp',
    to: 'mkostemp',
    how: 'mktemp',
    flag: 'O_CLOEXEC',
    why: 'finds the name and creates the file in one step',
    header: 'fcntl.h',
    glibc: '2.7',
  },
  {
    from: 'pipe',
    to: 'pipe2',
    how: 'append',
    flag: 'O_CLOEXEC',
    why: CLOEXEC,
    header: 'fcntl.h',
    call: 'pipe2',
  },
  {
    from: 'readdir_r',
    to: 'readdir',
    how: 'readdir_r',
    why: 'no buffer that a long name overruns; deprecated since glibc 2.24',
  },
  {
    from: 'signal',
    to: 'sigaction',
    how: 'sigaction',
    why: 'the same on every system',
    call: 'rt_sigaction',
  },
];

/** Kernel release of a flag that is younger than its call: fcntl(2), HISTORY of open(2). */
const FLAG_SINCE: Readonly<Record<string, string>> = {
  F_DUPFD_CLOEXEC: '2.6.24',
  O_CLOEXEC: '2.6.23',
};

/** True unless the target says that its kernel or C library is too old for the sibling. */
export function isAvailable(sibling: Sibling, kb: Kb, target: TargetInfo): boolean {
  const info = sibling.call === undefined ? undefined : kb.call(sibling.call);
  const { kernel, libc, libcVersion } = target;
  if (kernel !== undefined && target.backports !== true) {
    const have = `${kernel.major}.${kernel.minor}.${kernel.patch}`;
    const needs = [info?.since.version, sibling.flag && FLAG_SINCE[sibling.flag]];
    if (needs.some((need) => need !== undefined && compareVersionTexts(have, need) < 0))
      return false;
  }
  const glibc = sibling.glibc ?? info?.libc.glibc;
  if (libc === 'musl') return sibling.call === undefined || info?.libc.musl !== false;
  if (libcVersion === undefined || glibc === undefined || glibc === 'yes') return true;
  return compareVersionTexts(libcVersion, glibc) >= 0;
}
